"""Measure the CPU time of each stage of an article, with one thread.

    python -m load_tests.stages [--articles 10] [--words 600]

Reads articles of the recipe in fp32 and, if the processor computes in it, in bfloat16,
and prints the mean milliseconds per article and the share of each stage. The time of a
stage excludes that of stages which it calls.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import torch

from load_tests import machine
from load_tests.recipe import article
from service.attributor import parsed_passages
from service.bootstrap import build_attributor
from service.nlp.fast.precision import computes_in_bf16
from service.settings import Settings

WARM = 3
STAGES = {
    "words and sentences": ("_tokenizer", "split"),
    "vectors of words from characters, three models": ("", "_encode_characters"),
    "encoder": ("_encoder", "encode"),
    "part-of-speech tagger": ("_tagger", "tag"),
    "parser, without relations": ("_parser", "parse"),
    "its relations": ("_parser", "label"),
    "names": ("_ner", "tag"),
    "attribution tagger": ("_attribution", "tag"),
}
REST = "all else"
RECORDS = "records: all attribution stages"


class Clock:
    """CPU time by stage, each without the stages that it calls."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside = [0.0]

    def watch(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``call`` wrapped so that its time is added to ``name``."""

        @wraps(call)
        def watched(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed on
            self._inside.append(0.0)
            begun = time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                all_of_it = time.process_time() - begun
                self.spent[name] += all_of_it - self._inside.pop()
                self._inside[-1] += all_of_it

        return watched


def measure(precision: str, texts: list[str]) -> dict[str, float]:
    """Return the mean milliseconds per article by stage."""
    models = str(Path(__file__).parents[1] / "models")
    settings = {
        "WHOSAID_THREADS": "1",
        "WHOSAID_PRECISION": precision,
        "WHOSAID_MODELS": models,
    }
    attributor: Any = build_attributor(Settings.from_environ(settings))
    for text in texts[:WARM]:
        attributor.attribute(text)
    clock = Clock()
    parser = attributor.annotator._parser  # noqa: SLF001
    for name, (owner, method) in STAGES.items():
        found = getattr(parser, owner) if owner else parser
        setattr(found, method, clock.watch(name, getattr(found, method)))
    annotate = clock.watch(REST, attributor.annotate)
    for text in texts:
        opened = clock.watch(REST, attributor.open)(text)
        annotations = annotate(parsed_passages(opened))
        clock.watch(RECORDS, attributor.read)(opened, annotations)
    return {name: 1000 * spent / len(texts) for name, spent in clock.spent.items()}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--words", type=int, default=600)
    args = parser.parse_args()
    torch.set_num_threads(1)
    texts = [article(args.words, seed=seed) for seed in range(args.articles)]
    kinds = ["fp32", *(["bf16"] if computes_in_bf16() else [])]
    found = {kind: measure(kind, texts) for kind in kinds}
    totals = {kind: sum(spent.values()) for kind, spent in found.items()}
    sys.stdout.write(f"{machine.describe()}\n\n| | {' | | '.join(kinds)} | |\n")
    sys.stdout.write(f"|---|{'---:|' * 2 * len(kinds)}\n")
    for name in (*STAGES, RECORDS, REST):
        cells = (
            f"{spent[name]:.0f} ms | {spent[name] / totals[kind]:.0%}"
            for kind, spent in found.items()
        )
        sys.stdout.write(f"| {name} | {' | '.join(cells)} |\n")
    cells = (f"**{total:.0f} ms** |" for total in totals.values())
    sys.stdout.write(f"| **all** | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
