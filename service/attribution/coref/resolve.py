"""Resolution of a source to an entity: a name, a definite NP, a pronoun or a group."""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.coref.antecedents.authors import find_author, is_own_words
from service.attribution.coref.antecedents.definite_nps import resolve_definite_np
from service.attribution.coref.antecedents.first_person import (
    is_author,
    resolve_first_person,
)
from service.attribution.coref.antecedents.groups import (
    member_heads,
    member_text,
)
from service.attribution.coref.antecedents.pronouns import (
    is_indefinite,
    is_pronoun,
    resolve_pronoun,
)
from service.attribution.coref.antecedents.self_identifying_nps import (
    resolve_role_acronym,
)
from service.attribution.coref.antecedents.transcript_labels import (
    is_question_label,
    is_transcript_label,
    resolve_label,
)
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity, Resolution, resolved_to
from service.attribution.coref.named_entities import group_of
from service.attribution.syntax.adjacent_names import name_after
from service.attribution.syntax.descriptions import (
    NameSpan,
    has_pronominal_possessor,
    head_of,
    is_second_office,
    name_in_phrase,
)
from service.attribution.syntax.noun_phrases import NounPhrase, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.attribution.syntax.speaker_types import noun_phrase_type
from service.records import Span


def resolve_source(
    state: CorefState,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
    content: Sequence[Span] = (),
) -> Resolution | None:
    """Return the entity that a source refers to, None if there is none; change nothing.

    ``parent`` is the speaker of the attribution round the source, ``quoted`` whether
    the source stands in quotation marks, and ``content`` what the source says.
    """
    tree = state.context.trees[source.tree]
    if is_question_label(state, source):
        return None
    is_person = tree.name_span(source.head, "Person") is not None
    if not is_person and not _is_coordination(tree, source.head):
        if is_indefinite(tree, source.head):
            kind = noun_phrase_type(state.context.lexicon, tree, source.head)
            return state.resolve_description(tree, source, kind=kind)
        if parent is None and not quoted and is_author(tree, source):
            return resolve_first_person(state)
        if is_pronoun(tree, source.head):
            return resolve_pronoun(
                state, source, parent=parent, quoted=quoted, content=content
            )
    author = _resolve_author(state, tree, source, parent=parent, quoted=quoted)
    return author or _resolve_nominal(state, source, parent=parent, quoted=quoted)


def _resolve_nominal(
    state: CorefState, source: NounPhrase, *, parent: Entity | None, quoted: bool
) -> Resolution | None:
    """Return the entity of a label, a group, a name or a description."""
    tree, lexicon = state.context.trees[source.tree], state.context.lexicon
    name = name_in_phrase(lexicon, tree, source.head)
    name = name or name_after(lexicon, tree, source)
    if is_transcript_label(state, source) and (name is None or not name.is_person):
        labelled = resolved_to(resolve_label(state, tree, source))
        return labelled or state.resolve_description(tree, source, kind="person")
    if denotes_several(tree, source.head, name):
        first = _name_head(tree, source.head, name)
        return _resolve_group(state, source, first, parent=parent, quoted=quoted)
    if name is not None:
        person = None
        if not name.is_person:
            person = resolve_role_acronym(state, tree, source)
        return resolved_to(person) or state.resolve_name(tree, name)
    unlabelled = _resolve_unlabelled_name(state, tree, source)
    if unlabelled is not None:
        return unlabelled
    possessor = _resolve_possessor(state, tree, source, parent=parent, quoted=quoted)
    found = resolved_to(resolve_label(state, tree, source)) or resolve_definite_np(
        state, tree, source, possessor=possessor
    )
    return found if possessor is None else replace(found, others=(possessor,))


def _resolve_author(
    state: CorefState,
    tree: Tree,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
) -> Resolution | None:
    """Return the author of a statement, letter or post, None for other sources."""
    if not is_own_words(tree, source.head):
        return None
    author = find_author(state.context, tree, source.head)
    if author is None or author.positions == source.positions:
        return None
    return resolve_source(state, author, parent=parent, quoted=quoted)


def _resolve_unlabelled_name(
    state: CorefState, tree: Tree, source: NounPhrase
) -> Resolution | None:
    """Return the known organisation of a name without a label ("the Times").

    The head is an abbreviation that the article defines, or all words have a capital.
    """
    name = NameSpan(source.head, source.head + 1, "Organization")
    if not state.defines(tree.tokens[source.head].text):
        words = [p for p in source.positions if tree.tokens[p].upos != "DET"]
        if not words or not all(_is_capitalised(tree, p) for p in words):
            return None
        name = NameSpan(words[0], words[-1] + 1, "Organization")
    found = state.resolve_name(tree, name)
    return found if isinstance(found.entity, Entity) else None


def _is_capitalised(tree: Tree, position: int) -> bool:
    """Whether a word has a capital that the start of its sentence does not explain."""
    token = tree.tokens[position]
    return token.text[:1].isupper() and (position > 0 or token.upos == "PROPN")


def _resolve_possessor(
    state: CorefState,
    tree: Tree,
    source: NounPhrase,
    *,
    parent: Entity | None,
    quoted: bool,
) -> Resolution | None:
    """Return the named antecedent of the pronoun that begins "his family".

    None for "our family" and for titles ("His Highness").
    """
    first = source.positions[0]
    possessive = tree.head(first) == source.head and has_pronominal_possessor(
        tree, source.head
    )
    if (
        not possessive
        or tree.lower(first) == "our"
        or tree.tokens[first + 1].text.istitle()
    ):
        return None
    return _named_antecedent(state, tree, first, parent=parent, quoted=quoted)


def _named_antecedent(
    state: CorefState, tree: Tree, pronoun: int, *, parent: Entity | None, quoted: bool
) -> Resolution | None:
    """Return the antecedent of the pronoun at a position if it has a name."""
    phrase = noun_phrase(tree, pronoun)
    found = resolve_pronoun(state, phrase, parent=parent, quoted=quoted)
    return found if found is not None and found.entity.named else None


def _resolve_group(
    state: CorefState,
    source: NounPhrase,
    first: int,
    *,
    parent: Entity | None,
    quoted: bool,
) -> Resolution:
    """Return the group of a coordination, named after its members.

    ``first`` is the head of the first member: Ann Lee for "three judges, Ann Lee and
    Bob May". A group without a named member has its description as its name.
    """
    tree = state.context.trees[source.tree]
    members = member_heads(tree, first, head=source.head)
    resolved = [
        _resolve_member(state, tree, member, parent=parent, quoted=quoted)
        for member in members
    ]
    named = tuple(found for found in resolved if found is not None)
    if not named:
        return state.resolve_description(tree, source, kind="group")
    names = [
        found.name if found is not None else member_text(tree, member)
        for member, found in zip(members, resolved, strict=True)
    ]
    group = group_of(state.entity_index, named, names)
    return replace(group, nouns=(tree.lemma(source.head),), others=named)


def _resolve_member(
    state: CorefState, tree: Tree, member: int, *, parent: Entity | None, quoted: bool
) -> Resolution | None:
    """Return the named entity of one member of a group, None if it has no name."""
    name = name_in_phrase(state.context.lexicon, tree, member)
    if name is not None:
        return state.resolve_name(tree, name)
    if not is_pronoun(tree, member):
        return None
    return _named_antecedent(state, tree, member, parent=parent, quoted=quoted)


def _name_head(tree: Tree, head: int, name: NameSpan | None) -> int:
    """Return the head of the name in a noun phrase, else the head of the phrase.

    The parse of "former president and commissioner Ann Lee" has another head. Names
    of locations do not count.
    """
    if name is None or name.label == "Location":
        return head
    return head_of(tree, name.start, name.end)


def denotes_several(tree: Tree, head: int, name: NameSpan | None) -> bool:
    """Whether a noun phrase coordinates several speakers ("the mayor and Ann Lee").

    Coordinated roles of one name ("the mayor and judge Ann Lee") are one speaker.
    """
    name_head = _name_head(tree, head, name)
    if _is_coordination(tree, name_head):
        return True
    after = name_head if name is None else name.end
    return _is_coordination(tree, head) and any(
        c >= after for c in tree.find(head, "conj")
    )


def _is_coordination(tree: Tree, head: int) -> bool:
    """Whether a conjunction joins another speaker to the head ("Ada Low and Bo Lin").

    Not inside a name ("Low & Lin"), in an apposition ("Low, a clerk and mother") or
    between two offices of one person ("the chairman and president").
    """
    name = tree.name_span(head)
    apposition = tree.first(head, "appos")
    offices = tree.lexicon.persons
    return any(
        (tree.tokens[c].upos in {"PROPN", "NOUN"} or tree.name_span(c) is not None)
        and tree.first(c, "cc") is not None
        and not (name is not None and name.start <= c < name.end)
        and not (
            apposition is not None
            and apposition < c
            and (tree.tokens[c].upos == "NOUN" or tree.lemma(c) in offices)
        )
        and not is_second_office(tree, head, c)
        for c in tree.find(head, "conj")
    )
