"""The contenders of ``bench.py``.

A contender takes a list of articles, each a list of passages, and returns the seconds
that each article took. It is built in a process of its own.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import stanza
import torch
from transformers import AutoModel

from load_tests import official_default, spacy_small
from service.nlp.stanza_annotator import StanzaAnnotator
from service.nlp.stanza_pipeline.foundation import load_cache
from service.text.article import Passage

MODELS = Path(__file__).parents[1] / "models"
PIECES = 1_024
"""Most word pieces, padding included, of a tensor of the encoder alone."""

Articles = Sequence[Sequence[Passage]]
Contender = Callable[[Articles], list[float]]


def plain(*, resolve: bool) -> Contender:
    """Return Stanza's pipeline on the shipped models, without attribution tagger."""
    pipeline = _pipeline(resolve=resolve)
    return lambda articles: [_time(pipeline, _join(one)) for one in articles]


def bulk() -> Contender:
    """Return the same with all articles in one call, timed by their share of words."""
    pipeline = _pipeline(resolve=False)

    def run(articles: Articles) -> list[float]:
        texts = [_join(one) for one in articles]
        return _share(_time(pipeline.bulk_process, texts), articles)

    return run


def default(folder: str) -> Contender:
    """Return a pipeline on the package of ``official_default.build``."""
    pipeline = official_default.load(Path(folder))
    return lambda articles: [_time(pipeline, _join(one)) for one in articles]


def spacy() -> Contender:
    """Return the pipeline of ``spacy_small.load``."""
    nlp = spacy_small.load()
    return lambda articles: [_time(nlp, _join(one)) for one in articles]


def ours(**options: Any) -> Contender:  # noqa: ANN401 - options of the annotator
    """Return the annotator of the service, with the attribution tagger."""
    annotator = StanzaAnnotator.load(MODELS, **options)
    return lambda articles: [_time(annotator.annotate, one) for one in articles]


def encoder(precision: str) -> Contender:
    """Return the encoder alone, on all sentences sorted by length: the speed limit."""
    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16}[precision]
    folder = MODELS / "en" / "encoder"
    model = AutoModel.from_pretrained(
        str(folder), add_pooling_layer=False, dtype=dtype, local_files_only=True
    ).eval()
    parser: Any = StanzaAnnotator.load(MODELS)._parser  # noqa: SLF001

    def run(articles: Articles) -> list[float]:
        sentences = [one for article in articles for one in _pieces(parser, article)]
        tensors = list(_tensors(sorted(sentences, key=len, reverse=True)))
        with torch.inference_mode():
            return _share(_time(lambda: [model(*pair) for pair in tensors]), articles)

    return run


def _pipeline(*, resolve: bool) -> Any:  # noqa: ANN401 - Stanza has no types
    return stanza.Pipeline(
        "en",
        dir=str(MODELS),
        package="news",
        download_method=None,
        foundation_cache=load_cache(MODELS, "cpu"),
        depparse_resolve_head_constraints=resolve,
        device="cpu",
        verbose=False,
    )


def _join(article: Sequence[Passage]) -> str:
    return "\n\n".join(passage.text for passage in article)


def _time(call: Callable[..., object], *given: object) -> float:
    begun = time.perf_counter()
    call(*given)
    return time.perf_counter() - begun


def _share(seconds: float, articles: Articles) -> list[float]:
    words = [len(_join(one).split()) for one in articles]
    return [seconds * count / sum(words) for count in words]


def _pieces(parser: Any, article: Sequence[Passage]) -> list[list[int]]:  # noqa: ANN401 - private
    split = parser._tokenizer.split([passage.text for passage in article])  # noqa: SLF001
    words = [[word.text for word in one] for part in split for one in part]
    return [one.ids for one in parser._encoder.read(words)]  # noqa: SLF001


def _tensors(sentences: Sequence[list[int]]) -> Any:  # noqa: ANN401 - pairs of tensors
    batch: list[list[int]] = []
    for sentence in [*sentences, []]:
        if batch and (not sentence or len(batch[0]) * (len(batch) + 1) > PIECES):
            rows = [torch.tensor(one) for one in batch]
            ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
            mask = [torch.ones_like(one) for one in rows]
            yield ids, torch.nn.utils.rnn.pad_sequence(mask, batch_first=True)
            batch = []
        batch.append(sentence)


CONTENDERS: dict[str, tuple[str, Callable[..., Contender], dict[str, Any]]] = {
    "a": ("stanza.Pipeline, as shipped", plain, {"resolve": False}),
    "a+": ("the same, resolve_head_constraints on", plain, {"resolve": True}),
    "b": ("the same as a, bulk_process", bulk, {}),
    "c": ("Stanza's default in size, random weights", default, {}),
    "s": ("spaCy's small English in size, random weights", spacy, {}),
    "d": ("our annotator, fp32", ours, {"precision": "fp32"}),
    "d+": ("our annotator, everything on", ours, {"precision": "auto"}),
    "f": ("the encoder alone, fp32", encoder, {"precision": "fp32"}),
    "f16": ("the encoder alone, bf16", encoder, {"precision": "bf16"}),
}


def main() -> None:
    """Print the keys and names of the contenders."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    sys.stdout.writelines(f"{key}\t{row[0]}\n" for key, row in CONTENDERS.items())


if __name__ == "__main__":
    main()
