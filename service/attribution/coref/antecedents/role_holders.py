"""The named person whose role a definite NP states: "the Selby fleet commander".

Of the whole article, so that the name may follow the role ("The fleet's commander said
so. Ann Hale, who commands the Selby fleet since May ...").
"""

from collections.abc import Iterator

from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.coref.name_matching import organization_words
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import is_plural
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

_STEM = 4
"""First letters that a country and its adjective share ("Afghan", "Afghanistan")."""


def find_role_holder(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Entity | None:
    """Return the only named person who has the role that an NP states, or None.

    All words of the NP are in one role of the person; the noun may be a synonym or, of
    leaders, another ("chief of the fleet"). None for an indefinite or plural NP and a
    noun alone.
    """
    if is_plural(tree, source.head) or tree.has(source.head, "det", "a", "an"):
        return None
    holders = _only(_holders_of_office(state, tree, source))
    if holders is not None:
        return holders
    noun = tree.lemma(source.head)
    words = _modifiers(tree, source)
    if not words or noun not in state.context.lexicon.persons:
        return None
    return _only(
        person
        for person in state.entity_index.people
        if len(person.words) > 1
        and any(_states(tree.lexicon, role, noun, words) for role in person.roles)
        and not _differs_in_gender(state, person, noun)
    )


def _only(people: Iterator[Entity]) -> Entity | None:
    found = list(people)
    return found[0] if len(found) == 1 else None


def _modifiers(tree: Tree, source: NounPhrase) -> tuple[str, ...]:
    """Return the words beside the head that identify the holder, lower case."""
    text = " ".join(
        tree.tokens[p].text
        for p in source.positions
        if p != source.head and tree.tokens[p].upos not in {"PUNCT", "PART"}
    )
    words = organization_words(text.replace("-", " "))
    common = tree.lexicon.words.skipped_in_acronyms
    common |= tree.lexicon.words.holder_modifiers
    return tuple(w for w in words if w not in common)


def _states(lexicon: Lexicon, role: str, noun: str, words: tuple[str, ...]) -> bool:
    """Whether a role states a noun, a synonym or a leader, and all the words."""
    stated = organization_words(role.replace("-", " ").replace("'s", ""))
    leaders = lexicon.nouns.leaders
    same = not lexicon.synonyms_of(noun).isdisjoint(stated)
    lead = noun in leaders and not leaders.isdisjoint(stated)
    return (same or lead) and all(_is_stated(word, stated) for word in words)


def _is_stated(word: str, stated: tuple[str, ...]) -> bool:
    """Whether a word or one of the same stem is among the words of a role."""
    word = word.removesuffix("'s")
    stem = word[:_STEM] if len(word) > _STEM else word
    return any(other == word or (other[:_STEM] == stem) for other in stated)


def _differs_in_gender(state: CorefState, person: Entity, noun: str) -> bool:
    gender = state.context.lexicon.persons.get(noun)
    return bool(gender and person.gender and gender != person.gender)


def _holders_of_office(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Iterator[Entity]:
    """Yield the people with the office that the NP describes ("head of state")."""
    description = tree.text(source.positions).lower().removeprefix("the ")
    office = tree.lexicon.role_nouns.get(description)
    if office is not None:
        yield from state.entity_index.find("noun", office)
