"""Compare the records of two commits on the development sets: ``make digest``.

Both trees read every set of ``SHARED/evaluation`` (``blind/`` aside) and the
development part of PolNeAR in one run: the same interpreter, fp32, one thread each.
The responses are compared as canonical JSON without their ``model``; the lines of
``batch`` were the responses themselves in 0.1 and hold them as ``result`` since. Only
counts, digests and ids of articles are printed, never their text.
"""

import argparse
import hashlib
import json
import lzma
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
OPTIONS = {"evidence": True}
SECONDS = 3_600


def main() -> None:
    """Compare the working tree with a commit; exit with 1 if records differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", help="the commit to compare the working tree with")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    args = parser.parse_args()
    sets = dict(development_sets(args.shared))
    with tempfile.TemporaryDirectory() as name, checked_out(args.base) as base:
        folder = Path(name)
        requests = folder / "requests.jsonl"
        requests.write_text(
            "".join(request(text) for rows in sets.values() for _, text in rows)
        )
        runs = [
            start(tree, requests, folder / f"{number}.jsonl")
            for number, tree in enumerate((base, ROOT))
        ]
        if any(run.wait(SECONDS) for run in runs):
            sys.exit("a tree could not read the articles")
        before, after = (
            [canonical(line) for line in (folder / f"{n}.jsonl").open("rb")]
            for n in range(2)
        )
    sys.exit(report(sets, before, after))


def development_sets(shared: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the name of each set with the ids and texts of its articles."""
    evaluation = shared / "evaluation"
    paths = [
        *sorted(evaluation.glob("*.jsonl")),
        *sorted(p for p in evaluation.glob("*/*.jsonl*") if p.parent.name != "blind"),
        shared / "data" / "polnear" / "polnear-dev.jsonl.xz",
    ]
    for path in paths:
        data = path.read_bytes()
        lines = lzma.decompress(data) if path.suffix == ".xz" else data
        articles = [json.loads(line) for line in lines.splitlines() if line.strip()]
        name = path.relative_to(shared).as_posix().partition(".jsonl")[0]
        yield name, [(one["id"], one["text"]) for one in articles]


def request(text: str) -> str:
    """Return a request line for ``batch``."""
    return json.dumps({"text": text, "options": OPTIONS}) + "\n"


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """Yield a folder with the files of a commit."""
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", tree, commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", tree], check=True)


def start(tree: Path, requests: Path, output: Path) -> subprocess.Popen[bytes]:
    """Start the command ``batch`` of a tree on the requests."""
    command = ["batch", str(requests), str(output), "--workers", "1"]
    own = {
        "PYTHONPATH": str(tree),
        "WHOSAID_MODELS": str(tree / "models"),
        "WHOSAID_PRECISION": "fp32",
        "WHOSAID_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "service", *command], cwd=tree, env=os.environ | own
    )


def canonical(line: bytes) -> str:
    """Return the response in a line as canonical JSON without its ``model``."""
    answer = json.loads(line)
    response = answer.get("result") or answer
    response.pop("model", None)
    return json.dumps(response, sort_keys=True, ensure_ascii=False)


def report(
    sets: dict[str, list[tuple[str, str]]], before: list[str], after: list[str]
) -> int:
    """Print a row for each set; return 1 if any article differs."""
    place, different = 0, 0
    for name, articles in sets.items():
        pairs = list(zip(before, after, strict=True))[place : place + len(articles)]
        place += len(articles)
        changed = [
            identity
            for (identity, _), (one, other) in zip(articles, pairs, strict=True)
            if one != other
        ]
        different += len(changed)
        digest = hashlib.sha256("\n".join(new for _, new in pairs).encode())
        state = f"{len(changed)} differ: {' '.join(changed)}" if changed else "equal"
        row = f"{name}: {len(articles)} articles, {digest.hexdigest()[:16]}, {state}"
        sys.stdout.write(row + "\n")
    return 1 if different else 0


if __name__ == "__main__":
    main()
