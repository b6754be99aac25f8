"""The head of the part-of-speech tagger."""

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

import torch
from stanza.models import tagger
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer
from stanza.models.pos.vocab import MultiVocab

from training.feed import Feed
from training.heads import OPTIONS, Head, pooled, sample
from training.recipe import HeadRecipe
from training.shared import Shared

DEVELOPMENT_BATCH = 150


def build_tagger(name: str, recipe: HeadRecipe, shared: Shared) -> Head:
    """Return the head with a new tagger and its data."""
    args: dict[str, Any] = tagger.parse_args([])
    args |= OPTIONS | {"lang": "en"} | recipe.stanza | shared.options
    document = shared.trees("train", shared.recipe.longest_sentence)
    dataset = Dataset(document, args, None, vocab=shared.known(name, MultiVocab))
    dataset.doc = None  # frees memory; not used again
    shared.fill(args)
    trainer = Trainer(args=args, vocab=dataset.vocab, device=shared.device)
    shared.attach(name, trainer)
    development = Dataset(
        shared.trees("dev"),
        args,
        None,
        vocab=dataset.vocab,
        evaluation=True,
    )
    return Head(
        name,
        trainer,
        optimizers=list(trainer.optimizers.values()),
        feed=Feed(name, shared.seed, partial(_shuffle, dataset, recipe.batch)),
        load=partial(_load, dataset),
        score=partial(_score, trainer, development),
    )


def _shuffle(dataset: Dataset, size: int) -> list[list[int]]:
    order = pooled(range(len(dataset)), size, key=lambda i: len(dataset.data[i].text))
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    random.shuffle(batches)
    return batches


def _load(dataset: Dataset, chosen: list[int]) -> Any:  # noqa: ANN401
    return dataset.collate_fn([dataset[index] for index in chosen])


def _score(
    trainer: Trainer, development: Dataset, most: int | None
) -> Mapping[str, float]:
    """Return the accuracy of UPOS and XPOS in per cent."""
    order = sample(len(development), most)
    order.sort(key=lambda index: len(development.data[index].text))
    names = list(development.tag_names[:2])
    right, words = [0, 0], 0
    with torch.no_grad():
        for start in range(0, len(order), DEVELOPMENT_BATCH):
            chosen = order[start : start + DEVELOPMENT_BATCH]
            predicted = trainer.predict(_load(development, chosen))
            for index, tags in zip(chosen, predicted, strict=True):
                words += len(tags)
                for column, name in enumerate(names):
                    gold = trainer.vocab[name].unmap(
                        development.data[index].tags[column]
                    )
                    right[column] += sum(
                        got[column] == one for got, one in zip(tags, gold, strict=True)
                    )
    return {
        name.upper(): 100 * one / words for name, one in zip(names, right, strict=True)
    }
