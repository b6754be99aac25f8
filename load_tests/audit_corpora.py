"""Measure `whosaid audit` over the articles of two corpora, in one run.

    python -m load_tests.audit_corpora [--shared ../shared] [--out out/audit]

The articles are those of PolNeAR (training and development part, with their dates and
papers) and of en-worldwide-newswire, without those of the blind evaluation. Prints the
number of articles and characters and how long the run took, with the default number of
workers.
"""

import argparse
import json
import lzma
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from load_tests import machine
from training.world import read_documents, text_of

DATED = re.compile(r"(?P<section>[a-z]+)_(?P<date>\d{4}-\d\d-\d\d)_")
"""The beginning of the id of an article of PolNeAR: the paper and the date."""


def main() -> None:
    """Write the articles, audit them and print the time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("out/audit"))
    args = parser.parse_args()
    shutil.rmtree(args.out, ignore_errors=True)
    args.out.mkdir(parents=True)
    left_out = blind_texts(args.shared / "evaluation")
    articles = [
        *polnear_articles(args.shared / "data"),
        *newswire_articles(args.shared / "data", left_out),
    ]
    rows = args.out / "articles.jsonl"
    rows.write_text("".join(f"{json.dumps(one)}\n" for one in articles))
    began = time.monotonic()
    command = ["audit", str(rows), str(args.out / "report")]
    subprocess.run([sys.executable, "-m", "service", *command], check=True)  # noqa: S603 - own command
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"{machine.describe()}\n{len(articles)} articles of "
        f"{sum(len(one['text']) for one in articles)} characters: {seconds:.0f} s\n"
    )


def polnear_articles(data: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of PolNeAR with id, text, section (the paper) and date."""
    for part in ("train", "dev"):
        with lzma.open(data / "polnear" / f"polnear-{part}.jsonl.xz", "rt") as lines:
            for line in lines:
                row = json.loads(line)
                article = {"id": row["id"], "text": row["text"]}
                dated = DATED.match(row["id"])
                yield article | (dated.groupdict() if dated else {})


def newswire_articles(
    data: Path, left_out: AbstractSet[str]
) -> Iterator[dict[str, Any]]:
    """Yield the articles of en-worldwide-newswire with id, text and section (part).

    Args:
        data: the folder of the corpora.
        left_out: texts that are not yielded.
    """
    for part in ("train", "dev", "test"):
        file = data / "ner" / f"en_worldwide-{part}.json.xz"
        documents = list(read_documents(file))
        for number in range(len(documents)):
            text = text_of(documents, number)
            if text not in left_out:
                yield {"id": f"{part}-{number}", "text": text, "section": part}


def blind_texts(evaluation: Path) -> frozenset[str]:
    """Return the texts of the articles that only the blind evaluation reads."""
    with lzma.open(evaluation / "blind" / "world.jsonl.xz", "rt") as lines:
        return frozenset(json.loads(line)["text"] for line in lines)


if __name__ == "__main__":
    main()
