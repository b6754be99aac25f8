"""Conversion of model output to frozen sentences."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.nlp.convert import (
    CUT_LENGTH,
    RawSentence,
    RawWord,
    cut_points,
    cut_warnings,
    decode_bioes,
    ends_mid_phrase,
    strip_invisible,
    to_sentence,
)
from service.nlp.document import ROOT, Sentence, Tagged, Token
from service.text.normalise import ZERO_WIDTH

BIOES = [
    ("nothing", "", []),
    ("only outside", "O O", []),
    ("one word", "O S-A O", [(1, 2, "A")]),
    ("whole run", "B-A I-A E-A O", [(0, 3, "A")]),
    ("run at the end", "O B-A E-A", [(1, 3, "A")]),
    ("adjacent runs", "B-A E-A B-A E-A S-A", [(0, 2, "A"), (2, 4, "A"), (4, 5, "A")]),
    ("two labels", "S-A B-B E-B", [(0, 1, "A"), (1, 3, "B")]),
    ("never closed", "O B-A I-A", [(1, 3, "A")]),
    ("closed by outside", "B-A I-A O", [(0, 2, "A")]),
    ("begins inside", "I-A I-A E-A O", [(0, 3, "A")]),
    ("begins at the end", "O E-A O", [(1, 2, "A")]),
    ("label changes inside", "B-A I-B E-B", [(0, 1, "A"), (1, 3, "B")]),
    ("begins anew", "B-A B-A E-A", [(0, 1, "A"), (1, 3, "A")]),
    ("one word inside a run", "B-A S-A E-A", [(0, 1, "A"), (1, 2, "A"), (2, 3, "A")]),
    ("goes on after its end", "B-A E-A I-A", [(0, 2, "A"), (2, 3, "A")]),
    ("labels without a prefix mark nothing", "A _ <PAD>", []),
    ("label with a hyphen", "B-A-x E-A-x", [(0, 2, "A-x")]),
]


@pytest.mark.parametrize(
    ("labels", "runs"), [row[1:] for row in BIOES], ids=[row[0] for row in BIOES]
)
def test_decode_bioes(labels: str, runs: list[tuple[int, int, str]]) -> None:
    """Every labelled word is in a span, also in a malformed sequence."""
    assert decode_bioes(labels.split()) == tuple(Tagged(*run) for run in runs)


LABELS = st.sampled_from(
    ["O", *(f"{prefix}-{name}" for prefix in "BIES" for name in "XY")]
)


@given(st.lists(LABELS))
def test_decode_bioes_loses_nothing(labels: list[str]) -> None:
    """Spans are in order and disjoint, and cover exactly the labelled words."""
    runs = decode_bioes(labels)
    covered: list[int] = []
    for run in runs:
        positions = range(run.start, run.end)
        assert positions
        assert all(labels[index][2:] == run.label for index in positions)
        covered.extend(positions)
    assert covered == [index for index, label in enumerate(labels) if label != "O"]


CUTS = [
    ("short enough", ["a"] * CUT_LENGTH, []),
    ("no mark", ["a"] * (2 * CUT_LENGTH + 1), [CUT_LENGTH, 2 * CUT_LENGTH]),
    (
        "last semicolon before the limit",
        (["a"] * 99 + [";"]) * 2 + ["a"],
        [CUT_LENGTH],
    ),
    (
        "semicolon rather than comma",
        ["a"] * 119 + [";"] + ["a"] * 50 + [","] + ["a"] * 60,
        [120],
    ),
    ("comma rather than nothing", ["a"] * 150 + [","] + ["a"] * 100, [151]),
    ("colon rather than comma", ["a"] * 90 + [":"] + ["a", ","] * 80, [91]),
    ("mark too near the start", ["a", ";"] + ["a"] * 250, [CUT_LENGTH]),
]


@pytest.mark.parametrize(
    ("words", "points"), [row[1:] for row in CUTS], ids=[row[0] for row in CUTS]
)
def test_cut_points(words: list[str], points: list[int]) -> None:
    """A sentence is cut after the best mark with enough words before it."""
    assert list(cut_points(words)) == points


def test_no_cut_inside_a_token() -> None:
    """A cut between the words of one token moves to its start."""
    words = ["a"] * 250
    assert list(cut_points(words, {199, 200})) == [198]


@given(st.lists(st.sampled_from("a;:,"), max_size=1500))
def test_parts_are_short(words: list[str]) -> None:
    """No part is longer than the limit and none is empty."""
    points = [0, *cut_points(words), len(words)]
    sizes = [end - start for start, end in itertools.pairwise(points)]
    assert max(sizes) <= CUT_LENGTH
    assert all(sizes) or not words


def test_to_sentence() -> None:
    """Offsets count the article, heads count from 0, labels become spans."""
    raw = RawSentence(
        words=(RawWord(0, 3, "Ada"), RawWord(4, 9, "spoke"), RawWord(9, 10, ".")),
        upos=["PROPN", "VERB", "PUNCT"],
        xpos=["NNP", "VBD", "."],
        feats=["Number=Sing", "Tense=Past", ""],
        lemmas=["Ada", "speak", "."],
        heads=[2, 0, 2],
        deprels=["nsubj", "root", "punct"],
        entities=["S-Person", "O", "O"],
        tags=["S-Source", "S-Cue", "O"],
    )
    sentence = to_sentence(raw, 100)
    assert sentence == Sentence(
        (
            Token(100, 103, "Ada", "Ada", "PROPN", "NNP", "Number=Sing", 1, "nsubj"),
            Token(
                104, 109, "spoke", "speak", "VERB", "VBD", "Tense=Past", ROOT, "root"
            ),
            Token(109, 110, ".", ".", "PUNCT", ".", "", 1, "punct"),
        ),
        (Tagged(0, 1, "Person"),),
        (Tagged(0, 1, "Source"), Tagged(1, 2, "Cue")),
    )
    assert (sentence.start, sentence.end) == (100, 110)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"co{ZERO_WIDTH}operate", "cooperate"),
        ("plain", "plain"),
        (ZERO_WIDTH, ZERO_WIDTH),
    ],
)
def test_visible(text: str, expected: str) -> None:
    """Invisible characters are removed from a word that has others."""
    assert strip_invisible(text) == expected


def test_cut_warnings() -> None:
    """Each sentence that was cut gets a warning with its length."""
    (first, second) = cut_warnings((5000, 201))
    assert first[0] == second[0] == "sentence_cut"
    assert "5000 words" in first[1]
    assert cut_warnings(()) == ()


BREAKS = [
    ("Pilot Henrik", "Dahl denied it .", True),
    ("53 , and Phyo Zeya", "Thaw , a rapper", True),
    ("British Prime Minister Theresa", "May said so .", True),
    ("NBC", "News had it first .", True),
    ("threats prompted NATO at its", "July summit", True),
    ("on Monday Sen.", "Ada Low spoke .", True),
    ("a part of the gen.", "Ada Low spoke .", False),
    ("It rained .", "Dahl left .", False),
    ('"It rained . "', "Dahl left .", False),
    ("SAVE A QUARTER", "Somebody told Dahl .", False),
    ("Harvest in Osterby", "The mayor spoke .", False),
    ("Harvest in Osterby", "nobody came .", False),
    ("a fifth of the centers", "Dahl said so .", False),
    ("Terminal 4", "Dahl said so .", False),
]


@pytest.mark.parametrize(("words", "following", "expected"), BREAKS, ids=str)
def test_breaks_off(words: str, following: str, *, expected: bool) -> None:
    """Whether a sentence ends in the middle of a name or phrase."""
    assert ends_mid_phrase(words.split(), following.split()) == expected
