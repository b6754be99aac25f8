"""The context: trees, quotations and the trimming of spans."""

import pytest

from service.attribution.context import Context
from service.records import Span
from tests.support.builders import (
    CLASSIFIER,
    LEXICON,
    Row,
    context,
    document,
    texts,
)
from tests.support.treebank import context as known

SENTENCE = "It/PRP>2:nsubj fell=fall/VBD>0:root ./.>2:punct"
NESTED = "“He asked: ‘Why?’ and left,” Hale said."


def test_sentences_and_their_paragraphs() -> None:
    """Trees are numbered over the article and know their paragraphs."""
    here = context("It fell. It fell.\n\nIt fell.", [Row.read(SENTENCE)])
    assert [tree.index for tree in here.trees] == [0, 1, 2]
    assert here.paragraphs == (0, 0, 1)


def test_only_read_passages() -> None:
    """Passages that are not parsed have no tree, and the others keep their place."""
    text = "It fell.\n\nRead more\n\nIt fell."
    here = context(text, [Row.read(SENTENCE)], kinds={1: "boilerplate"})
    assert here.paragraphs == (0, 2)
    assert texts(here, [tree.span([0, 1]) for tree in here.trees]) == ("It fell",) * 2


def test_headings_are_read() -> None:
    """A heading is parsed like a body."""
    here = context("It fell.\n\nIt fell.", [Row.read(SENTENCE)], kinds={0: "heading"})
    assert here.paragraphs == (0, 1)


def test_annotations_must_fit() -> None:
    """An annotation too few is an error, not a shift of all others."""
    article, annotations = document("It fell.\n\nIt fell.", [Row.read(SENTENCE)])
    with pytest.raises(ValueError, match="shorter"):
        Context.build(article, annotations[:1], (), LEXICON, CLASSIFIER, tagger=False)


def test_the_sentence_at_an_offset() -> None:
    """An offset between two sentences belongs to the one before it."""
    here = context(" It fell. It fell.", [Row.read(SENTENCE)])
    found = [here.tree_at(offset) for offset in (0, 1, 5, 9, 10, 99)]
    assert [tree.index if tree else None for tree in found] == [None, 0, 0, 0, 1, 1]


def test_enclosing_quotations() -> None:
    """The innermost quotation that encloses a range is found, and those inside it."""
    here = known(NESTED)
    outer, inner = here.quotations
    why = NESTED.index("Why")
    assert here.enclosing(why, why + 3) == inner
    assert here.enclosing(1, why) == outer
    assert here.enclosing(len(NESTED) - 5, len(NESTED)) is None
    assert here.quotations_in(None) == (outer,)
    assert here.quotations_in(outer) == (inner,)
    assert here.quotations_in(inner) == ()


TRIM = [
    pytest.param("[ , it fell . ]", "it fell", id="blanks and marks"),
    pytest.param("[it fell]", "it fell", id="nothing to trim"),
    pytest.param("[, . ;]", None, id="nothing left"),
    pytest.param("[it fell?]", "it fell?", id="question"),
    pytest.param("[it fell!]", "it fell!", id="exclamation"),
    pytest.param("[it cost 5%.]", "it cost 5%", id="percent"),
    pytest.param("[$5 fell.]", "$5 fell", id="dollars"),
    pytest.param("[in the U.S.]", "in the U.S.", id="initialism"),
    pytest.param("[it fell (at last)]", "it fell (at last)", id="brackets"),
    pytest.param("([it fell)]", "it fell", id="a bracket too many"),
    pytest.param('["it fell."]', '"it fell."', id="a whole quotation"),
    pytest.param('["it fell,"] Hale', '"it fell,"', id="a comma in the marks"),
    pytest.param("['it fell.']", "'it fell.'", id="single marks"),
    pytest.param("[- it fell -]", "it fell", id="dashes"),
    pytest.param("[.]", None, id="a full stop alone"),
]


@pytest.mark.parametrize(("marked", "expected"), TRIM)
def test_trimming(marked: str, expected: str | None) -> None:
    """Outer blanks and punctuation go; whole quotations and parts of words stay."""
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    row = " ".join(f"{word}/NN>0:root" for word in text.split())
    here = context(text, [Row.read(row)])
    span = here.trim(Span(start, end))
    assert (None if span is None else text[span.start : span.end]) == expected
