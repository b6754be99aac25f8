"""Antecedents of pronouns: the most salient entity that agrees in gender and number.

Salience is computed in ``salience``, after Lappin & Leass (1994).
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from service.attribution.context import Context
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import (
    Entity,
    Mention,
    Resolution,
    resolved_to,
)
from service.attribution.lexicon import Gender, Lexicon
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import Span

_CATAPHORA_REACH = 2
"""Sentences after a pronoun in which its name may follow."""
_NAME_START = 60
"""Characters that hold a title and the first word of a name."""
_NAME_START_WORDS = 2
_PUNCTUATION = "'\",.;:-()"
_KNOWN_GENDER = 0.05
"""Added to the salience of an entity whose gender is known to agree."""


def is_indefinite(tree: Tree, head: int) -> bool:
    """Whether a pronoun or quantifier alone has no antecedent ("someone", "many")."""
    indefinite = tree.lexicon.words.indefinite_pronouns
    return tree.lower(head) in indefinite and not tree.children[head]


def is_pronoun(tree: Tree, head: int) -> bool:
    """Whether a word is a personal pronoun, also where it is tagged as a noun.

    Not where it begins a name ("He Qinghua") or is an acronym ("WHO", "US").
    """
    text = tree.tokens[head].text
    if len(text) > 1 and text.isupper() and tree.name_span(head) is not None:
        return False
    if tree.tokens[head].upos == "PRON":
        return True
    return tree.lower(head) in tree.lexicon.pronoun_genders and not tree.find(
        head, "flat", "appos"
    )


def resolve_pronoun(
    state: CorefState,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
    content: Sequence[Span] = (),
) -> Resolution | None:
    """Return the antecedent of a pronoun, None if there is none.

    ``parent`` is the speaker of the attribution round the pronoun, and ``quoted``
    whether the pronoun stands in quotation marks: there "I" refers to the parent and
    "he" does not. An entity that is named in the ``content`` of the pronoun's own
    attribution is the antecedent only if no other entity agrees.
    """
    tree = state.context.trees[source.tree]
    word, lexicon = tree.lower(source.head), tree.lexicon
    if word in lexicon.words.first_person_pronouns:
        return resolved_to(parent) if quoted else None
    if word == "you" and not quoted:
        return resolved_to(next(state.entity_index.people_with_word(word), None))

    def agrees(entity: Entity) -> bool:
        if (quoted and entity is parent) or state.is_questioner(entity):
            return False
        text = word in lexicon.words.neuter_pronouns and entity is state.author
        return text or _agrees(lexicon, entity, word)

    if parent is not None and agrees(parent):
        return Resolution(parent)
    agreeing = _near(state, source.tree, source.span.start, agrees)
    own = content if tree.rels[source.head] == "nsubj" else ()
    preferred = [e for e in agreeing if not _is_named_in(state, e, own)]
    place = source.tree, source.span.start
    chosen = (_most_salient(state, e, word, *place) for e in (preferred, agreeing))
    antecedent = next(filter(None, chosen), None)
    if antecedent is None:
        cataphoric = _resolve_cataphora(state, agrees, source)
        return resolved_to(cataphoric or _last_speaker_of_unknown_type(state, word))
    return Resolution(antecedent, gender=lexicon.pronoun_genders.get(word))


def _near(
    state: CorefState, sentence: int, offset: int, agrees: Callable[[Entity], bool]
) -> list[Entity]:
    """Return the entities that agree and may be salient at an offset."""
    reach = state.salience.reach(sentence, offset)
    return [e for e in state.entity_index.mentioned_in(reach) if agrees(e)]


def _is_named_in(state: CorefState, entity: Entity, content: Sequence[Span]) -> bool:
    """Whether the content names the entity: Lee in "Lee wrote half of it, he said".

    False for organisations, which may name themselves ("The Selby Bank's own lab helps
    farmers, it said").
    """
    if entity.type != "person" and not entity.is_location:
        return False
    return any(
        _begins_with_name(state, entity, mention)
        for span in content
        for mention in entity.mentions_in(span)
    )


def _begins_with_name(state: CorefState, entity: Entity, mention: Mention) -> bool:
    """Whether one of the first words of a mention is a word of the entity's name."""
    text = state.context.text[mention.offset : mention.offset + _NAME_START]
    first_words = text.lower().split()[:_NAME_START_WORDS]
    return any(word.strip(_PUNCTUATION) in entity.words for word in first_words)


def _most_salient(
    state: CorefState, entities: Sequence[Entity], word: str, sentence: int, offset: int
) -> Entity | None:
    """Return the most salient of the entities at an offset, None if none is salient."""
    gender = state.context.lexicon.pronoun_genders.get(word)
    scored = [
        (salience + _gender_bonus(entity, gender), entity)
        for entity in entities
        if (
            salience := state.salience.salience(
                entity, sentence, offset, alternatives=entities
            )
        )
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def narrative_pronouns(context: Context) -> Iterator[tuple[Tree, int]]:
    """Yield (sentence, position) of "he" and "her" outside quotations, in order."""
    genders = context.lexicon.pronoun_genders
    for tree in context.trees:
        for position, token in enumerate(tree.tokens):
            gendered = token.text.lower() in genders
            if gendered and context.enclosing(token.start, token.end) is None:
                yield tree, position


def resolve_narrative_pronoun(
    state: CorefState, tree: Tree, position: int
) -> Resolution | None:
    """Return the antecedent of a pronoun of the narrative with the mention, or None."""
    word, offset = tree.lower(position), tree.tokens[position].start
    lexicon = tree.lexicon
    agreeing = _near(state, tree.index, offset, lambda e: _agrees(lexicon, e, word))
    antecedent = _most_salient(state, agreeing, word, tree.index, offset)
    if antecedent is None:
        return None
    mention = Mention.of_token(state.context, tree, position)
    return Resolution(antecedent, mentions=(mention,))


def _resolve_cataphora(
    state: CorefState, agrees: Callable[[Entity], bool], source: NounPhrase
) -> Entity | None:
    """Return the entity that is named first after the pronoun: "When she left, Hale".

    In the pronoun's own sentence, or as a subject of one of the next sentences; "it"
    has its name in its own sentence only.
    """
    word = state.context.trees[source.tree].lower(source.head)
    neuter = word in state.context.lexicon.words.neuter_pronouns
    reach = 0 if neuter else _CATAPHORA_REACH
    later = takewhile(
        lambda found: found[0].sentence - source.tree <= reach,
        state.entity_index.mentions_after(source.span.start),
    )
    named = (
        (mention.offset, entity.number)
        for mention, entity in later
        if entity.named
        and not entity.is_location
        and not mention.is_quoted
        and (mention.sentence == source.tree or mention.is_subject)
        and agrees(entity)
    )
    first = min(named, default=None)
    return None if first is None else state.entity_index.entities[first[1]]


def _last_speaker_of_unknown_type(state: CorefState, word: str) -> Entity | None:
    """Return the last speaker for "it" if its name may belong to an organisation.

    The name is one word, without a role and without a known gender.
    """
    last = state.salience.last_speaker
    neuter = word in state.context.lexicon.words.neuter_pronouns
    if not neuter or last is None or not last.named:
        return None
    unknown = last.type == "person" and last.gender is None and len(last.words) == 1
    return (
        last if unknown and not last.roles and not state.is_questioner(last) else None
    )


def _gender_bonus(entity: Entity, gender: Gender | None) -> float:
    """Return the salience that an entity gains by a known gender that agrees."""
    return _KNOWN_GENDER if gender is not None and entity.gender == gender else 0.0


def _agrees(lexicon: Lexicon, entity: Entity, word: str) -> bool:
    """Whether an entity agrees with a third-person pronoun in gender and number.

    "They" agrees with organisations too, and with a person of unknown name and gender
    ("a source").
    """
    gender = lexicon.pronoun_genders.get(word)
    if gender is not None:
        return entity.type == "person" and entity.gender in {None, gender}
    if word in lexicon.words.neuter_pronouns:
        unknown = entity.type == "unknown" and bool(entity.sources)
        return not entity.plural and (
            unknown or entity.type in {"organization", "document"}
        )
    if word in lexicon.words.plural_pronouns:
        unnamed = entity.type == "person" and not entity.named and not entity.gender
        return unnamed or entity.plural or entity.type in {"group", "organization"}
    return False
