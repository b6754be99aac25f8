"""Read and write CoNLL-U; every row is checked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from training.errors import BrokenRow
from training.rows import plain_form, read_text

COLUMNS = 10
ROOT = 0
NO_SPACE = "SpaceAfter=No"
_NEW = ("# newpar", "# newdoc")


class Word(msgspec.Struct, frozen=True):
    """A syntactic word; ``head`` counts from 1, 0 is the root.

    ``lemma`` is "_" where the treebank has none, such as for the parts of a word that
    is written with a space.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space_after: bool = True


class Tree(msgspec.Struct, frozen=True):
    """The words of a sentence, and whether it starts a paragraph."""

    words: tuple[Word, ...]
    paragraph: bool = False


class _Row(msgspec.Struct, frozen=True):
    line: int
    columns: list[str]


def read_conllu(path: Path) -> Iterator[Tree]:
    """Yield the sentences of a file, with multiword tokens as separate words.

    Raises:
        BrokenRow: a row is malformed, or the heads of a sentence are no tree.
    """
    rows: list[_Row] = []
    paragraph = False
    lines = read_text(path).split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            paragraph = paragraph or line.startswith(_NEW)
        elif line.strip():
            rows.append(_split(line, path=path, number=number))
        elif rows:
            yield Tree(_words(rows, path), paragraph)
            rows, paragraph = [], False


def _split(line: str, *, path: Path, number: int) -> _Row:
    columns = line.rstrip("\r").split("\t")
    if len(columns) != COLUMNS:
        reason = f"{len(columns)} columns between tabs, and not {COLUMNS}"
        raise BrokenRow(reason, path=path, line=number)
    return _Row(number, columns)


def _words(rows: Sequence[_Row], path: Path) -> tuple[Word, ...]:
    """Return the words of a sentence.

    The last word of a multiword token has the space of the token; its other words have
    none.
    """
    words: list[Word] = []
    inside, spaced = 0, True
    for row in rows:
        number = row.columns[0]
        if "." in number:
            continue
        if "-" in number:
            inside = _number(number.partition("-")[2], row, path)
            spaced = NO_SPACE not in row.columns[9]
            continue
        if _number(number, row, path) != len(words) + 1:
            reason = f"word {number} where word {len(words) + 1} should be"
            raise BrokenRow(reason, path=path, line=row.line)
        after = NO_SPACE not in row.columns[9]
        if len(words) + 1 <= inside:
            after = spaced and len(words) + 1 == inside
        words.append(_word(row, path, space_after=after))
    _check_tree(words, rows[-1].line, path)
    return tuple(words)


def _number(text: str, row: _Row, path: Path) -> int:
    if not text.isdecimal():
        raise BrokenRow(f"{text!r} is no number", path=path, line=row.line)
    return int(text)


def _word(row: _Row, path: Path, *, space_after: bool) -> Word:
    _, form, lemma, upos, xpos, feats, head, deprel, *_ = row.columns
    for name, value in (("form", form), ("UPOS", upos), ("relation", deprel)):
        if not value.strip() or (value == "_" and name != "form"):
            raise BrokenRow(f"a word without {name}", path=path, line=row.line)
    return Word(
        plain_form(form),
        lemma,
        upos,
        xpos,
        feats,
        _number(head, row, path),
        deprel,
        space_after,
    )


def _check_tree(words: Sequence[Word], line: int, path: Path) -> None:
    """Check that the heads of a sentence form a tree with one root.

    Raises:
        BrokenRow: they do not; its line is the last of the sentence.
    """
    heads = [word.head for word in words]
    if heads.count(ROOT) != 1:
        reason = f"{heads.count(ROOT)} roots in one sentence"
        raise BrokenRow(reason, path=path, line=line)
    if max(heads) > len(words):
        raise BrokenRow(f"no word {max(heads)} to depend on", path=path, line=line)
    for number in range(1, len(words) + 1):
        seen, node = {number}, heads[number - 1]
        while node != ROOT:
            if node in seen:
                reason = f"words that depend on each other: {sorted(seen)}"
                raise BrokenRow(reason, path=path, line=line)
            seen.add(node)
            node = heads[node - 1]


def format_conllu(trees: Sequence[Tree], *, longest_form: int) -> str:
    """Return sentences in CoNLL-U, with forms and lemmas cut to ``longest_form``."""
    return "".join(
        "".join(
            f"{number}\t{word.form[:longest_form]}\t{word.lemma[:longest_form]}"
            f"\t{word.upos}\t{word.xpos}\t{word.feats}\t{word.head}\t{word.deprel}"
            f"\t_\t{'_' if word.space_after else NO_SPACE}\n"
            for number, word in enumerate(tree.words, start=1)
        )
        + "\n"
        for tree in trees
    )
