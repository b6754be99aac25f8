"""The records that leave the pipeline: ids, types, links, order, evidence."""

import pytest
from msgspec.structs import replace

from service.attribution.build_records import write_records
from service.attribution.candidates import Draft
from service.attribution.context import Scene
from service.attribution.coref.entities import Figure
from service.records import (
    Cue,
    Evidence,
    Notice,
    OutletCredit,
    Reading,
    Span,
)
from tests.support.builders import Marked, draft_at, drafts_of
from tests.support.treebank import cue_of, scene

TEXT = "“The dam is safe,” Hale said.\n\n“We have checked it twice.”"


def write(
    here: Scene, drafts: list[Draft], figures: list[Figure | None] | None = None
) -> Reading:
    """Return the reading of some drafts, by nobody unless figures are given."""
    return write_records(here, drafts, figures or [None] * len(drafts), warnings=())


def draft_of(marked: str) -> tuple[Scene, Draft]:
    """Return the scene and the unjudged draft at the marked cue."""
    wanted = Marked.read(marked)
    here = scene(wanted.text, tagger=False)
    return here, draft_at(drafts_of(here), cue_of(wanted))


def test_a_whole_record() -> None:
    """Everything that a draft knows is in its record."""
    here, draft = draft_of("The minister <did not say> whether it was safe.")
    draft = replace(
        draft,
        addressee=draft.source,
        outlet="CNN",
        outlet_mention=Span(0, 3),
        confidence=0.42,
        evidence=(Evidence("sources", "subject"),),
    )
    (record,) = write(here, [draft]).attributions
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
    here = scene(TEXT)
    (record,) = write(here, [Draft(content=(Span(0, 18),))]).attributions
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
    """The type tells how much of the content is in quotation marks."""
    here, draft = draft_of(marked)
    assert write(here, [draft]).attributions[0].type == kind


def test_thought() -> None:
    """The kind is that of the cue."""
    here, draft = draft_of("Residents <believe> the bridge is safe.")
    assert write(here, [draft]).attributions[0].kind == "thought"


def test_order_and_links() -> None:
    """Records come in text order, the longer first, and links follow them."""
    here = scene(TEXT)
    later = Draft(content=(Span(31, 40),), continues=2)
    inner = Draft(content=(Span(1, 10),), parent=2)
    outer = Draft(content=(Span(1, 17),))
    records = write(here, [later, inner, outer]).attributions
    assert [r.id for r in records] == ["a1", "a2", "a3"]
    assert [r.content[0] for r in records] == [Span(1, 17), Span(1, 10), Span(31, 40)]
    assert [r.parent for r in records] == [None, "a1", None]
    assert [r.continues for r in records] == [None, None, "a1"]


def test_speakers() -> None:
    """Speakers are numbered by first use, with their longest role and all mentions."""
    here = scene(TEXT)
    ann = Figure("Ann Hale", "person", roles=["mayor", "mayor of Selby"])
    ann.sources += [Span(19, 23), Span(3, 6), Span(3, 6)]
    bank = Figure("World Bank", "organization")
    drafts = [Draft(content=(Span(at, at + 3),)) for at in (31, 1, 11)]
    reading = write(here, drafts, [bank, ann, ann])
    assert [r.speaker for r in reading.attributions] == ["s1", "s1", "s2"]
    first, second = reading.speakers
    assert (first.id, first.name, first.type) == ("s1", "Ann Hale", "person")
    assert first.role == "mayor of Selby"
    assert first.mentions == (Span(3, 6), Span(19, 23))
    assert (second.id, second.name, second.role) == ("s2", "World Bank", None)


def test_two_speakers_of_one_name() -> None:
    """Two figures stay two speakers, even if they are equal in every field."""
    here = scene(TEXT)
    figures: list[Figure | None] = [Figure("A witness", "person") for _ in range(2)]
    drafts = [Draft(content=(Span(at, at + 3),)) for at in (1, 11)]
    assert [s.id for s in write(here, drafts, figures).speakers] == ["s1", "s2"]


def test_outlets() -> None:
    """An outlet has one id and every mention; an inherited one has no mention."""
    here = scene(TEXT)
    drafts = [
        Draft(content=(Span(1, 4),), outlet="CNN", outlet_mention=Span(19, 23)),
        Draft(content=(Span(5, 8),), outlet="CNN", outlet_mention=None),
        Draft(content=(Span(11, 14),), outlet="AFP", outlet_mention=Span(3, 6)),
        Draft(content=(Span(31, 34),), outlet="CNN", outlet_mention=Span(2, 4)),
    ]
    reading = write(here, drafts)
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
    here = scene(TEXT)
    article = replace(here.article, credits=((0, 5),))
    notice = Notice("not_english", "it is not")
    reading = write_records(replace(here, article=article), [], [], warnings=(notice,))
    assert reading.credits == (Span(0, 5),)
    assert reading.warnings == (notice,)
    assert reading.words == sum(len(tree) for tree in here.trees) > 0
    assert reading.language == "en"
    assert (reading.attributions, reading.speakers, reading.outlets) == ((), (), ())
