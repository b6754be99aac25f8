"""What is told of speakers, against annotated speakers."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from service.evaluation.gold_articles import InvalidGold
from service.evaluation.report import Prf
from service.evaluation.speaker_gold import (
    Alternatives,
    SpeakerFacts,
    SpeakersArticle,
    read_speakers,
)
from service.evaluation.speaker_scores import (
    SpeakerCounts,
    SpeakerReport,
    align_speakers,
    facts_of,
)
from service.records import Affiliation, Anonymity, Profile, Reading, Span, Speaker

IDA = SpeakerFacts(
    name="Ida Holm",
    type="person",
    gender="female",
    affiliation=("Selby Foods", "Selby"),
    anonymous=False,
    source_class="business",
)
OFFICIAL = SpeakerFacts(
    name="senior official",
    type="person",
    gender=None,
    affiliation=(),
    anonymous=True,
    source_class="government",
)


def report(gold: list[SpeakerFacts], predicted: list[SpeakerFacts]) -> SpeakerReport:
    """Return the metrics of one article."""
    counts = SpeakerCounts()
    counts.add(gold, predicted)
    return counts.report()


def test_the_gold_is_perfect() -> None:
    """Every measure is a hundred where all fields are equal."""
    found = report([IDA, OFFICIAL], [OFFICIAL, IDA])
    whole = Prf(100.0, 100.0, 100.0)

    assert (
        found.speakers == found.gender == found.affiliation == found.anonymous == whole
    )
    assert found.source_class == 100.0
    assert found.aligned == 2


@pytest.mark.parametrize(
    ("change", "measure", "expected"),
    [
        ({"gender": "male"}, "gender", Prf(0.0, 0.0, 0.0)),
        ({"gender": None}, "gender", Prf(0.0, 0.0, 0.0)),
        ({"affiliation": ("Selby",)}, "affiliation", Prf(100.0, 100.0, 100.0)),
        ({"affiliation": ("Kremlin",)}, "affiliation", Prf(0.0, 0.0, 0.0)),
        ({"anonymous": True}, "anonymous", Prf(50.0, 100.0, 66.7)),
        ({"source_class": "media"}, "source_class", 50.0),
        ({"name": "Ada Low"}, "speakers", Prf(50.0, 50.0, 50.0)),
    ],
    ids=str,
)
def test_a_wrong_field_costs_its_own_measure(
    change: dict[str, object], measure: str, expected: Prf | float
) -> None:
    """One of two speakers is predicted wrongly."""
    found = report([IDA, OFFICIAL], [replace(IDA, **change), OFFICIAL])

    assert getattr(found, measure) == expected


@pytest.mark.parametrize(
    ("other", "predicted", "measure"),
    [
        (Alternatives(gender=(None,)), {"gender": None}, "gender"),
        (Alternatives(anonymous=(True,)), {"anonymous": True}, "anonymous"),
        (
            Alternatives(source_class=("media",)),
            {"source_class": "media"},
            "source_class",
        ),
    ],
    ids=["gender", "anonymous", "class"],
)
def test_alternatives_count_like_the_stated_value(
    other: Alternatives, predicted: dict[str, object], measure: str
) -> None:
    """An alternative costs nothing, neither precision nor recall."""
    found = report([replace(IDA, alternatives=other)], [replace(IDA, **predicted)])
    score = getattr(found, measure)

    assert score in {100.0, Prf(100.0, 100.0, 100.0), Prf(0.0, 0.0, 0.0)}
    if measure == "gender":  # neither wanted nor predicted: nothing is counted
        assert score == Prf(0.0, 0.0, 0.0)
    else:
        assert score in {100.0, Prf(100.0, 100.0, 100.0)}


def test_equal_names_are_aligned_before_surnames() -> None:
    """A surname goes to the other bearer where the full name has its own."""
    holm, per = replace(IDA, name="Holm"), replace(IDA, name="Per Holm")
    pairs = list(align_speakers([holm, IDA], [IDA, per]))

    assert {(a.name, b.name) for a, b in pairs} == {
        ("Ida Holm", "Ida Holm"),
        ("Holm", "Per Holm"),
    }


def test_facts_are_those_of_speakers_with_records() -> None:
    """A person without records is not predicted."""
    profile = Profile(
        gender="female",
        affiliation=Affiliation("Selby", Span(0, 5)),
        anonymous=Anonymity(None),
        source_class="business",
        records=1,
    )
    ida = Speaker("s1", "Ida", "person", None, (), profile)
    silent = Speaker("s2", "Per", "person", None, ())
    reading = Reading("en", (), (ida, silent), (), (), (), 3)

    assert facts_of(reading) == (
        SpeakerFacts(
            name="Ida",
            type="person",
            gender="female",
            affiliation=("Selby",),
            anonymous=True,
            source_class="business",
        ),
    )


def test_lines_are_read_by_the_names_of_the_annotation(tmp_path: Path) -> None:
    """Fields are called "class" and "or" in a file; another value is an error."""
    path = tmp_path / "gold.jsonl"
    article = SpeakersArticle("a", "Ida said so.", (IDA,))
    path.write_bytes(msgspec.json.encode(article))
    assert b'"class":"business"' in path.read_bytes()
    assert read_speakers(path) == (article,)

    path.write_bytes(path.read_bytes().replace(b"business", b"trade"))
    with pytest.raises(InvalidGold, match=r"line 1: .*trade"):
        read_speakers(path)
