"""The records that leave the pipeline: ids, types, links, order, evidence."""

from collections import Counter

import pytest
from msgspec.structs import replace

from service.attribution.build_records import build_records, sum_up_notices
from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.build_profiles import ProfiledSpeaker
from service.records import (
    Cue,
    Evidence,
    Mention,
    Notice,
    OutletCredit,
    Profile,
    Reading,
    Span,
)
from tests.support.builders import Marked, candidate_at, candidates_of
from tests.support.treebank import context, cue_of

PROFILED = ProfiledSpeaker(
    (Mention(Span(3, 6), "name"), Mention(Span(19, 23), "pronoun")),
    Profile(gender="female"),
)
TEXT = "“The dam is safe,” Hale said.\n\n“We have checked it twice.”"


def write(
    here: Context,
    candidates: list[Candidate],
    entities: list[Entity | None] | None = None,
) -> Reading:
    """Return the reading of some candidates, by nobody unless entities are given."""
    return build_records(
        here,
        candidates,
        entities or [None] * len(candidates),
        {e.number: PROFILED for e in entities or [] if e is not None},
        warnings=(),
    )


def candidate_of(marked: str) -> tuple[Context, Candidate]:
    """Return the context and the unclassified candidate at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=False)
    return here, candidate_at(candidates_of(here), cue_of(wanted))


def test_a_whole_record() -> None:
    """Every field of a candidate is in its record."""
    here, candidate = candidate_of("The minister <did not say> whether it was safe.")
    candidate = replace(
        candidate,
        addressee=candidate.source,
        outlet="CNN",
        outlet_mention=Span(0, 3),
        confidence=0.42,
        evidence=(Evidence("sources", "subject"),),
    )
    (record,) = write(here, [candidate]).attributions
    text = here.article.text
    assert record.id == "a1"
    assert (record.type, record.kind, record.negated) == ("indirect", "speech", True)
    assert record.content == (Span(text.index("whether"), len(text) - 1),)
    assert record.cue == Cue(Span(text.index("did"), text.index(" whether")), "say")
    assert record.source == record.addressee == Span(0, len("The minister"))
    assert record.outlet == OutletCredit("o1", "CNN", Span(0, 3))
    assert (record.speaker, record.parent, record.continues) == (None, None, None)
    assert record.confidence == 0.42
    assert record.evidence == (Evidence("sources", "subject"),)


def test_an_empty_record() -> None:
    """What is not known is None, not an empty text."""
    here = context(TEXT)
    (record,) = write(here, [Candidate(content=(Span(0, 18),))]).attributions
    assert (record.type, record.kind, record.negated) == ("direct", "speech", False)
    assert (record.cue, record.source, record.speaker) == (None, None, None)
    assert (record.outlet, record.addressee) == (None, None)


TYPES = [
    pytest.param('Hale <said>: "The dam is safe."', "direct", id="direct"),
    pytest.param('Hale <said> the dam was "perfectly safe".', "mixed", id="mixed"),
    pytest.param("Officials <said> the bridge was safe.", "indirect", id="indirect"),
]


@pytest.mark.parametrize(("marked", "kind"), TYPES)
def test_types(marked: str, kind: str) -> None:
    """The type is that of the share of the content in quotation marks."""
    here, candidate = candidate_of(marked)
    assert write(here, [candidate]).attributions[0].type == kind


def test_thought() -> None:
    """The kind is that of the cue."""
    here, candidate = candidate_of("Residents <believe> the bridge is safe.")
    assert write(here, [candidate]).attributions[0].kind == "thought"


def test_order_and_links() -> None:
    """Records come in text order, the longer first, and links follow them."""
    here = context(TEXT)
    later = Candidate(content=(Span(31, 40),), continues=2)
    inner = Candidate(content=(Span(1, 10),), parent=2)
    outer = Candidate(content=(Span(1, 17),))
    records = write(here, [later, inner, outer]).attributions
    assert [r.id for r in records] == ["a1", "a2", "a3"]
    assert [r.content[0] for r in records] == [Span(1, 17), Span(1, 10), Span(31, 40)]
    assert [r.parent for r in records] == [None, "a1", None]
    assert [r.continues for r in records] == [None, None, "a1"]


def test_speakers() -> None:
    """Speakers are numbered by first use, with their longest role and profile."""
    here = context(TEXT)
    ann = Entity("Ann Hale", "person", roles=["mayor", "mayor of Selby"])
    bank = Entity("World Bank", "organization", number=1)
    candidates = [Candidate(content=(Span(at, at + 3),)) for at in (31, 1, 11)]
    reading = write(here, candidates, [bank, ann, ann])
    assert [r.speaker for r in reading.attributions] == ["s1", "s1", "s2"]
    first, second = reading.speakers
    assert (first.id, first.name, first.type) == ("s1", "Ann Hale", "person")
    assert first.role == "mayor of Selby"
    assert (first.mentions, first.profile) == (PROFILED.mentions, PROFILED.profile)
    assert (second.id, second.name, second.role) == ("s2", "World Bank", None)


def test_two_speakers_of_one_name() -> None:
    """Two entities stay two speakers, even if they are equal in every field."""
    here = context(TEXT)
    entities: list[Entity | None] = [Entity("A driver", "person") for _ in range(2)]
    candidates = [Candidate(content=(Span(at, at + 3),)) for at in (1, 11)]
    assert [s.id for s in write(here, candidates, entities).speakers] == ["s1", "s2"]


def test_outlets() -> None:
    """An outlet has one id and every mention; an inherited one has no mention."""
    here = context(TEXT)
    candidates = [
        Candidate(content=(Span(1, 4),), outlet="CNN", outlet_mention=Span(19, 23)),
        Candidate(content=(Span(5, 8),), outlet="CNN", outlet_mention=None),
        Candidate(content=(Span(11, 14),), outlet="AFP", outlet_mention=Span(3, 6)),
        Candidate(content=(Span(31, 34),), outlet="CNN", outlet_mention=Span(2, 4)),
    ]
    reading = write(here, candidates)
    credits_ = [r.outlet for r in reading.attributions]
    assert [c and (c.id, c.name) for c in credits_] == [
        ("o1", "CNN"),
        ("o1", "CNN"),
        ("o2", "AFP"),
        ("o1", "CNN"),
    ]
    assert credits_[1] == OutletCredit("o1", "CNN", None)
    assert [o.mentions for o in reading.outlets] == [
        (Span(2, 4), Span(19, 23)),
        (Span(3, 6),),
    ]


def test_the_article_around() -> None:
    """Credits, warnings and the number of words go with the records."""
    here = context(TEXT)
    article = replace(here.article, credits=((0, 5),))
    notice = Notice("not_english", "it is not")
    reading = build_records(
        replace(here, article=article), [], [], {}, warnings=(notice,)
    )
    assert reading.credits == (Span(0, 5),)
    assert reading.warnings == (notice,)
    assert reading.words == sum(len(tree) for tree in here.trees) > 0
    assert reading.language == "en"
    assert (reading.attributions, reading.speakers, reading.outlets) == ((), (), ())


@pytest.mark.parametrize(
    ("numbers", "kept", "more"),
    [
        ({"a": 10, "b": 3}, 13, []),
        ({"a": 11}, 10, ["and 1 more of these"]),
        ({"a": 500, "b": 10, "c": 30}, 30, ["and 490 more of these", "and 20 more"]),
    ],
)
def test_many_warnings(numbers: dict[str, int], kept: int, more: list[str]) -> None:
    """Ten warnings of a code stand for themselves; one sums up the others."""
    notices = [
        Notice(code, f"number {n}", (Span(n, n + 1),))
        for code, number in numbers.items()
        for n in range(number)
    ]
    found = sum_up_notices(notices)

    details = [notice.detail for notice in found]
    assert list(found[:kept]) == [n for n in notices if n.spans[0].start < 10]
    assert [d[: len(m)] for d, m in zip(details[kept:], more, strict=True)] == more
    assert Counter(s for n in found for s in n.spans) == Counter(
        s for n in notices for s in n.spans
    )
