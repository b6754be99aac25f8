"""Word lists are data: code has labels of the annotation and at most a few words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from service.attribution.candidates import Form, OutletRole
from service.text.media_list import MediumKind
from tests.support.builders import LEXICON

SERVICE = Path(__file__).parents[4] / "service"
MODULES = [
    pytest.param(path, id=str(path.relative_to(SERVICE)))
    for folder in ("attribution", "text")
    for path in sorted((SERVICE / folder).rglob("*.py"))
    if path.parent.name != "html"  # names of elements and attributes, of a standard
]
MOST_WORDS = 3
"""Words of a rule that may stand beside it: "of", "from", "by"."""
RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det "
    "discourse expl fixed flat iobj mark nmod nsubj nummod obj obl parataxis punct "
    "preconj root xcomp"
)
"""Main relations of Universal Dependencies, and "preconj" of the models."""
TAGS = (
    "ADJ ADP ADV AUX CCONJ DET NOUN NUM PART PRON PROPN PUNCT SCONJ VERB "
    "IN JJ MD NN NNP NNPS NNS TO WDT WP WRB"
)
ENTITIES = "Location Misc NORP Organization Person Product"
CATEGORIES = "Cc Cs Zl Zp Zs"
"""Categories of Unicode characters."""
LABELS = {
    *f"{RELATIONS} {TAGS} {ENTITIES} {CATEGORIES}".split(),
    *("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    *(frame for entry in LEXICON.reporting_verbs.values() for frame in entry.frames),
    *get_args(Form),
    *get_args(OutletRole),
    *get_args(MediumKind),
}
"""Closed sets of the annotation, which are no word lists."""


def words_of(node: ast.AST) -> list[str]:
    """Return the words that a collection of strings has: its items or its keys."""
    items: list[ast.expr | None] = []
    match node:
        case ast.Set(elts) | ast.List(elts) | ast.Tuple(elts):
            items = [*elts]
        case ast.Dict(keys):
            items = [*keys]
        case ast.Call(ast.Attribute(ast.Constant(str(text)), "split")):
            items = [ast.Constant(word) for word in text.split()]
        case _:
            pass
    strings = [i.value for i in items if isinstance(i, ast.Constant)]
    return [s for s in strings if isinstance(s, str) and re.match(r"[^\W\d_]", s)]


def long_lists(node: ast.AST) -> Iterator[list[str]]:
    """Yield the words of each collection that has more than a few, labels aside."""
    words = [word for word in words_of(node) if word not in LABELS]
    if len(words) > MOST_WORDS:
        yield words
    for child in ast.iter_child_nodes(node):
        if not is_declaration(child):
            yield from long_lists(child)


def is_declaration(node: ast.AST) -> bool:
    """Whether a node lists names of the module ("__all__") or the values of a type."""
    match node:
        case ast.Assign([ast.Name(name)]):
            return name.startswith("__")
        case ast.Subscript(ast.Name("Literal")):
            return True
        case _:
            return False


@pytest.mark.parametrize("path", MODULES)
def test_no_word_list(path: Path) -> None:
    """A module has no collection of more than a few words."""
    assert list(long_lists(ast.parse(path.read_text("utf-8")))) == []


WORDS = ["ask", "query", "quiz", "wonder"]
LISTS = [
    pytest.param('_ASKING = frozenset({"ask", "query", "quiz", "wonder"})', id="set"),
    pytest.param('_ASKING = ("ask", "query", "quiz", "wonder")', id="tuple"),
    pytest.param('_ASKING = "ask query quiz wonder".split()', id="split"),
    pytest.param('_ASKING = {"ask": 1, "query": 2, "quiz": 3, "wonder": 1}', id="dict"),
    pytest.param(
        'def f(w):\n    return w in {"ask", "obl", "query", "quiz", "wonder"}',
        id="in an expression, beside a label",
    ),
]


@pytest.mark.parametrize("source", LISTS)
def test_a_word_list_is_found(source: str) -> None:
    """Every way to write a list of words is found."""
    assert list(long_lists(ast.parse(source))) == [WORDS]


KEPT = [
    pytest.param('_PHRASE = {"appos", "flat", "compound", "nmod"}', id="relations"),
    pytest.param('_FRAMES = {"that", "quote", "objinf", "p:to"}', id="frames"),
    pytest.param('_CASES = {"of", "from", "by"}', id="a few words"),
    pytest.param('_MARKS = {".", ",", "-", "?", "!"}', id="punctuation"),
    pytest.param('__all__ = ["ask", "query", "quiz", "wonder"]', id="names"),
    pytest.param('_Kind = Literal["ask", "query", "quiz", "wonder"]', id="a type"),
]


@pytest.mark.parametrize("source", KEPT)
def test_labels_are_kept(source: str) -> None:
    """Labels, marks, names and a few words may stand in the code."""
    assert list(long_lists(ast.parse(source))) == []
