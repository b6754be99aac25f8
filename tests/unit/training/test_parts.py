"""Small parts of the training: text, order, figures, curves, lemmas."""

import random
from pathlib import Path

import msgspec
import pytest
import torch
from rich.console import Console

from training.alignment import Parsed, Spans, reading_of, written_spans
from training.comparison import compare
from training.conllu import Tree, Word
from training.curves import draw
from training.encoder import cpu_number_format, find_device, number_format
from training.feed import Feed
from training.figures import span_figures
from training.heads import pooled, sample
from training.joint import falling
from training.lemma import capitalised
from training.text import labels_of, text_of
from training.wordnet import WordNet, inflect


def tree(*forms: str, paragraph: bool = False) -> Tree:
    """Return a sentence of forms; "+" before a form: no space before it."""
    words = []
    for index, form in enumerate(forms):
        following = forms[index + 1 : index + 2]
        space = not (following and following[0].startswith("+"))
        bare = form.removeprefix("+")
        head = 0 if index == 0 else 1
        words.append(Word(bare, bare, "X", "X", "_", head, "dep", space))
    return Tree(tuple(words), paragraph)


TREES = (tree("It", "rains", "+."), tree("No"), tree("Go", "+!", paragraph=True))


def test_text_and_labels_have_one_length() -> None:
    """Each character has its label; paragraphs are parted in both."""
    assert text_of(TREES) == "It rains. No\n\nGo!"
    assert labels_of(TREES) == "010000012002\n\n012"


def test_a_feed_gives_the_same_order_again() -> None:
    """An epoch's order depends on seed, name and epoch alone."""

    def feed(seed: int) -> Feed[int]:
        return Feed("a", seed, lambda: random.sample(range(10), 10))

    one, two = feed(1), feed(1)
    first = [one.next() for _ in range(25)]
    random.seed(99)

    assert [two.next() for _ in range(25)] == first
    assert [feed(2).next() for _ in range(1)] + first[:0] != first[:10]
    assert sorted(first[:10]) == sorted(first[10:20]) == list(range(10))
    assert first[:10] != first[10:20]


def test_a_feed_goes_on_where_it_was() -> None:
    """The place in the data can be kept."""

    def feed() -> Feed[int]:
        return Feed("a", 1, lambda: random.sample(range(10), 10))

    one, two = feed(), feed()
    for _ in range(17):
        one.next()
    two.move_to(one.place)

    assert [two.next() for _ in range(9)] == [one.next() for _ in range(9)]


def test_pools_keep_like_lengths_together() -> None:
    """All items are there; neighbours are of about one length."""
    items = pooled(range(64), 4, key=lambda item: item)

    assert sorted(items) == list(range(64))
    assert items == sorted(items)


def test_a_sample_is_spread() -> None:
    """The first and the last are in it; fewer than wanted are all taken."""
    assert sample(100, 3) == [0, 49, 99]
    assert sample(2, 3) == [0, 1]
    assert sample(2, None) == [0, 1]


def test_rates_rise_and_fall() -> None:
    """A learning rate rises over the first steps and falls to its least share."""
    assert falling(1, 0.0, 10, 0.01) == pytest.approx(0.1)
    assert falling(20, 0.5, 10, 0.01) == pytest.approx(0.5)
    assert falling(99, 1.0, 10, 0.01) == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("flags : fpu avx512f avx512_bf16 vaes", torch.bfloat16),
        ("flags : fpu amx_bf16", torch.bfloat16),
        ("flags : fpu avx512f", torch.float32),
        ("", torch.float32),
    ],
)
def test_the_processor_decides_the_number_format(
    flags: str, expected: torch.dtype
) -> None:
    """Half precision only where the processor computes in it."""
    assert cpu_number_format(flags) == expected


@pytest.mark.parametrize(
    ("fast", "expected"), [(True, torch.bfloat16), (False, torch.float32)]
)
def test_a_gpu_decides_it_by_itself(
    monkeypatch: pytest.MonkeyPatch, *, fast: bool, expected: torch.dtype
) -> None:
    """A GPU is taken where there is one; bfloat16 if it does not emulate that."""
    asked = []

    def supported(*, including_emulation: bool) -> bool:
        asked.append(including_emulation)
        return fast

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", supported)

    assert number_format(find_device()) == expected
    assert asked == [False]


def test_spans_are_right_only_as_a_whole() -> None:
    """F1 by class and over all; a shorter span is wrong."""
    gold = [["B-A", "I-A", "O", "B-B"]]
    predicted = [["B-A", "E-A", "O", "O"]]

    assert span_figures(predicted, gold) == {
        "A": 100.0,
        "B": 0.0,
        "micro": pytest.approx(66.67, abs=0.01),
    }
    assert span_figures([["B-A", "O", "O", "O"]], gold)["A"] == 0.0


def test_readings_are_aligned_by_characters() -> None:
    """A word cut otherwise is wrong, and so is an arc to another word."""
    gold = written_spans([tree("It", "rains", "+.")])
    same = reading_of(gold, gold)
    other = Spans(
        {
            (0, 2): Parsed("X", None, "dep"),
            (2, 8): Parsed("X", (0, 2), "dep"),
        },
        {(0, 8)},
    )

    assert set(same.values()) == {100.0}
    assert reading_of(other, gold) == {
        "Words": 40.0,
        "Sentences": 100.0,
        "UPOS": 40.0,
        "UAS": 40.0,
        "LAS": 40.0,
    }


def test_figures_stand_side_by_side() -> None:
    """Two packages are compared figure by figure; what one lacks is left empty."""
    table = compare({"old": {"ud": {"LAS": 89.7}}, "new": {"ud": {"LAS": 90, "X": 1}}})
    console = Console(width=100)
    with console.capture() as capture:
        console.print(table)

    lines = [line.split() for line in capture.get().splitlines()]

    assert lines == [
        ["on", "figure", "old", "new", "gained"],
        ["ud", "LAS", "89.70", "90.00", "+0.30"],
        ["ud", "X", "1.00"],
    ]


def test_curves_are_drawn(tmp_path: Path) -> None:
    """Losses of heads and figures of the development sets stand in the picture."""
    log = tmp_path / "log.jsonl"
    rows = [
        {"step": 1, "seconds": 1.0, "loss": {"parser": 3.0}},
        {"step": 2, "seconds": 2.0, "loss": {"tagger": 2.0}},
        {"step": 2, "seconds": 3.0, "score": {"LAS": 80.0, "ner Date": 1.0}},
    ]
    log.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    draw(log, tmp_path / "a.svg")
    draw(log, tmp_path / "b.svg")
    picture = (tmp_path / "a.svg").read_text()

    assert picture == (tmp_path / "b.svg").read_text()
    assert all(name in picture for name in (">parser<", ">tagger<", ">LAS<"))
    assert "ner Date" not in picture


def test_a_log_without_figures_is_drawn(tmp_path: Path) -> None:
    """A training that was not looked at yet has a picture of its losses."""
    log = tmp_path / "log.jsonl"
    log.write_bytes(b'{"step": 1, "seconds": 1.0, "loss": {"parser": 3.0}}\n')
    draw(log, tmp_path / "a.svg")

    assert ">parser<" in (tmp_path / "a.svg").read_text()


WORDNET = WordNet(
    exceptions={"verb": {"went": ["go"]}, "noun": {"men": ["man"]}},
    index={
        "verb": frozenset({"go", "admit", "claim", "deny", "leave"}),
        "noun": frozenset({"man", "claim"}),
        "adj": frozenset({"late"}),
    },
    rules={
        "verb": [("s", ""), ("ied", "y"), ("ed", ""), ("ing", "e"), ("ing", "")],
        "noun": [("s", "")],
        "adj": [("er", "e")],
    },
)


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("went", "VERB", "go"),
        ("claimed", "VERB", "claim"),
        ("denied", "VERB", "deny"),
        ("leaving", "VERB", "leave"),
        ("admitted", "VERB", "admit"),
        ("admitted", "ADJ", None),
        ("men", "NOUN", "man"),
        ("claims", "NOUN", "claim"),
        ("claim", "NOUN", "claim"),
        ("later", "ADJ", "late"),
        ("zigged", "VERB", None),
    ],
)
def test_lemmas_by_wordnet(form: str, tag: str, lemma: str | None) -> None:
    """Exceptions first, then rules, and a doubled consonant."""
    assert WORDNET.lemma(form, tag) == lemma


def test_what_the_treebank_knows_is_left_alone() -> None:
    """All forms of verbs are made; of others those that texts have."""
    found = set(WORDNET.triples({"claims", "later"}, frozenset({("claimed", "VERB")})))

    assert ("admitted", "VERB", "admit") in found
    assert ("claims", "NOUN", "claim") in found
    assert ("later", "ADJ", "late") in found
    assert ("claimed", "VERB", "claim") not in found


def test_regular_forms() -> None:
    """A verb has its regular forms, a doubled consonant and y among them."""
    assert set(inflect("deny")) == {"denys", "denyed", "denying", "denies", "denied"}
    assert {"admitted", "admitting"} <= set(inflect("admit"))
    assert {"urged", "urging", "urges"} <= set(inflect("urge"))
    assert "teaches" in set(inflect("teach"))


def test_words_at_the_beginning_of_a_sentence() -> None:
    """A lower-case word gets its capitalised form; a name and a known one do not."""
    known = [("said", "VERB", "say"), ("mara", "PROPN", "Mara"), ("it", "PRON", "it")]

    assert capitalised([*known, ("It", "PRON", "it")], []) == [("Said", "VERB", "say")]
