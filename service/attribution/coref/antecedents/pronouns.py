"""Find whom a pronoun means: the most present figure that agrees with it.

Salience after Lappin & Leass (1994), in small: see ``presence``.
"""

from collections.abc import Iterator, Sequence

from service.attribution.context import Context
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.lexicon import Gender
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import Span

_GENDERED: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours"})
_NEUTRAL = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_AHEAD = 2
"""Sentences after a pronoun that may name whom it means."""
_FAR = 60
"""Characters that hold a title and the first word of a name."""
_MARKS = "'\",.;:-()"
_KNOWN = 0.05
"""What a figure of that gender has before one whose gender nothing tells."""


def is_pronoun(tree: Tree, head: int) -> bool:
    """Tell "he" from the surname in "He Qinghua"."""
    if tree.tokens[head].upos == "PRON":
        return True
    return tree.lower(head) in _GENDERED and not tree.find(head, "flat", "appos")


def resolve_pronoun(
    state: CorefState,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
    said: Sequence[Span] = (),
) -> Entity | None:
    """Return the figure of a pronoun, None where the text has none.

    ``parent`` is the speaker of the words round it, ``quoted`` whether these stand in
    quotation marks: "I" is the parent there, "he" somebody else. Who is named in what
    the pronoun ``said`` is nobody that it means, if it can mean another.
    """
    word = state.context.trees[source.tree].lower(source.head)
    if word in _FIRST:
        return parent if quoted else None
    if word == "you" and not quoted:
        return state.entity_index.by_word(word)
    fits = [
        f
        for f in state.entity_index.entities
        if _agrees(f, word) and not state.asked(f)
    ]
    if quoted:
        fits = [f for f in fits if f is not parent]
    elif parent is not None and parent in fits:
        return parent
    others = fits
    if state.context.trees[source.tree].rels[source.head] == "nsubj":
        others = [f for f in fits if not _is_named_in(state, f, said)]
    place = source.tree, source.span.start
    best = _most_salient(state, others, word, *place)
    best = best or _most_salient(state, fits, word, *place)
    if best is None:
        return _ahead(state, fits, source) or _nobody_known(state, word)
    best.gender = best.gender or _GENDERED.get(word)
    return best


def _is_named_in(state: CorefState, entity: Entity, said: Sequence[Span]) -> bool:
    """Tell Lee from who speaks in "Lee wrote half of it, he said".

    A body may name itself ("Its own lab helps the institute, it said").
    """
    if entity.type != "person" and not entity.place:
        return False
    return any(
        span.start <= place < span.end and _begins_with_name(state, entity, place)
        for place, _, _ in entity.places
        for span in said
    )


def _begins_with_name(state: CorefState, entity: Entity, place: int) -> bool:
    words = state.context.text[place : place + _FAR].lower().split()
    return any(word.strip(_MARKS) in entity.words for word in words[:_AHEAD])


def _most_salient(
    state: CorefState, fits: Sequence[Entity], word: str, sentence: int, offset: int
) -> Entity | None:
    gender = _GENDERED.get(word)
    scored = [
        (s + _known_as(f, gender), f)
        for f in fits
        if (s := state.salience.salience(f, sentence, offset, rivals=fits))
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def narrated_pronouns(context: Context) -> Iterator[tuple[Tree, int]]:
    """Yield the places of "he" and "her" outside quotations, in text order."""
    for tree in context.trees:
        for position, token in enumerate(tree.tokens):
            outside = context.enclosing(token.start, token.end) is None
            if token.text.lower() in _GENDERED and outside:
                yield tree, position


def note_pronoun(state: CorefState, tree: Tree, position: int) -> None:
    """Count a pronoun of the narrative as a mention of whom it means."""
    word, offset = tree.lower(position), tree.tokens[position].start
    fits = [f for f in state.entity_index.entities if _agrees(f, word)]
    entity = _most_salient(state, fits, word, tree.index, offset)
    if entity is not None:
        entity.places.append((offset, tree.index, tree.rels[position] == "nsubj"))
        entity.places.sort()


def _ahead(
    state: CorefState, fits: Sequence[Entity], source: NounPhrase
) -> Entity | None:
    """Return whom a pronoun means that comes before its name.

    In its own sentence, or else as the subject of the next ones; what "it" means is
    named in its own sentence or before.
    """
    word = state.context.trees[source.tree].lower(source.head)
    reach = 0 if word in _NEUTRAL else _AHEAD
    named = [
        (place, number)
        for number, entity in enumerate(fits)
        for place, sentence, subject in entity.places
        if entity.named
        and place > source.span.start
        and not entity.place
        and not state.salience.is_quoted(place)
        and (sentence == source.tree or (subject and sentence - source.tree <= reach))
    ]
    return fits[min(named)[1]] if named else None


def _nobody_known(state: CorefState, word: str) -> Entity | None:
    """Return the last speaker for "it" if the one word of the name may be a body's."""
    last = state.salience.spoke[-1][1] if state.salience.spoke else None
    if word not in _NEUTRAL or last is None or not last.named:
        return None
    unknown = last.type == "person" and last.gender is None and len(last.words) == 1
    return last if unknown and not last.roles and not state.asked(last) else None


def _known_as(entity: Entity, gender: Gender | None) -> float:
    """Return what a known gender adds to a figure's presence."""
    return _KNOWN if gender is not None and entity.gender == gender else 0.0


def _agrees(entity: Entity, word: str) -> bool:
    gender = _GENDERED.get(word)
    if gender is not None:
        return entity.type == "person" and entity.gender in {None, gender}
    if word in _NEUTRAL:
        spoke = entity.type == "unknown" and bool(entity.sources)
        thing = spoke or entity.type in {"organization", "document"}
        return thing and not entity.plural
    if word in _PLURAL:
        unnamed = entity.type == "person" and not entity.named and not entity.gender
        return unnamed or entity.plural or entity.type in {"group", "organization"}
    return False
