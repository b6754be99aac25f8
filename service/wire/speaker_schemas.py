"""Response types of speakers: what the article tells of each. No HTTP library."""

from typing import Annotated

from msgspec import Meta, Struct

from service.wire.fields import End, Slice, SpeakerName, SpeakerType, Start


class Span(Struct, frozen=True):
    """A part of the article."""

    start: Start
    end: End
    text: Slice


class Mention(Struct, frozen=True):
    """A place where the article names, describes or pronominalises a speaker."""

    start: Start
    end: End
    text: Slice
    kind: Annotated[
        str,
        Meta(
            description="name, nominal (a description: 'the mayor') or pronoun; new "
            "values may be added.",
            examples=["name"],
        ),
    ]


class PronounUse(Struct, frozen=True):
    """A pronoun that refers to a speaker."""

    form: Annotated[
        str,
        Meta(
            description="The nominative: she, he, they or it (for 'her' it is she).",
            examples=["she"],
        ),
    ]
    count: Annotated[int, Meta(ge=1, description="Number of places.")]
    spans: Annotated[tuple[Span, ...], Meta(description="The places, in text order.")]


class GenderedWord(Struct, frozen=True):
    """A word of a speaker that states a gender, such as 'Mrs' or 'chairwoman'."""

    start: Start
    end: End
    text: Slice
    gender: Annotated[
        str,
        Meta(
            description="female, male or nonbinary; new values may be added.",
            examples=["female"],
        ),
    ]


class Affiliation(Struct, frozen=True):
    """The organisation, party or place that the article gives for a speaker."""

    name: Annotated[
        str,
        Meta(description="Its fullest name in the article.", examples=["City of Holm"]),
    ]
    mention: Annotated[Span, Meta(description="The words beside the speaker.")]


class Anonymity(Struct, frozen=True):
    """A source without a name."""

    reason: Annotated[
        Span | None,
        Meta(description="The words that say why; null if the article gives none."),
    ]


class WordCounts(Struct, frozen=True):
    """Words of the contents of a speaker's attributions."""

    direct: Annotated[int, Meta(ge=0, description="Inside of quotation marks.")]
    indirect: Annotated[int, Meta(ge=0, description="Outside of quotation marks.")]


class Speaker(Struct, frozen=True):
    """A speaker in the article, with what the article tells of it."""

    id: Annotated[str, Meta(description="Id within this response.", examples=["s1"])]
    name: SpeakerName
    type: SpeakerType
    role: Annotated[
        str | None, Meta(description="Title or office, as stated in the article.")
    ]
    role_mention: Annotated[
        Span | None, Meta(description="A place where the article states the role.")
    ]
    gender: Annotated[
        str | None,
        Meta(
            description="female, male, nonbinary, or mixed (a group): only by "
            "`pronouns` and `gendered_words`, never by a first name; null where the "
            "article does not tell. New values may be added.",
            examples=["female"],
        ),
    ]
    pronouns: Annotated[
        tuple[PronounUse, ...],
        Meta(description="Pronouns that refer to the speaker, the most used first."),
    ]
    gendered_words: Annotated[
        tuple[GenderedWord, ...],
        Meta(description="Words of the speaker that state a gender, in text order."),
    ]
    affiliation: Annotated[
        Affiliation | None,
        Meta(description="What the article says that the speaker belongs to."),
    ]
    anonymous: Annotated[
        Anonymity | None,
        Meta(description="Not null for a source without a name."),
    ]
    source_class: Annotated[
        str,
        Meta(
            description="The part of society that the speaker belongs to: government, "
            "politics, law_and_police, courts, business, expert_or_academic, health, "
            "civil_society, labour, religion, sport, culture, media, "
            "international_organization, military, private_person, document or "
            "unknown; new values may be added.",
            examples=["government"],
        ),
    ]
    words: Annotated[
        WordCounts, Meta(description="Words of the speaker, before filters.")
    ]
    records: Annotated[
        int,
        Meta(ge=0, description="Attributions with this speaker, before filters."),
    ]
    mentions: Annotated[
        tuple[Mention, ...],
        Meta(
            description="Every place where the article names, describes or "
            "pronominalises the speaker, in text order."
        ),
    ]
