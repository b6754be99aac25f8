"""The totals of one article."""

from msgspec.structs import replace

from service.audit import article_totals
from service.audit.audit_schemas import AuditOutlet, AuditShare
from service.records import Anonymity, Profile, Reading, Speaker, WordCounts
from service.wire.schemas import SpeakerRef
from service.wire.schemas import WordCounts as Words
from tests.support.fakes import fake_reading

TEXT = "“Hello,” said Ann. “Bye,” said Bob. “Well,” said Ann on CNN."


def reading(**fields: object) -> Reading:
    """Return the fake reading of a text with three records of two speakers."""
    speakers = (
        Speaker(
            "s1",
            "Ann",
            "person",
            None,
            (),
            Profile(
                gender="female",
                source_class="health",
                words=WordCounts(5, 1),
                records=2,
            ),
        ),
        Speaker(
            "s2",
            "an official",
            "person",
            None,
            (),
            Profile(
                anonymous=Anonymity(None),
                source_class="government",
                words=WordCounts(0, 7),
                records=1,
            ),
        ),
        Speaker("s3", "the bank", "organization", None, ()),
    )
    return replace(fake_reading(TEXT), speakers=speakers, **fields)


def test_totals() -> None:
    """Speakers, records, words, who is quoted first, and the outlets."""
    found = article_totals(reading())

    assert (found.speakers, found.records, found.without_speaker) == (3, 3, 0)
    assert found.words == Words(5, 8)
    assert found.first_quoted == SpeakerRef("s1", "Ann", "person")
    assert found.outlets == (AuditOutlet("o1", "CNN", 3),)


def test_gender_is_of_people() -> None:
    """Organisations have no part in the shares by gender; null is a value."""
    assert article_totals(reading()).by_gender == (
        AuditShare("female", 1, 2, Words(5, 1)),
        AuditShare(None, 1, 1, Words(0, 7)),
    )


def test_shares() -> None:
    """All speakers have a class, a type and a naming; the most records come first."""
    found = article_totals(reading())

    assert [(each.value, each.speakers) for each in found.by_class] == [
        ("health", 1),
        ("government", 1),
        ("unknown", 1),
    ]
    assert [(each.value, each.records) for each in found.by_type] == [
        ("person", 3),
        ("organization", 0),
    ]
    assert [(each.value, each.speakers) for each in found.by_naming] == [
        ("other", 2),
        ("anonymous", 1),
    ]


def test_nothing() -> None:
    """An article without attributions has zeros, and nobody is quoted first."""
    found = article_totals(fake_reading("Rain fell."))

    assert (found.speakers, found.records, found.words) == (0, 0, Words(0, 0))
    assert found.first_quoted is None
    assert (found.by_gender, found.by_class, found.outlets) == ((), (), ())


def test_records_without_a_speaker() -> None:
    """Records of which no speaker is known are counted apart."""
    records = tuple(replace(each, speaker=None) for each in reading().attributions)
    found = article_totals(reading(attributions=records))

    assert (found.records, found.without_speaker) == (3, 3)
    assert found.first_quoted is None
