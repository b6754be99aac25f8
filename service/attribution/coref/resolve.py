"""Find the figure that a source means: a name, a description or a pronoun.

Names are joined in ``figures``; descriptions find the figure they stood beside
(``referents``), and pronouns the most present one that agrees (``pronouns``).
"""

from collections.abc import Sequence

from service.attribution.coref.antecedents.definite_nps import resolve_definite_np
from service.attribution.coref.antecedents.groups import (
    joined,
    member_words,
    members_of,
)
from service.attribution.coref.antecedents.pronouns import is_pronoun, resolve_pronoun
from service.attribution.coref.antecedents.self_identifying_nps import of_initials
from service.attribution.coref.antecedents.transcript_labels import (
    asks,
    is_label,
    labelled,
)
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    head_of,
    is_second_office,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span


def resolve(
    state: CorefState,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
    said: Sequence[Span] = (),
) -> Entity | None:
    """Return the figure a source means.

    ``parent`` is the speaker of the words round it, ``quoted`` whether these stand
    in quotation marks; ``said`` is what the source says.
    """
    tree = state.context.trees[source.tree]
    named = tree.name_span(source.head, "Person") is not None
    alone = not named and not _is_coordination(tree, source.head)
    if alone and is_pronoun(tree, source.head):
        return resolve_pronoun(state, source, parent=parent, quoted=quoted, said=said)
    if asks(state, source):
        return None
    carried = name_in_phrase(state.context.lexicon, tree, source.head)
    if is_label(state, source) and (carried is None or carried[2] != "Person"):
        person = labelled(state, tree, source)
        return person or state.describe(tree, source, source.positions, kind="person")
    if _are_several(tree, source.head, carried):
        first = _bearer(tree, source.head, carried)
        return _group(state, source, first, parent=parent, quoted=quoted)
    if carried is not None:
        person = of_initials(state, tree, source) if carried[2] != "Person" else None
        return person or state.named(tree, carried)
    possessor = _possessor(state, tree, source, parent=parent, quoted=quoted)
    return labelled(state, tree, source) or resolve_definite_np(
        state, tree, source, possessor=possessor
    )


def _possessor(
    state: CorefState,
    tree: Tree,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
) -> Entity | None:
    """Return who is named by the pronoun that begins "his family"."""
    first = source.positions[0]
    belongs = tree.head(first) == source.head and has_pronominal_possessor(
        tree, source.head
    )
    if (
        not belongs
        or tree.lower(first) == "our"
        or tree.tokens[first + 1].text.istitle()
    ):
        return None
    pronoun = noun_phrase(tree, first)
    owner = resolve_pronoun(state, pronoun, parent=parent, quoted=quoted)
    return owner if owner is not None and owner.named else None


def _group(
    state: CorefState,
    source: NounPhrase,
    first: int,
    *,
    parent: Entity | None,
    quoted: bool,
) -> Entity:
    """Return the people of "three judges, Ann Lee and Bob May", by their names.

    ``first`` is the head of the first of them.
    """
    tree = state.context.trees[source.tree]
    members = members_of(tree, first, head=source.head)
    entities = [_member(state, tree, m, parent=parent, quoted=quoted) for m in members]
    if not any(entities):
        return state.describe(tree, source, source.positions, kind="group")
    names = [
        entity.name if entity is not None else member_words(tree, member)
        for member, entity in zip(members, entities, strict=True)
    ]
    people = all(f is not None and f.type == "person" for f in entities)
    size = len(members) if people else 0
    entity = state.entity_index.group(joined(names), size=size)
    entity.nouns.add(tree.lemma(source.head))
    return entity


def _member(
    state: CorefState, tree: Tree, member: int, *, parent: Entity | None, quoted: bool
) -> Entity | None:
    """Return one of a group if the article names them."""
    name = name_in_phrase(state.context.lexicon, tree, member)
    if name is not None:
        return state.named(tree, name)
    if not is_pronoun(tree, member):
        return None
    pronoun = noun_phrase(tree, member)
    entity = resolve_pronoun(state, pronoun, parent=parent, quoted=quoted)
    return entity if entity is not None and entity.named else None


def _bearer(tree: Tree, head: int, carried: tuple[int, int, str] | None) -> int:
    """Return the head of the name beside "former president and commissioner"."""
    if carried is None or carried[2] == "Location":
        return head
    return head_of(tree, carried[0], carried[1])


def _are_several(tree: Tree, head: int, carried: tuple[int, int, str] | None) -> bool:
    """Tell "the mayor and Ann Lee" from "the mayor and judge Ann Lee"."""
    bearer = _bearer(tree, head, carried)
    if _is_coordination(tree, bearer):
        return True
    after = bearer if carried is None else carried[1]
    return _is_coordination(tree, head) and any(
        c >= after for c in tree.find(head, "conj")
    )


def _is_coordination(tree: Tree, head: int) -> bool:
    """Tell "Ada Low and Bo Lin" from "Low & Lin" and "Low, a clerk and mother"."""
    name = tree.name_span(head)
    described = tree.first(head, "appos")
    return any(
        tree.tokens[c].upos in {"PROPN", "NOUN"}
        and tree.first(c, "cc") is not None
        and not (name is not None and name.start <= c < name.end)
        and not (
            described is not None and described < c and tree.tokens[c].upos == "NOUN"
        )
        and not is_second_office(tree, head, c)
        for c in tree.find(head, "conj")
    )
