"""The documents that the other tables stand on."""

from pathlib import Path

import pytest

from service.nlp.annotator import Annotation
from service.nlp.document import ROOT, Tagged
from service.records import Span
from tests.support import treebank
from tests.support.builders import (
    LEXICON,
    Marked,
    Row,
    UnknownSentence,
    context,
    document,
    untagged,
)

ROWS = treebank.rows()
SAID = (
    "[Person {Source Ann/NNP>2:nsubj ] } {Cue said=say/VBD>0:root } so/RB>2:advmod "
    "./.>2:punct"
)


def test_every_sentence_once() -> None:
    """The treebank has one parse for a sentence."""
    texts = [row.text for row in ROWS]
    assert len(set(texts)) == len(texts) > 200


def test_trees() -> None:
    """Every parse is a tree with one root."""
    for row in ROWS:
        heads = [token.head for token in row.tokens]
        assert heads.count(ROOT) == 1, row.text
        for position in range(len(heads)):
            seen = set[int]()
            while position != ROOT:
                assert position not in seen, row.text
                seen.add(position)
                position = heads[position]  # noqa: PLW2901 - up the tree


def test_rows_are_written_as_they_are_read() -> None:
    """Writing a row and reading it again gives the row."""
    for row in ROWS:
        sentence = row.place(row.text, 0)
        assert sentence is not None, row.text
        assert Row.read(treebank.write_row(sentence)) == row, row.text


def test_growing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New sentences are added at the end, known ones are not added again."""
    file = tmp_path / "treebank.txt"
    monkeypatch.setattr(treebank, "ROWS", file)
    sentence = Row.read(SAID).place("Ann said so.", 0)
    assert sentence is not None
    for _ in range(2):
        treebank.grow(["Ann said so."], [Annotation((sentence,))])
    assert file.read_text("utf-8") == f"{SAID}\n"


def test_a_row() -> None:
    """A row gives words with their parse, names and tags."""
    row = Row.read(SAID)
    said = row.tokens[1]
    assert (said.text, said.lemma, said.upos, said.xpos) == (
        "said",
        "say",
        "VERB",
        "VBD",
    )
    assert (said.head, said.deprel, said.feats) == (ROOT, "root", "")
    assert row.tokens[0].head == 1
    assert row.entities == (Tagged(0, 1, "Person"),)
    assert row.tags == (Tagged(0, 1, "Source"), Tagged(1, 2, "Cue"))
    assert untagged([row])[0].tags == ()


def test_not_a_row() -> None:
    """A word that is none is an error, not a guess."""
    with pytest.raises(ValueError, match="not a word of a row: 'said'"):
        Row.read("Ann/NNP>2:nsubj said")


TEXTS = [
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ./.>2:punct", "It fell.", id="stop"
    ),
    pytest.param(
        "\"/``>2:punct No/UH>0:root ,/,>2:punct \"/''>2:punct Ann/NNP>2:dep",
        '"No," Ann',
        id="quotation",
    ),
    pytest.param("Ann/NNP>3:dep 's/POS>1:case ($/$>0:root", "Ann's ($", id="clitic"),
    pytest.param("(/-LRB->2:punct no/UH>0:root )/-RRB->2:punct", "(no)", id="brackets"),
    pytest.param("$/$>0:root 5/CD>1:nummod %/NN>1:dep", "$5%", id="signs"),
]


@pytest.mark.parametrize(("row", "text"), TEXTS)
def test_spacing(row: str, text: str) -> None:
    """The words of a row are joined as a newspaper prints them."""
    assert Row.read(row).text == text


def test_offsets() -> None:
    """Offsets are those of the article, through curly marks, brackets and blanks."""
    row = Row.read("\"/``>2:punct It/PRP>2:dep fell=fall/VBD>0:root \"/''>2:punct")
    text = "Oh.\n\n“[It]  fell”"
    _, annotations = document(text, [row, Row.read("Oh/UH>0:root ./.>1:punct")])
    tokens = annotations[1].sentences[0].tokens
    assert [text[t.start : t.end] for t in tokens] == ["“", "It", "fell", "”"]


def test_the_longest_sentence_is_taken() -> None:
    """Of two sentences that begin alike the longer one is taken."""
    rows = [Row.read("It/PRP>2:dep fell/VBD>0:root"), Row.read("It/PRP>0:root")]
    here = context("It fell", rows)
    assert [len(tree) for tree in here.trees] == [2]
    assert here.lexicon is LEXICON


def test_an_unknown_sentence() -> None:
    """A text that no row parses is an error that says where."""
    with pytest.raises(UnknownSentence, match="They fell"):
        treebank.document("It rained. They fell.")


def test_marks() -> None:
    """Marks are taken out, also those inside others."""
    marked = Marked.read("[Ann of ~CNN~] <told> /Bo/ {it <fell>}.")
    assert marked.text == "Ann of CNN told Bo it fell."
    assert marked.source == (Span(0, 10),)
    assert marked.outlet == (Span(7, 10),)
    assert marked.cue == (Span(11, 15), Span(22, 26))
    assert marked.addressee == (Span(16, 18),)
    assert marked.content == (Span(19, 26),)
