"""The annotator with the shipped models."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from service.nlp.annotator import Annotation
from service.nlp.convert import CUT_LENGTH
from service.nlp.document import ROOT
from service.nlp.fast.precision import Precision
from service.nlp.fast.shared_parser import SharedParser
from service.nlp.stanza_annotator import StanzaAnnotator
from service.provenance import conventions_for, load_classifier
from service.text.article import Passage
from service.text.reader import read_article

pytestmark = pytest.mark.model

MODELS = Path(__file__).parents[2] / "models"
GOLDEN = Path(__file__).parents[1] / "golden"

STORY = """\
The harbour board will raise its fees next spring, its chair, Ada Moreno, told \
reporters in Bergen on Monday.

“We’ve waited [long enough],” she said. “Nobody wants this, but who else will pay?!”

According to a report by the Maritime Union, 1,200 dockers lost their jobs in 2019.

Moreno denied that she had met Tom Pryce, the union’s lawyer, at www.harbour.example \
or anywhere else.

“It isn’t true,” Pryce’s office wrote in an e-mail to press@harbour.example…

Dr. Li Wen-hui added: ‘No talks are planned.’ The ferries stay in dock, she said – \
“for now”.
"""


def passages(*texts: str) -> list[Passage]:
    """Return texts as passages, one after the other."""
    made: list[Passage] = []
    start = 0
    for text in texts:
        made.append(Passage(start, text))
        start += len(text) + 2
    return made


def check_shape(passage: Passage, annotation: Annotation) -> None:
    """Check what holds for every annotation."""
    last = passage.start
    for sentence in annotation.sentences:
        size = len(sentence.tokens)
        assert [token.head for token in sentence.tokens].count(ROOT) == 1
        for token in sentence.tokens:
            assert last <= token.start < token.end <= passage.end
            last = token.end
            assert ROOT <= token.head < size
            assert all((token.text, token.lemma, token.upos, token.deprel))
        for tagged in (*sentence.entities, *sentence.tags):
            assert 0 <= tagged.start < tagged.end <= size


def words(annotation: Annotation) -> list[str]:
    """Return the words of an annotation."""
    return [token.text for one in annotation.sentences for token in one.tokens]


def test_annotation(annotator: StanzaAnnotator) -> None:
    """Offsets, lemmas, parse, names and tags of a plain sentence are right."""
    (passage,) = passages("Ada Moreno said that the ferries wouldn't leave Bergen.")
    passage = Passage(1000, passage.text)
    (annotation,) = annotator.annotate([passage])
    (sentence,) = annotation.sentences
    assert [token.text for token in sentence.tokens] == [
        *("Ada", "Moreno", "said", "that", "the", "ferries"),
        *("would", "n't", "leave", "Bergen", "."),
    ]
    assert [token.start for token in sentence.tokens][:3] == [1000, 1004, 1011]
    said = sentence.tokens[2]
    assert (said.lemma, said.upos, said.head, said.deprel) == (
        *("say", "VERB"),
        *(ROOT, "root"),
    )
    leave = sentence.tokens[8]
    assert (leave.head, leave.deprel) == (2, "ccomp")
    assert [(one.start, one.end, one.label) for one in sentence.entities] == [
        (0, 2, "Person"),
        (9, 10, "Location"),
    ]
    assert [(one.start, one.end, one.label) for one in sentence.tags] == [
        (0, 2, "Source"),
        (2, 3, "Cue"),
        (3, 10, "Content"),
    ]


def test_info(annotator: StanzaAnnotator) -> None:
    """The annotator names its models."""
    assert annotator.info.package == "news"
    assert annotator.info.tagger
    assert isinstance(annotator._parser, SharedParser)


def test_same_alone_and_among_others(annotator: StanzaAnnotator) -> None:
    """A passage is annotated the same whatever stands beside it."""
    own = [one for one in read_article(STORY).passages if one.kind == "body"]
    others = [
        Passage(0, f"In {year}, {name} said {what}.")
        for year, name in enumerate(("Ida", "the mayor of Oslo", "nobody"), 1990)
        for what in (
            "so",
            "that it was early",
            "the ferries, which had been in dock for a year, would leave by " * 3,
        )
    ]
    alone = [annotator.annotate([passage])[0] for passage in own]
    among = annotator.annotate([*others, *own, *others, *own])
    assert among[len(others) : len(others) + len(own)] == alone
    assert among[-len(own) :] == alone


def test_nothing_to_annotate(annotator: StanzaAnnotator) -> None:
    """No passage, and passages of nothing, are no error."""
    assert annotator.annotate([]) == []
    empty = annotator.annotate(passages("", " ", "He left."))
    assert [len(one.sentences) for one in empty] == [0, 0, 1]
    assert [len(one.sentences) for one in annotator.annotate(passages(""))] == [0]


ODD = [
    ("zero width", "He said\u200b: co\u200boperate, \u200b\u200b now."),
    ("only zero width", "\u200b\u200b\u200b"),
    ("emoji", "“Great 😀👩‍👩‍👧‍👦” she wrote ❤️."),
    ("controls", "He said\x01 \x7f it.\x85 She \x1b[31m left."),
    ("combining", "Cafe\u0301 owner Jose\u0301 said so."),
    ("other scripts", "Xi Jinping (習近平) said «да» to العربية."),
    ("private use", "He said \ue000\U000f0000 twice."),
    ("unknown to the encoder", "He said ￼ and \u2fff."),
    ("one character", "x"),
    ("one mark", '"'),
    ("marks only", "?!?! ... --- ''\"\""),
    ("newlines", "He said\nit was\n\nearly."),
    ("doubled spaces", "He   said  it ."),
    ("half a pair", "He said \ud800 it."),
    ("long word", "He wrote " + "é" * 600 + " to her."),
    ("word of many pieces", "He wrote " + "-".join(["qz7"] * 150) + " to her."),
    ("web address", "See https://harbour.example/" + "a1-" * 200 + " now."),
]


@pytest.mark.parametrize("text", [row[1] for row in ODD], ids=[row[0] for row in ODD])
def test_odd_characters(annotator: StanzaAnnotator, text: str) -> None:
    """Odd characters break nothing and move no offset, normalised or not.

    Half a surrogate pair is the exception: normalisation alone keeps it out.
    """
    raw = [] if "\ud800" in text else [Passage(7, text)]
    for passage in (*raw, *read_article(text).passages):
        (annotation,) = annotator.annotate([passage])
        check_shape(passage, annotation)
        if text.startswith("He wrote"):
            assert words(annotation)[-2:] == ["her", "."]


def test_invisible_characters_leave_words(annotator: StanzaAnnotator) -> None:
    """A soft hyphen or a bracket inside a word hides neither word nor lemma."""
    text = "[W]e sa\u00adid that he com[es] late."
    (passage,) = read_article(text).passages
    (annotation,) = annotator.annotate([passage])
    tokens = annotation.sentences[0].tokens
    assert [token.text for token in tokens][:3] == ["We", "said", "that"]
    assert tokens[1].lemma == "say"
    assert text[tokens[0].start : tokens[0].end] == "W]e"
    assert text[tokens[1].start : tokens[1].end] == "sa\u00adid"


def test_long_word_keeps_its_text(annotator: StanzaAnnotator) -> None:
    """A word of 600 characters has its own text and lemma, not a placeholder."""
    (annotation,) = annotator.annotate(passages("He wrote " + "ab" * 300 + " to her."))
    token = annotation.sentences[0].tokens[2]
    assert token.text == token.lemma == "ab" * 300


def test_long_sentence_is_cut(annotator: StanzaAnnotator) -> None:
    """A sentence of 5,000 words comes in parts, with a warning, and loses no word."""
    text = ", ".join(["the ferries stayed in dock"] * 1000)
    (annotation,) = annotator.annotate([Passage(0, text)])
    assert [code for code, _ in annotation.warnings] == ["sentence_cut"]
    assert max(len(one.tokens) for one in annotation.sentences) <= CUT_LENGTH
    assert "".join(words(annotation)) == text.replace(" ", "")
    check_shape(Passage(0, text), annotation)


def test_no_gradients_are_kept(annotator: StanzaAnnotator) -> None:
    """Inference leaves no graph behind, and torch's switch as it was."""
    annotator.annotate(passages("He left."))
    assert torch.is_grad_enabled()


LENGTHS = (
    "x",
    "He left.",
    "“No,” said Ada Moreno, the chair of the harbour board.",
    "She said that it was late, and he said that it was not. " * 3,
    "The ferry left; " * 60,
    "He wrote " + "-".join(["qz7"] * 90) + " to her.",
)
"""Texts from one word to a sentence that fills the encoder's window."""


@pytest.fixture(scope="module")
def in_bf16() -> StanzaAnnotator:
    """The shipped models with the encoder in bfloat16."""
    conventions = conventions_for(load_classifier(), MODELS)
    return StanzaAnnotator.load(MODELS, precision="bf16", conventions=conventions)


@pytest.mark.parametrize(
    "name",
    [
        "story",
        pytest.param("lengths", marks=pytest.mark.nightly),
        pytest.param("article.json", marks=pytest.mark.nightly),
        pytest.param("twin.json", marks=pytest.mark.nightly),
    ],
)
def test_same_alone_and_among_others_in_bf16(
    in_bf16: StanzaAnnotator, name: str
) -> None:
    """In bfloat16, too, what stands beside a passage changes nothing in it."""
    others = passages(*LENGTHS)
    own = others
    if name != "lengths":
        text = STORY
        if name != "story":
            text = json.loads((GOLDEN / name).read_text("utf-8"))["text"]
        own = [one for one in read_article(text).passages if one.kind == "body"]
    alone = [in_bf16.annotate([passage])[0] for passage in own]

    assert in_bf16.annotate(own) == alone
    assert in_bf16.annotate([*own[::-1], *own])[len(own) :] == alone
    for index, (passage, annotation) in enumerate(zip(own, alone, strict=True)):
        other = others[index % len(others)]
        assert in_bf16.annotate([other, passage])[1] == annotation


@pytest.fixture
def torch_threads() -> Iterator[None]:
    """Set the number of torch's threads back after the test."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("torch_threads")
@pytest.mark.parametrize(("precision", "used"), [("fp32", 2), ("bf16", 1)])
def test_threads(precision: Precision, used: int) -> None:
    """Whatever threads are asked for, bfloat16 is computed by one: equal records."""
    text = passages("“No,” said Ada Moreno, the chair of the harbour board.")
    found = []
    for threads in (1, 2):
        annotator = StanzaAnnotator.load(
            MODELS,
            precision=precision,
            threads=threads,
            conventions=conventions_for(load_classifier(), MODELS),
        )
        found.append(annotator.annotate(text))

    assert torch.get_num_threads() == used
    assert found[0] == found[1]
