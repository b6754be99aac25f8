"""Convert the published corpora to the files that the training steps read.

All rows are checked; only what the models learn from is kept. ``prepared.json`` lists
the files that were read and written.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from training.attribution_labels import Splitter, label, read_attributions
from training.conllu import Tree, format_conllu, read_conllu
from training.errors import StaleWork, TrainingError
from training.ner_json import Sentence, cut, encode, read_ner_json
from training.recipe import PARTS, Data, Part, Recipe, digest
from training.rows import sha256
from training.text import labels_of, text_of

T = TypeVar("T")

FOLDER = "prepared"
LIST = "prepared.json"
TREES = "ud.{part}.conllu"
TEXT = "text.{part}.txt"
LABELS = "text.{part}.labels"
GUIDED = "guided.conllu"
NAMES = {"ner": "ner.{part}.json", "attribution": "attribution.{part}.json"}


class Count(msgspec.Struct, frozen=True):
    """Number of sentences and words of a file."""

    sentences: int
    words: int


class Prepared(msgspec.Struct, frozen=True):
    """The list of a finished preparation."""

    recipe: str
    """Digest of the parts of the recipe that the preparation depends on."""
    sources: dict[str, str]
    """SHA-256 of every file that was read, by its path."""
    counts: dict[str, Count]


def prepare(recipe: Recipe, data: Path, work: Path, splitter: Splitter | None) -> None:
    """Check the corpora and write the files that the other steps read.

    Args:
        recipe: has the paths of the corpora.
        data: folder of the corpora.
        work: folder in which the folder ``prepared`` is written.
        splitter: splits the articles of the attribution corpus into words; None if the
            recipe has no such corpus.

    Raises:
        BrokenRow: a row is invalid.
        TrainingError: a file is missing.
    """
    folder = work / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LIST).unlink(missing_ok=True)
    counts = dict(_prepare_trees(recipe, data, folder))
    counts |= _prepare_names(recipe, data, folder, splitter)
    prepared = Prepared(_digest(recipe), digests(recipe.data, data), counts)
    encoded = msgspec.json.format(msgspec.json.encode(prepared), indent=1)
    (folder / LIST).write_bytes(encoded + b"\n")


def prepared_in(work: Path, recipe: Recipe) -> Prepared:
    """Return the list of a finished preparation.

    Raises:
        StaleWork: nothing is prepared, or with another recipe.
    """
    path = work / FOLDER / LIST
    if not path.is_file():
        raise StaleWork("nothing is prepared here yet", path=path)
    prepared = msgspec.json.decode(path.read_bytes(), type=Prepared)
    if prepared.recipe != _digest(recipe):
        raise StaleWork("this was prepared with another recipe", path=path)
    return prepared


def is_prepared(recipe: Recipe, data: Path, work: Path) -> bool:
    """Whether the present files were prepared with this recipe."""
    try:
        return prepared_in(work, recipe).sources == digests(recipe.data, data)
    except StaleWork:
        return False


def digests(data: Data, folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of the corpora, by its path."""
    return {
        str(path.relative_to(folder)): sha256(path)
        for source in ("ud", *NAMES)
        for part in PARTS
        if (path := data.path(source, part, folder)) is not None and path.is_file()
    }


def read_trees(recipe: Recipe, data: Path, part: Part) -> tuple[Tree, ...]:
    """Return the trees of a part of the treebank.

    Raises:
        BrokenRow: a row is invalid.
    """
    path = data / recipe.data.ud.format(part=part)
    return _some(read_conllu(path), path)


def labelled_sentences(
    recipe: Recipe, source: str, part: Part, data: Path, splitter: Splitter | None
) -> tuple[Sentence, ...]:
    """Return the labelled sentences of a part of ``source``, of bounded length.

    There are none if the recipe or the folder lacks the source.
    """
    path = recipe.data.path(source, part, data)
    if path is None or (source == "attribution" and not path.is_file()):
        return ()
    sentences = (
        read_ner_json(path) if source == "ner" else _attributions(path, splitter)
    )
    longest = recipe.preparation.longest_name_sentence
    return _some((part for one in sentences for part in cut(one, longest)), path)


def _attributions(path: Path, splitter: Splitter | None) -> Iterator[Sentence]:
    if splitter is None:
        raise TrainingError("articles cannot be cut into sentences without a splitter")
    for article in read_attributions(path):
        yield from label(article, splitter)


def _some(items: Iterator[T], path: Path) -> tuple[T, ...]:
    found = tuple(items)
    if not found:
        raise TrainingError(f"{path}: there is no sentence in it")
    return found


def _prepare_trees(
    recipe: Recipe, data: Path, folder: Path
) -> Iterator[tuple[str, Count]]:
    for part in PARTS:
        trees = read_trees(recipe, data, part)
        longest = recipe.preparation.longest_form
        content = format_conllu(trees, longest_form=longest)
        _write(folder / TREES.format(part=part), content.encode())
        _write(folder / TEXT.format(part=part), text_of(trees).encode())
        _write(folder / LABELS.format(part=part), labels_of(trees).encode())
        yield f"ud.{part}", Count(len(trees), sum(len(tree.words) for tree in trees))


def _prepare_names(
    recipe: Recipe, data: Path, folder: Path, splitter: Splitter | None
) -> dict[str, Count]:
    counts = {}
    for source, template in NAMES.items():
        for part in PARTS:
            sentences = labelled_sentences(recipe, source, part, data, splitter)
            if sentences:
                longest = recipe.preparation.longest_name_form
                content = encode(sentences, longest_form=longest)
                _write(folder / template.format(part=part), content)
                words = sum(map(len, sentences))
                counts[f"{source}.{part}"] = Count(len(sentences), words)
            if recipe.preparation.guided and (source, part) == ("attribution", "train"):
                counts["guided.train"] = _prepare_guided(recipe, sentences, folder)
    return counts


def _prepare_guided(
    recipe: Recipe, sentences: Sequence[Sentence], folder: Path
) -> Count:
    """Write the trees in which the attribution corpus corrects the parser."""
    from training.guided_trees import GuidedParser, corrected_trees

    guide = GuidedParser(Path(str(recipe.preparation.guided)), recipe.package)
    trees = corrected_trees(guide, sentences)
    longest = recipe.preparation.longest_form
    _write(folder / GUIDED, format_conllu(trees, longest_form=longest).encode())
    return Count(len(trees), sum(len(tree.words) for tree in trees))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _digest(recipe: Recipe) -> str:
    """Return a digest of the parts of the recipe that the preparation depends on."""
    parts = [recipe.package, recipe.data, recipe.preparation]
    return digest(parts)
