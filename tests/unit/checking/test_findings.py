"""Verdicts on quotations: one row for each way to treat somebody's words."""

import pytest

from service.checking import Checked, SourceText
from tests.support.check_samples import check, check_words, shown

SOURCE = (
    "“We will not sell the old mill to Acme for 1,000 dollars. It’s ‘a jewel’ – "
    "and the town needs it,” said Holm. Later it rained for a long while on the "
    "hills. “The pumps are broken and nobody told the crew,” said Berg."
)
FIRST = "We will not sell the old mill to Acme for 1,000 dollars"


@pytest.mark.parametrize(
    ("quoted", "verdict", "critical"),
    [
        (f"{FIRST}. It’s ‘a jewel’ – and the town needs it,", "verbatim", False),
        (f"{FIRST}.", "verbatim", False),
        (FIRST, "verbatim", False),
        (FIRST.replace("the old", "the\nold") + ".", "verbatim", False),
        (f"{FIRST}!", "typography", False),
        (FIRST.replace("1,000", "1000"), "typography", False),
        (FIRST.replace("1,000", "1\u202f000"), "typography", False),
        (FIRST.replace("We", "we"), "typography", False),
        ("It's 'a jewel' - and the town needs it.", "typography", False),
        ("It’s “a jewel” – and the town needs it.", "typography", False),
        ("sell the old mill to Acme", "trimmed", True),
        ("We will not sell the old mill", "trimmed", False),
        ("We will not sell the … mill to Acme for 1,000 dollars", "trimmed", False),
        ("We will … sell the old mill to Acme for 1,000 dollars", "trimmed", True),
        ("We will not sell [it] to Acme for 1,000 dollars", "trimmed", False),
        ("[W]e will not sell the old mill to Acme", "trimmed", False),
        ("We will not sell the old mill to Acme for [2,000] dollars", "trimmed", True),
        ("We will not sell the big mill to Acme", "altered", False),
        ("We will not sell the old old mill to Acme", "altered", False),
        ("We will not sell the mill to Acme", "altered", False),
        ("We will sell the old mill to Acme", "altered", True),
        ("We will not sell the old mill to Tide", "altered", True),
        ("We will not sell the old mill to acme", "altered", True),
        ("We will not sell the old mill to Acme for 9,000 dollars", "altered", True),
        ("We will not sell the old mill to Acme for 1,000 euros", "altered", True),
        ("to Acme we will not sell the old mill", "altered", False),
        ("The pumps are unbroken and nobody told the crew", "altered", True),
        ("The sky above our harbour belongs to seagulls", "absent", False),
        ("Indeed", "absent", False),
    ],
)
def test_verdicts(quoted: str, verdict: str, critical: bool) -> None:  # noqa: FBT001
    """The verdict says what was done, ``critical`` whether it changes what is said."""
    finding = check_words(quoted, SOURCE)

    assert (finding.verdict, finding.critical) == (verdict, critical)


def test_two_places() -> None:
    """A quotation of two places is stitched, and altered where no sign parts them."""
    quoted = f"{FIRST}. The pumps are broken and nobody told the crew."

    one = check_words(quoted, SOURCE)
    signed = check_words(quoted.replace(". The", " … The"), SOURCE)

    assert (one.verdict, one.stitched) == ("altered", True)
    assert (signed.verdict, signed.stitched) == ("trimmed", True)


def test_two_sources() -> None:
    """The places may be two sources."""
    first, second = SOURCE.split(" Later ")

    quoted = "We will not sell the old mill. The pumps are broken, nobody told us."
    found = check_words(quoted, first, second)

    assert (found.verdict, found.stitched) == ("altered", True)


def test_a_cue_of_the_source_is_no_omission() -> None:
    """Words round the source's own cue are what was said, in one piece."""
    source = "“The roof leaks,” said Holm. “The walls are wet.” It was cold."

    found = check_words("The roof leaks, The walls are wet.", source)

    assert (found.verdict, found.stitched) == ("verbatim", False)


def test_differences_name_both_sides() -> None:
    """Each difference has the words of the draft and those of the source."""
    draft = "“We will not sell the big mill to Acme for 1000 dollars,” said Holm."
    source = SOURCE
    finding = check(draft, source).findings[0]

    assert shown(finding, draft, source) == [
        ("changed", "big", "old"),
        ("typography", "1000", "1,000"),
        ("typography", ",", "."),
    ]


def test_the_speaker_of_the_source() -> None:
    """The words in the mouth of somebody else are the same words of another."""
    own = check(f"“{FIRST},” said Holm.", SOURCE).findings[0]
    other = check(f"“{FIRST},” said Berg.", SOURCE).findings[0]

    assert own.speaker_verdict == "same"
    assert (other.verdict, other.speaker_verdict) == ("typography", "different")


def test_of_equal_places_the_credited_one_counts() -> None:
    """Where several sources have the words, the draft's speaker chooses."""
    words = "“The roof leaks in two places,” said "

    found = check(f"{words}Holm.", f"{words}Berg.", f"{words}Holm.").findings[0]

    assert found.source is not None
    assert (found.source.id, found.speaker_verdict) == ("s2", "same")


def sources() -> list[SourceText]:
    """Return two sources with all that may be credited."""
    return [
        SourceText(
            id="a",
            text="“The roof leaks in two places,” said Holm.",
            outlet="CNN",
            title="A roof and its holes",
        ),
        SourceText(
            id="b",
            text="Minutes. “The walls are wet and green,” said Berg.",
            outlet="Daily Ferry",
            title="The walls of the mill",
            speaker="Berg",
        ),
    ]


@pytest.mark.parametrize(
    ("draft", "verdict"),
    [
        ("“The roof leaks in two places,” said Holm on CNN.", "credited"),
        ("“The walls are wet and green,” said Holm on CNN.", "other"),
        (
            "“The walls are wet and green,” said Mill. It was in “A roof and its "
            "holes”.",
            "other",
        ),
        ("“The roof leaks in two places,” said Berg.", "other"),
        ("“The walls are wet and green,” said Berg.", "credited"),
        ("“The roof leaks in two places,” said Holm.", "unknown"),
    ],
)
def test_the_credited_source(draft: str, verdict: str) -> None:
    """Outlet, title and speaker of the draft say which source it credits."""
    assert check(draft, *sources()).findings[0].source_verdict == verdict


def test_a_source_may_name_its_speaker() -> None:
    """A transcript without marks says who speaks in its field."""
    speech = SourceText(
        id="speech", text="The roof leaks in two places.", speaker="Ida Holm"
    )

    found = check("“The roof leaks in two places,” said Holm.", speech).findings[0]

    assert found.source is not None
    assert found.source.speaker is not None
    assert found.source.speaker.name == "Ida Holm"
    assert found.speaker_verdict == "same"


def test_an_absent_quotation_has_a_nearest_passage() -> None:
    """What is like an invented quotation, though not enough, is named."""
    found = check_words("The broken pumps of Acme cost nobody a single dime", SOURCE)

    assert found.verdict == "absent"
    assert found.source is None
    assert found.nearest is None or found.nearest.likeness < 0.5


def test_without_sources_all_is_absent() -> None:
    """No source, no match."""
    assert check_words("The roof leaks.").verdict == "absent"


def test_quotations_without_a_record_are_checked() -> None:
    """A long quotation counts though nobody is named; a short one may be a title."""
    draft = "The sign read “The roof leaks in two places” for weeks. See “The Mill”."
    checked: Checked = check(draft, "“The roof leaks in two places,” said Holm.")

    assert [(f.id, f.verdict, f.speaker_verdict) for f in checked.findings] == [
        ("q1", "verbatim", "unknown")
    ]
