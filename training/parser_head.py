"""The head of the dependency parser."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from stanza.models import parser
from stanza.models.common.doc import Document
from stanza.models.depparse.data import DataLoader
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.depparse.utils import predict_dataset
from stanza.models.pos.vocab import MultiVocab

from training.feed import Feed
from training.heads import OPTIONS, Head, sample
from training.recipe import HeadRecipe
from training.shared import Rows, Shared

DEVELOPMENT_BATCH = 3000


def build_parser(name: str, recipe: HeadRecipe, shared: Shared) -> Head:
    """Return the head with a new parser and its data."""
    args: dict[str, Any] = parser.parse_args([])
    args |= OPTIONS | {"lang": "en"} | recipe.stanza | shared.options
    loader = DataLoader(
        shared.trees("train", shared.recipe.longest_sentence, guided=recipe.guided),
        recipe.batch,
        args,
        None,
        vocab=shared.known(name, MultiVocab),
    )
    loader.doc = loader.dataset.doc = None  # frees memory; not used again
    shared.fill(args)
    trainer = GraphTrainer(args=args, vocab=loader.vocab, device=shared.device)
    shared.attach(name, trainer)
    return Head(
        name,
        trainer,
        optimizers=list(trainer.optimizer.values()),
        feed=Feed(name, shared.seed, partial(_shuffle, loader)),
        load=lambda chosen: loader.collate([loader.dataset[index] for index in chosen]),
        score=partial(_score, trainer, shared.trees("dev").to_dict()),
    )


def _shuffle(loader: DataLoader) -> list[list[int]]:
    loader.reshuffle()
    return list(loader.sampler.batches)


def _score(
    trainer: GraphTrainer, sentences: Rows, most: int | None
) -> Mapping[str, float]:
    """Return UAS and LAS in per cent, relations with their subtypes."""
    document = Document([sentences[index] for index in sample(len(sentences), most)])
    batches = DataLoader(
        document,
        DEVELOPMENT_BATCH,
        trainer.args,
        None,
        vocab=trainer.vocab,
        evaluation=True,
        sort_during_eval=True,
    )
    predicted = [
        (int(head), relation)
        for sentence in predict_dataset(trainer, batches)
        for head, relation in sentence
    ]
    wanted = [
        (word.head, word.deprel)
        for sentence in document.sentences
        for word in sentence.words
    ]
    pairs = list(zip(predicted, wanted, strict=True))
    return {
        "UAS": 100 * sum(one[0] == two[0] for one, two in pairs) / len(pairs),
        "LAS": 100 * sum(one == two for one, two in pairs) / len(pairs),
    }
