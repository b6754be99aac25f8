"""The entity of a name: which one it is, and what the name states of it.

A full name and a surname, a name and its acronym, or a short and a long name of one
organisation refer to the same entity.
"""

from collections.abc import Collection, Sequence

from service.attribution.coref.antecedents.groups import join_names
from service.attribution.coref.entities import (
    Entity,
    Mention,
    Name,
    NewEntity,
    Resolution,
    last_mentioned_or_first,
)
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.entity_keys import joined
from service.attribution.coref.joining.abbreviations import (
    abbreviation_key,
    expanded,
)
from service.attribution.coref.joining.countries import country_named
from service.attribution.coref.name_matching import (
    bare_organization_name,
    bare_person_name,
    given_name_gender,
    head_words,
    looks_like_acronym,
    may_be_same_person,
    organization_words,
    person_words,
    split_acronym,
    title_gender,
)
from service.attribution.lexicon import Gender, Lexicon
from service.records import SpeakerType

_ABBREVIATED = {False: None, True: "abbreviation that the article defines"}
_AMBIGUOUS = 2
"""Least number of people who make a surname ambiguous."""


def find_person(
    entity_index: EntityIndex,
    text: str,
    offset: int,
    *,
    last_speaker: Entity | None = None,
    nouns: Collection[str] = (),
) -> Resolution:
    """Return the person of a name at an offset, a new entity for a new name.

    A surname that several people share refers to who has one of the ``nouns`` beside it
    as a role, or to ``last_speaker`` if that is one of them.
    """
    lexicon = entity_index.lexicon
    written = Name(bare_person_name(text, lexicon), person_words(text, lexicon))
    name = entity_index.variants.get(written.words, written)
    joined_by = None if name is written else "another spelling"
    gender = title_gender(text, lexicon) or given_name_gender(name.text, lexicon)
    people = _people_of_name(entity_index, name.words, gender)
    if len(name.words) == 1:
        people = [e for e in people if not e.nouns.isdisjoint(nouns)] or people
    entity = _choose_namesake(
        people, name.words, offset, last_speaker, lexicon.nouns.kin
    )
    if entity is None:
        new = NewEntity(name.text, "person", name.words, named=True)
        return Resolution(new, gender=gender, joined_by=joined_by)
    longer = name if len(name.words) > len(entity.words) else None
    if len(name.words) == 1 < len(entity.words):
        gender = title_gender(text, lexicon)  # the word may be the surname
    return Resolution(
        entity,
        full_name=longer,
        gender=gender,
        joined_by=joined_by,
    )


def _people_of_name(
    entity_index: EntityIndex, words: tuple[str, ...], gender: Gender | None
) -> list[Entity]:
    """Return the people whose name fits the words best.

    People with exactly these words come before those with a longer or shorter form,
    and before those of whose name a single word is any part.
    """

    def agrees(person: Entity) -> bool:
        return not (gender and person.gender and person.gender != gender)

    if not words:
        return []
    found = entity_index.find("words", joined(words))
    exact = [e for e in found if e.type == "person" and e.words == words and agrees(e)]
    if exact:
        return exact
    people = list(entity_index.people_sharing(*words))
    same = [e for e in people if may_be_same_person(words, e.words) and agrees(e)]
    return same or [e for e in people if len(words) == 1]


def _choose_namesake(
    people: Sequence[Entity],
    words: tuple[str, ...],
    offset: int,
    last_speaker: Entity | None,
    kin: frozenset[str],
) -> Entity | None:
    """Return which of the people that a name fits it refers to, None for no people.

    An ambiguous surname refers to the last speaker, else to the last who was a subject
    or has an office, the first of one sentence: the others were named as somebody's
    wife or brother.
    """
    if len(words) > 1 or len(people) < _AMBIGUOUS:
        return last_mentioned_or_first(people, offset)
    if last_speaker in people:
        return last_speaker
    known = [
        (mention.sentence, -mention.offset, -person.number, person)
        for person in people
        if (mention := _last_introduced(person, offset, kin)) is not None
    ]
    return max(known)[-1] if known else people[0]


def _last_introduced(
    person: Entity, offset: int, kin: frozenset[str]
) -> Mention | None:
    """Return the last mention before an offset that says who a person is.

    It is a subject, unless the person is known by more than a relative.
    """
    known = bool(person.nouns - kin)
    mentions = person.mentions
    before = range(person.count_before(offset) - 1, -1, -1)
    return next((mentions[i] for i in before if known or mentions[i].is_subject), None)


def find_organization(
    entity_index: EntityIndex, text: str, offset: int, *, is_location: bool = False
) -> Resolution:
    """Return the organisation of a name at an offset, a new entity for a new name.

    A location is no short form of an organisation: "Abu Dhabi" is not the "Abu Dhabi
    Police".
    """
    bare = _without_media_noun(entity_index.lexicon, bare_organization_name(text))
    abbreviations = entity_index.abbreviations
    long = bare_organization_name(expanded(abbreviations, bare))
    name, acronym = (long, bare) if long != bare else split_acronym(bare)
    words = organization_words(name)
    aliases = (acronym.lower(),) if acronym else ()
    entity = last_mentioned_or_first(
        _organizations_of_name(entity_index, name, words, is_location=is_location),
        offset,
    )
    if entity is None:
        new = NewEntity(
            name, "organization", words, named=True, is_location=is_location
        )
        return Resolution(new, aliases=aliases, joined_by=_ABBREVIATED[long != bare])
    joined_by = _ABBREVIATED[long != bare] or _reason_of_join(name, words, entity)
    longer = None
    if len(words) > len(entity.words) > 0 and not is_location:
        longer, aliases = Name(name, words), (entity.name.lower(), *aliases)
    return Resolution(entity, full_name=longer, aliases=aliases, joined_by=joined_by)


def _reason_of_join(name: str, words: tuple[str, ...], entity: Entity) -> str | None:
    """Return why a name is another name of an organisation, None if it is the same."""
    if entity.is_location:
        return None if words == entity.words else "another name of the country"
    acronym = looks_like_acronym(name, words)
    shorter = 0 < len(words) < len(entity.words) and not acronym
    return "short form of a longer name" if shorter else None


def _organizations_of_name(
    entity_index: EntityIndex, name: str, words: tuple[str, ...], *, is_location: bool
) -> list[Entity]:
    """Return the organisations with exactly these words, else with another form."""
    same = entity_index.find("words", joined(words))
    exact = [e for e in same if e.type == "organization" and e.words == words]
    country = country_named(entity_index, name) if is_location and not exact else None
    if country is not None:
        return [country]
    other_forms = exact or [
        e
        for e in entity_index.may_be_named(name, words)
        if e.type == "organization" and e.is_location == is_location
    ]
    if other_forms or is_location or not words:
        return other_forms
    return _longer_names(entity_index, name, words)


def _longer_names(
    entity_index: EntityIndex, name: str, words: tuple[str, ...]
) -> list[Entity]:
    """Return the organisations of whose name a short name is the head.

    "The Times" is the "Selby Times", "the Committee" the "Committee on Health"; several
    words are the end of one name only ("Labour Court").
    """
    lexicon = entity_index.lexicon
    longer = [
        e
        for e in entity_index.find("word", words[-1])
        if e.type == "organization"
        and not e.is_location
        and len(e.words) > len(words)
        and head_words(e.words, lexicon)[-len(words) :] == words
    ]
    if len(words) > 1:
        return longer if len(longer) == 1 else []
    word = joined(words)
    generic = lexicon.sources.get(word) == "organization"
    known = generic or word in lexicon.name_words.media
    return longer if known and name[:1].isupper() else []


def _without_media_noun(lexicon: Lexicon, name: str) -> str:
    """Return the name of a known outlet without its noun ("Dawn newspaper")."""
    stem, _, noun = name.rpartition(" ")
    known = noun in lexicon.name_words.media and lexicon.outlets.find(stem) is not None
    return stem if known else name


def find_acronym(entity_index: EntityIndex, text: str) -> Entity | None:
    """Return the entity whose name of several words an acronym abbreviates.

    None where the text is no single word in capitals or abbreviates no name.
    """
    if " " in text:
        return None
    long = entity_index.abbreviations.get(abbreviation_key(text))
    if long is not None:
        name = bare_organization_name(long)
        return next(entity_index.find("words", joined(organization_words(name))), None)
    if not text.isupper():
        return None
    found = entity_index.may_be_named(text, organization_words(text))
    return next((e for e in found if len(e.words) > 1), None)


def group_of(
    entity_index: EntityIndex, members: Sequence[Resolution], names: Sequence[str]
) -> Resolution:
    """Return the group of the members, a new entity if the article has none.

    ``names`` has the name or description of each member, and ``members`` those with a
    name. A group of bodies is of the type of its members; ``Entity.size`` is 0 where
    not all members are people or bodies with a name.
    """
    types = {member.entity.type for member in members}
    alike = len(members) == len(names) and len(types) == 1
    kind = types.pop() if alike else "group"
    return find_group(
        entity_index,
        names,
        size=len(members) if alike and kind in {"person", "organization"} else 0,
        kind="organization" if kind == "organization" else "group",
        is_location=alike and all(m.entity.is_location for m in members),
    )


def find_group(
    entity_index: EntityIndex,
    members: Sequence[str],
    *,
    size: int,
    kind: SpeakerType = "group",
    is_location: bool = False,
) -> Resolution:
    """Return the group of these members, a new entity of the type if there is none."""
    name = join_names(members)
    same = entity_index.of_name(name, kind)
    return Resolution(
        same
        or NewEntity(
            name, kind, named=True, plural=True, size=size, is_location=is_location
        )
    )
