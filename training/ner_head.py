"""The NER head, for named entities and for the spans of the attribution tagger."""

import random
from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec
import torch
from stanza.models import ner_tagger
from stanza.models.common.doc import Document
from stanza.models.ner.data import DataLoader
from stanza.models.ner.trainer import Trainer
from stanza.models.ner.vocab import MultiVocab

from training.feed import Feed
from training.heads import OPTIONS, Head, pooled, sample
from training.prepare import NAMES
from training.recipe import HeadRecipe
from training.shared import Rows, Shared
from training.span_scores import span_f1


def build_ner(name: str, recipe: HeadRecipe, shared: Shared) -> Head:
    """Return the head with a new NER model and its data."""
    args: dict[str, Any] = ner_tagger.parse_args([])
    args |= OPTIONS | recipe.stanza | shared.options
    loader = _loader(
        _sentences(shared, recipe.source, "train"),
        recipe.batch,
        args,
        vocab=shared.known(name, MultiVocab),
    )
    loader.doc = loader.tags = None  # frees memory; not used again
    shared.fill(args)
    trainer = Trainer(args=args, vocab=loader.vocab, device=shared.device)
    shared.attach(name, trainer)
    sentences = [one for batch in loader.data for one in batch]
    development = _sentences(shared, recipe.source, "dev")
    return Head(
        name,
        trainer,
        optimizers=[trainer.optimizer],
        feed=Feed(
            name, shared.seed, partial(_shuffle, loader, sentences, recipe.batch)
        ),
        load=partial(_load, loader),
        score=partial(_score, name, trainer, recipe.batch, development),
    )


def _sentences(shared: Shared, source: str, part: str) -> Rows:
    path = shared.prepared / NAMES[source].format(part=part)
    return msgspec.json.decode(path.read_bytes(), type=Rows)


def _loader(
    sentences: Rows,
    batch: int,
    args: dict[str, Any],
    **more: Any,  # noqa: ANN401
) -> DataLoader:
    most = args["max_batch_words"]
    return DataLoader(Document(sentences), batch, args, max_batch_words=most, **more)


def _shuffle(loader: DataLoader, sentences: list[Any], size: int) -> list[Any]:
    order = pooled(sentences, size, key=lambda sentence: len(sentence[0]))
    batches = [batch for batch in loader.chunk_batches(order) if batch]
    random.shuffle(batches)
    return batches


def _load(loader: DataLoader, chosen: list[Any]) -> Any:  # noqa: ANN401
    loader.data = [chosen]
    return loader[0]


def _score(
    name: str, trainer: Trainer, batch: int, development: Rows, most: int | None
) -> Mapping[str, float]:
    """Return F1 of exact spans by class, and over all classes."""
    chosen = sorted(
        (development[index] for index in sample(len(development), most)), key=len
    )
    loader = _loader(chosen, batch, trainer.args, vocab=trainer.vocab, evaluation=True)
    predicted: list[list[str]] = []
    with torch.no_grad():
        for part in loader:
            predicted += trainer.predict(part)
    gold = [[label for (label,) in sentence] for sentence in loader.tags]
    return {
        f"{name} {label}": value for label, value in span_f1(predicted, gold).items()
    }
