"""``python -m training STEP``: train a package that the service loads from corpora."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from rich.console import Console

from service.errors import WhosaidError
from service.nlp.packages import read_manifest
from training.attribution_labels import Splitter
from training.errors import InvalidRecipe
from training.loop import LOG, Stopped
from training.prepare import is_prepared, prepare
from training.recipe import Recipe, load_recipe

RECIPE = Path("training/recipes/news.toml")
WORK = Path("out/training")
CURVE = "curve.svg"
WIDTH = 120
STOPPED = 75
"""Exit status of a training stopped by a signal; the same command continues it."""

Step = Callable[[argparse.Namespace, Recipe], None]


def run_prepare(args: argparse.Namespace, recipe: Recipe) -> None:
    """Check the corpora and write the files that the other steps read."""
    if is_prepared(recipe, args.data, args.work):
        _say("prepare: this data is prepared already")
        return
    prepare(recipe, args.data, args.work, _splitter(recipe))


def run_tokenizer(args: argparse.Namespace, recipe: Recipe) -> None:
    """Train the tokenizer and sentence splitter."""
    from training.tokenizer import FOLDER, train_tokenizer

    with _curves_drawn(args.work / FOLDER):
        train_tokenizer(recipe, args.work)


def run_lemma(args: argparse.Namespace, recipe: Recipe) -> None:
    """Build the lemma dictionary."""
    from training.lemma import make_lemmas

    make_lemmas(recipe, args.work)


def run_joint(args: argparse.Namespace, recipe: Recipe) -> None:
    """Train the encoder and the heads on it."""
    from training.joint import FOLDER, train_joint

    start = args.start or recipe.joint.start
    if start is None:
        reason = "it names no encoder to start from; give one with --start"
        raise InvalidRecipe(reason, path=args.recipe)
    with _curves_drawn(args.work / FOLDER):
        train_joint(_limited(recipe, args), args.work, start=Path(start))


def run_assemble(args: argparse.Namespace, recipe: Recipe) -> None:
    """Write a package with the trained models."""
    from training.assemble import assemble

    assemble(_limited(recipe, args), args.work, _out(args), base=args.base)


def run_measure(args: argparse.Namespace, recipe: Recipe) -> None:
    """Measure a package and compare it with its manifest, or compare two packages."""
    from training.comparison import compare
    from training.measure import (
        MEASURES,
        Package,
        Scores,
        TestData,
        measure,
        write_scores,
    )

    folders = args.packages or [_out(args)]
    test = TestData(recipe, args.data, _splitter(recipe))
    wanted = [name for name in MEASURES if not args.only or name in args.only]
    scores: dict[str, Scores] = {}
    for folder in folders:
        package = Package(folder, recipe.package)
        found = measure(package, test, wanted, _say)
        if len(folders) == 1:
            scores["manifest"] = read_manifest(folder).get("scores", {})
        scores["measured" if len(folders) == 1 else str(folder)] = found
        if args.write:
            write_scores(folder, found)
    Console(width=WIDTH).print(compare(scores))


def _splitter(recipe: Recipe) -> Splitter | None:
    if recipe.data.attribution is None:
        return None
    from training.splitting import load_splitter

    return load_splitter(Path(recipe.preparation.splitter), "news")


def _limited(recipe: Recipe, args: argparse.Namespace) -> Recipe:
    """Return the recipe with the limit of the command line, if there is one."""
    if args.steps is None and args.minutes is None:
        return recipe
    replace = msgspec.structs.replace
    joint = replace(recipe.joint, steps=args.steps, minutes=args.minutes)
    return replace(recipe, joint=joint)


def _out(args: argparse.Namespace) -> Path:
    out: Path = args.out or args.work / "package"
    return out


@contextlib.contextmanager
def _curves_drawn(folder: Path) -> Iterator[None]:
    """Draw the curves of the training in the body, even if it is stopped."""
    from training.curves import draw

    try:
        yield
    finally:
        if (folder / LOG).is_file():
            draw(folder / LOG, folder / CURVE)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


STEPS: dict[str, Step] = {
    "prepare": run_prepare,
    "tokenizer": run_tokenizer,
    "lemma": run_lemma,
    "joint": run_joint,
    "assemble": run_assemble,
    "measure": run_measure,
}


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, run in STEPS.items():
        step = steps.add_parser(name, help=run.__doc__, description=run.__doc__)
        step.add_argument("--recipe", type=Path, default=RECIPE, help="a TOML file")
        step.add_argument("--work", type=Path, default=WORK, help="folder of the steps")
        if name in {"prepare", "measure"}:
            step.add_argument(
                "--data", type=Path, required=True, help="folder of the corpora"
            )
        if name in {"joint", "assemble"}:
            limit = step.add_mutually_exclusive_group()
            limit.add_argument(
                "--steps", type=int, help="replaces the limit of the recipe"
            )
            limit.add_argument("--minutes", type=float, help="the same, in minutes")
        if name in {"assemble", "measure"}:
            step.add_argument("--out", type=Path, help="the package (WORK/package)")
    joint = steps.choices["joint"]
    joint.add_argument("--start", type=Path, help="folder of the initial encoder")
    assembling = steps.choices["assemble"]
    assembling.add_argument(
        "--base",
        type=Path,
        help="package whose tokenizer and lemmas are used if not trained",
    )
    _add_measuring(steps.choices["measure"])
    return parser


def _add_measuring(measuring: argparse.ArgumentParser) -> None:
    measuring.add_argument("packages", type=Path, nargs="*", help="one package or two")
    either = measuring.add_mutually_exclusive_group()
    either.add_argument(
        "--write", action="store_true", help="write the scores into the manifest"
    )
    either.add_argument(
        "--only",
        action="append",
        choices=["gold", "raw", "names", "attributions"],
        help="measure only this; may be repeated",
    )


def main(arguments: Sequence[str]) -> int:
    """Run a step; return the exit status.

    0 is success, 1 an error with one line on standard error, ``STOPPED`` a signal.
    """
    args = make_parser().parse_args(arguments)
    try:
        STEPS[args.step](args, load_recipe(args.recipe))
    except Stopped as stopped:
        _say(str(stopped))
        return STOPPED
    except WhosaidError as error:
        _say(f"{args.step}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
