"""Measure parse and rules over articles of doubling length.

    python -m load_tests.lengths [--kinds bullets giant] [--most 200000]

Invented texts of five kinds are repeated to each length from 5,000 characters on: whole
articles, one interview, a quotation in each paragraph, bullets, one giant quotation.
The output has the CPU seconds of the parse and of the rules, with one thread in fp32,
what share of the parse's time the rules take, and the exponent of the length by which
the time of the rules grows (the slope of a line through the logarithms; 1 is linear).
The rules are everything from the parse to the records, the profiles of the speakers and
the classifier with its readouts of the encoder included. The exit status is 1 if they
take more than ``MOST_SHARE`` of the parse's time for any text.
"""

import argparse
import gc
import itertools
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from load_tests import machine
from service.attributor import Attributor, parsed_passages
from service.bootstrap import build_attributor
from service.settings import Settings

TEXTS = Path(__file__).parents[1] / "tests" / "stored_parses" / "articles"
ARTICLES = ("india_africa", "page", "uk", "us")
SHORTEST, LONGEST = 5_000, 200_000
MOST_SHARE = 0.25


def read(name: str) -> str:
    """Return an invented text."""
    return (TEXTS / f"{name}.txt").read_text("utf-8").strip()


def repeat(length: int, *names: str) -> str:
    """Return texts in turns, joined by blank lines, up to ``length`` characters."""
    parts, size = list[str](), 0
    for text in itertools.cycle(map(read, names)):
        size += len(text) + 2
        if parts and size > length:
            break
        parts.append(text)
    return "\n\n".join(parts)


def giant(length: int) -> str:
    """Return a lead-in, one quotation of about ``length`` characters and an end."""
    before, quotation, after = read("giant").split("\n\n")
    inside = quotation[1:-1]
    times = max(1, (length - len(before) - len(after)) // (len(inside) + 1))
    return f"{before}\n\n“{' '.join([inside] * times)}”\n\n{after}"


KINDS: dict[str, Callable[[int], str]] = {
    "articles": lambda length: repeat(length, *ARTICLES),
    "interview": lambda length: repeat(length, "interview"),
    "quotations": lambda length: repeat(length, "quotations"),
    "bullets": lambda length: repeat(length, "bullets"),
    "giant": giant,
}


class Times(msgspec.Struct, frozen=True):
    """The CPU seconds of one article."""

    characters: int
    parse: float
    rules: float
    attributions: int

    @property
    def share(self) -> float:
        """The time of the rules as a part of that of the parse."""
        return self.rules / self.parse

    def row(self, kind: str) -> str:
        """Return the measurement as a row in Markdown."""
        cells = (
            kind,
            f"{self.characters:,}",
            f"{self.attributions:,}",
            f"{self.parse:.2f} s",
            f"{self.rules:.2f} s",
            f"{self.share:.0%}",
        )
        return f"| {' | '.join(cells)} |"


def measure(attributor: Attributor, text: str) -> Times:
    """Return the times of one article, the models warm."""
    begun = time.process_time()
    article = attributor.open(text)
    annotations = attributor.annotate(parsed_passages(article))
    parsed = time.process_time()
    reading = attributor.read(article, annotations)
    done = time.process_time()
    return Times(len(text), parsed - begun, done - parsed, len(reading.attributions))


def exponent(times: Sequence[Times]) -> float:
    """Return the slope of the logarithm of the rules' time over that of the length."""
    return statistics.linear_regression(
        [math.log(one.characters) for one in times],
        [math.log(one.rules) for one in times],
    ).slope


def lengths(most: int) -> Iterator[int]:
    """Yield doubling lengths up to ``most``, and ``most``."""
    length = SHORTEST
    while length < most:
        yield length
        length *= 2
    yield most


def main() -> None:
    """Measure the kinds one after the other and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--most", type=int, default=LONGEST)
    args = parser.parse_args()
    settings = msgspec.structs.replace(
        Settings(), precision="fp32", threads=1, max_chars=2 * args.most
    )
    attributor = build_attributor(settings)
    attributor.attribute(read("page"))
    gc.collect()
    gc.freeze()  # as a process of the service is
    sys.stdout.write(
        f"{machine.describe()}\n{args}\n\n"
        "| kind | characters | attributions | parse | rules | rules / parse |\n"
        "|---|---:|---:|---:|---:|---:|\n"
    )
    found: dict[str, list[Times]] = {}
    for kind in args.kinds:
        for length in lengths(args.most):
            times = measure(attributor, KINDS[kind](length))
            found.setdefault(kind, []).append(times)
            sys.stdout.write(f"{times.row(kind)}\n")
            sys.stdout.flush()
    sys.stdout.writelines(
        f"\n{kind}: the time of the rules grows by the length to the power "
        f"{exponent(times):.2f}, and is at most "
        f"{max(one.share for one in times):.0%} of the parse's.\n"
        for kind, times in found.items()
    )
    sys.exit(0 if is_kept(found) else 1)


def is_kept(found: Mapping[str, Sequence[Times]]) -> bool:
    """Whether the rules take at most ``MOST_SHARE`` of the parse's time."""
    return all(one.share <= MOST_SHARE for times in found.values() for one in times)


if __name__ == "__main__":
    main()
