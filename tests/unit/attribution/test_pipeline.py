"""All stages together, on articles of known sentences and the shipped numbers."""

import pytest
from msgspec.structs import replace

from service.attribution.pipeline import attribute_document
from service.nlp.annotator import Annotation
from service.records import Attribution, Notice, Reading
from tests.support.builders import CLASSIFIER, LEXICON, texts, untagged
from tests.support.treebank import context, document, rows

ARTICLE = """Ann Hale, the mayor of Selby, told CNN the dam was safe.

“We have checked it twice,” she said. “We are not worried at all.”

“There is no danger to the town.”

Hale said Tom Roe had claimed that the dam would fail. He declined to comment.

The “so-called” experts left. According to the ministry, more rain is coming."""


def read(text: str, *, tagger: bool = True) -> Reading:
    """Return the reading of an article."""
    article, annotations = document(text)
    if not tagger:
        annotations = [
            Annotation(tuple(replace(s, tags=()) for s in a.sentences))
            for a in annotations
        ]
    return attribute_document(
        article, annotations, lexicon=LEXICON, classifier=CLASSIFIER, tagger=tagger
    )


def contents(reading: Reading) -> list[tuple[str, ...]]:
    """Return the words of every content."""
    here = context(ARTICLE)
    return [texts(here, record.content) for record in reading.attributions]


def record_of(reading: Reading, beginning: str) -> Attribution:
    """Return the record whose content begins so."""
    starts = [words[0].startswith(beginning) for words in contents(reading)]
    return reading.attributions[starts.index(True)]


def names(reading: Reading) -> dict[str, str]:
    """Return the names of the speakers by their ids."""
    return {speaker.id: speaker.name for speaker in reading.speakers}


@pytest.fixture(scope="module", params=[True, False], ids=["tagger", "no tagger"])
def reading(request: pytest.FixtureRequest) -> Reading:
    """Return the reading of the article with the tagger and without."""
    return read(ARTICLE, tagger=request.param)


def test_contents(reading: Reading) -> None:
    """All contents are found, and nothing else."""
    assert contents(reading) == [
        ("the dam was safe",),
        ("“We have checked it twice,”", "“We are not worried at all.”"),
        ("“There is no danger to the town.”",),
        ("Tom Roe had claimed that the dam would fail",),
        ("that the dam would fail",),
        ("to comment",),
        ("more rain is coming",),
    ]


def test_types(reading: Reading) -> None:
    """Quoted contents are direct, reported ones indirect."""
    types = [record.type for record in reading.attributions]
    assert types == ["indirect", "direct", "direct", *["indirect"] * 4]


def test_speakers(reading: Reading) -> None:
    """Every record has its speaker, with the fullest name."""
    known = names(reading)
    speakers = [known.get(record.speaker or "") for record in reading.attributions]
    assert speakers == ["Ann Hale"] * 4 + ["Tom Roe", "Tom Roe", "ministry"]
    assert reading.speakers[0].role == "mayor of Selby"


def test_outlet_and_addressee(reading: Reading) -> None:
    """A medium as the addressee is also the outlet, of that record alone."""
    first = record_of(reading, "the dam was safe")
    assert first.outlet is not None
    assert first.outlet.name == "CNN"
    assert first.addressee == first.outlet.mention
    assert [bool(r.outlet) for r in reading.attributions] == [True] + [False] * 6


def test_links(reading: Reading) -> None:
    """The paragraph without a cue continues the one before; the claim is nested."""
    assert record_of(reading, "“There").continues == record_of(reading, "“We").id
    assert record_of(reading, "“There").cue is None
    assert record_of(reading, "that").parent == record_of(reading, "Tom Roe").id


def test_negation(reading: Reading) -> None:
    """The record of a declined comment is negated, and no other."""
    negated = [record for record in reading.attributions if record.negated]
    assert negated == [record_of(reading, "to comment")]


def test_offsets(reading: Reading) -> None:
    """Every span lies in the article, in order, without overlap."""
    for record in reading.attributions:
        ends = [0]
        for span in record.content:
            assert ends[-1] <= span.start < span.end <= len(ARTICLE)
            ends.append(span.end)


def test_confidence(reading: Reading) -> None:
    """Confidences are probabilities with two decimals."""
    for record in reading.attributions:
        assert 0 < record.confidence <= 1
        assert record.confidence == round(record.confidence, 2)


def test_evidence(reading: Reading) -> None:
    """Every record with a source has the rule that found it as evidence."""
    for record in reading.attributions:
        assert bool(record.source) == any(e.stage == "sources" for e in record.evidence)


REJECTED = [
    pytest.param(
        "Tom “The Rock” Roe said it was safe.", [("it was safe",)], id="nickname"
    ),
    pytest.param("Hale left the “perfectly safe” dam.", [], id="scare quotes"),
    pytest.param("Roe sang “The Long Rain” in the town.", [], id="title of a song"),
    pytest.param("The “Water Act” was passed in May.", [], id="name of a law"),
    pytest.param("Hale met Roe to discuss the dam.", [], id="a meeting"),
    pytest.param("The alleged thief left the town.", [], id="alleged"),
]


@pytest.mark.parametrize("tagger", [True, False], ids=["tagger", "no tagger"])
@pytest.mark.parametrize(("text", "expected"), REJECTED)
def test_rejected(text: str, expected: list[tuple[str, ...]], *, tagger: bool) -> None:
    """Nicknames, titles, scare quotes and plain facts are no attributions."""
    here = context(text)
    found = [texts(here, r.content) for r in read(text, tagger=tagger).attributions]
    assert found == expected


FIRST_PERSON = [
    pytest.param(
        "“I was told that it was safe,” Hale said.",
        [("told", None), ("said", "Hale")],
        id="I was told",
    ),
    pytest.param(
        "“I told him that the dam is safe,” Ann Hale said.",
        [("told", "Ann Hale"), ("said", "Ann Hale")],
        id="I told",
    ),
    pytest.param(
        "“I think the dam is safe,” Ann Hale said.",
        [("said", "Ann Hale")],
        id="I think",
    ),
    pytest.param("Hale told me it was safe.", [("told", "Hale")], id="told me"),
]


@pytest.mark.parametrize(("text", "expected"), FIRST_PERSON)
def test_first_persons(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A quoted first person is the quoted speaker; elsewhere it is nobody known."""
    reading = read(text, tagger=False)
    known = names(reading)
    found = [
        (
            text[r.cue.span.start : r.cue.span.end].rsplit(maxsplit=1)[-1],
            known.get(r.speaker or ""),
        )
        for r in reading.attributions
        if r.cue
    ]
    assert sorted(found, key=str) == sorted(expected, key=str)


MENTIONS = [
    pytest.param(
        "“He told me that the dam is safe,” Ann Hale said.",
        [("me", "pronoun"), ("Ann Hale", "name")],
        id="no source",
    ),
    pytest.param(
        "“I told him that the dam is safe,” Ann Hale said.",
        [("I", "pronoun"), ("Ann Hale", "name")],
        id="a source too",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions_by_the_first_person(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """A quoted first person is a mention of the speaker, once, in text order."""
    speakers = {speaker.name: speaker for speaker in read(text).speakers}
    found = [
        (text[m.span.start : m.span.end], m.kind) for m in speakers["Ann Hale"].mentions
    ]
    assert found == expected


def test_twice_the_same() -> None:
    """Reading an article twice gives equal readings: no state is kept."""
    assert read(ARTICLE) == read(ARTICLE)


def test_nothing_to_read() -> None:
    """An article without attributions has an empty reading."""
    reading = read("It rained.")
    assert (reading.attributions, reading.speakers, reading.outlets) == ((), (), ())
    assert reading.words == 3


def test_warnings_of_all_stages() -> None:
    """Warnings of the text, of the marks and of the annotator come together."""
    article, annotations = document("“We have checked it twice\n\nIt rained.")
    article = replace(article, warnings=(("not_english", "it is not"),))
    annotations[0] = replace(annotations[0], warnings=(("sentence_cut", "at 200"),))
    found = attribute_document(
        article, annotations, lexicon=LEXICON, classifier=CLASSIFIER, tagger=True
    ).warnings
    assert [w.code for w in found] == [
        "not_english",
        "quotation_not_closed",
        "sentence_cut",
    ]
    assert found[0] == Notice("not_english", "it is not")


def test_the_treebank_has_tags() -> None:
    """The tests without the tagger take something away."""
    assert any(row.tags for row in rows())
    assert not any(row.tags for row in untagged(rows()))
