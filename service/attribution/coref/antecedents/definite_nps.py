"""Find whom a description means: "the minister", "sources", "the bank's data".

A description is met with a name beside it, or is somebody's whole role, or stands for
the most present figure of its kind; else it is a figure of its own.
"""

from service.attribution.coref.antecedents.organisation_nouns import (
    ANY_ORGANIZATION,
    may_be_called,
)
from service.attribution.coref.antecedents.role_synonyms import (
    is_otherwise_called,
    synonyms_of,
)
from service.attribution.coref.antecedents.self_identifying_nps import (
    resolve_self_identifying,
)
from service.attribution.coref.coref_state import CorefState
from service.attribution.coref.entities import Entity
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    is_age_noun,
    is_definite,
    is_plural,
    noun_phrase_type,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerType

_BARE = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_QUANTIFIERS = frozenset("all few many more most no one other several some".split())
_UNNAMED = frozenset({"insider", "official", "source", *_BARE})
"""Who is quoted without a name for good."""
_CHARGED = frozenset("accused attacker defendant gunman suspect victim".split())
_OFFICERS = frozenset(
    "commissioner detective inspector judge lawyer magistrate minister officer "
    "prosecutor spokesman spokesperson spokeswoman superintendent".split()
)
"""Who speaks of a suspect and is none."""
_ARTICLES = frozenset({"that", "the", "this", "former", "of"})
_SHORT = 4
"""Words of a description that may stand for somebody named."""


def resolve_definite_np(
    state: CorefState, tree: Tree, source: NounPhrase, *, possessor: Entity | None
) -> Entity:
    """Return the figure of a noun phrase without a name, new or met before.

    ``possessor`` is whom the pronoun of "his family" means.
    """
    kind = noun_phrase_type(state.context.lexicon, tree, source.head)
    told = resolve_self_identifying(state, tree, source)
    if told is not None:
        return told
    known = _meant_before(state, tree, source, kind)
    if known is not None and known is possessor:
        known = None  # nobody is his own counterpart
    if known is None and kind == "person" and tree.index == 0:
        known = _introduced(state, tree, source)
    if known is not None:
        return known
    owner = possessor if kind != "unknown" else None
    return state.describe(tree, source, source.positions, kind=kind, owner=owner)


def _meant_before(
    state: CorefState, tree: Tree, source: NounPhrase, kind: SpeakerType
) -> Entity | None:
    """Return whom the description has met, by how definite it is."""
    first = tree.lower(source.positions[0])
    if is_definite(tree, source.head) or (
        first == "the" and is_age_noun(tree, source.head)
    ):
        return _known(state, tree, source, kind)
    if _is_bare_person(state, tree, source.head):
        met = _met(state, tree, source)
        return met or _named_later(state, tree.lemma(source.head))
    if has_pronominal_possessor(tree, source.head):
        return _met(state, tree, source)
    if len(source.positions) == 1 and kind == "organization":
        return _only_one_named(state, tree.lemma(source.head))
    if _is_bare_plural(tree, source) and kind == "group":
        known = _met(state, tree, source)
        return known if known is not None and _is_some_group(known) else None
    return None


def _only_one_named(state: CorefState, noun: str) -> Entity | None:
    """Return the "Osterby Police" for "police"."""
    fits = [f for f in state.entity_index.organizations if f.words[-1:] == (noun,)]
    return fits[0] if len(fits) == 1 and len(fits[0].words) > 1 else None


def _introduced(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return whom a lede describes ("A father of three says") before the name.

    The next paragraph begins with the name, at its first mention.
    """
    noun = tree.lemma(source.head)
    if (
        noun in _UNNAMED
        or has_pronominal_possessor(tree, source.head)
        or is_plural(tree, source.head)
    ):
        return None
    found = next(
        (
            f
            for f in state.entity_index.people
            if len(f.words) > 1 and f.places[0][1] == 1 and f.places[0][2]
        ),
        None,
    )
    if found is not None:
        found.nouns.add(noun)
    return found or _named_later(state, noun)


def _known(
    state: CorefState, tree: Tree, source: NounPhrase, kind: str
) -> Entity | None:
    """Return the figure met before that "the minister" or "the company" means."""
    known = _met(state, tree, source)
    if known is not None:
        return known
    if is_plural(tree, source.head) or kind not in {"person", "organization"}:
        return None
    noun = tree.lemma(source.head)
    if kind == "organization" and noun not in ANY_ORGANIZATION:
        return None
    return _nearest(state, source, kind) or _named_later(state, noun)


def _met(state: CorefState, tree: Tree, source: NounPhrase) -> Entity | None:
    """Return the figure met before for which the noun has stood."""
    noun, offset = tree.lemma(source.head), source.span.start
    before = [f for f in state.entity_index.entities if f.before(offset) is not None]
    several = is_plural(tree, source.head)
    fits = [
        f
        for f in before
        if not (several and f.type == "person") and (several or not _is_several(f))
    ]
    known = [f for f in fits if noun in f.nouns or noun in f.words]
    known = known or [f for f in fits if is_otherwise_called(f, noun)]
    modifiers = {tree.lower(p) for p in source.positions[:-1]} - {"the"}
    origin = {tree.lower(p) for p in source.positions[:-1] if tree.name_span(p, "NORP")}
    if origin and not any(origin <= _role_words(f) for f in known):
        known = [f for f in fits if _is_counterpart(f, origin)] or known
    told = [f for f in known if modifiers & _role_words(f)]
    bare = {tree.lower(source.head), *synonyms_of(noun)}
    introduced = [f for f in known if f.name.lower() not in bare]
    for group in (told, [f for f in known if f.named], introduced):
        if group:
            return max(group, key=lambda f: f.before(offset) or (0,))
    return None


def _is_counterpart(entity: Entity, origin: set[str]) -> bool:
    """Tell "his Irish counterpart", who is "the Irish prime minister"."""
    return "counterpart" in entity.nouns and origin <= _role_words(entity)


def _is_several(entity: Entity) -> bool:
    """Tell "airlines", of which none is "the airline", from "police"."""
    return entity.plural and entity.type == "group" and not entity.named


def _named_later(state: CorefState, noun: str) -> Entity | None:
    """Return the only figure that has the role anywhere in the article."""
    fits = [f for f in state.entity_index.entities if f.named and noun in f.nouns]
    plain = [f for f in fits if noun in {role.lower() for role in f.roles}]
    only = plain if len(fits) > 1 else fits
    return only[0] if len(only) == 1 else None


def _nearest(state: CorefState, source: NounPhrase, kind: str) -> Entity | None:
    """Return who "the politician" is likely to be: the most present of its kind."""
    tree = state.context.trees[source.tree]
    noun = tree.lemma(source.head)
    gender = state.context.lexicon.persons.get(noun)
    modifiers = [p for p in source.positions if p != source.head]
    telling = {tree.lower(p) for p in modifiers if tree.name_span(p) is not None}
    if noun == "maker" or is_age_noun(tree, source.head) or _is_based(tree, source):
        telling = set[str]()  # what is made, how old or where
    if len(tree.text(source.positions).split()) > _SHORT:
        return None
    fits = [
        f
        for f in state.entity_index.entities
        if f.type == kind
        and not f.place
        and not f.plural
        and not state.asked(f)
        and telling <= _role_words(f)
        and not (gender and f.gender and f.gender != gender)
        and not (noun in _CHARGED and f.nouns & _OFFICERS)
        and may_be_called(state.context.lexicon, f, noun)
    ]
    told = {tree.lower(p) for p in modifiers if tree.name_span(p) is None} - _ARTICLES
    fits = [f for f in fits if told & _role_words(f)] or fits
    spoke = [f for f in fits if state.salience.spoke_last(f)]
    for group in ([f for f in fits if f.named], spoke):
        present = [
            (p, f)
            for f in group
            if (p := state.salience.weight(f, source.tree, source.span.start))
        ]
        if present:
            return max(present, key=lambda pair: pair[0])[1]
    return None


def _is_based(tree: Tree, source: NounPhrase) -> bool:
    """Tell "the Selby-based group"."""
    return any(tree.lower(p).endswith("based") for p in source.positions)


def _role_words(entity: Entity) -> set[str]:
    return {w for role in entity.roles for w in role.lower().split()} | set(
        entity.words
    )


def _is_bare_person(state: CorefState, tree: Tree, head: int) -> bool:
    """Tell "spokesman" and "veteran leader" from "a leader", whom nobody has met."""
    noun = tree.lemma(head)
    bare = tree.first(head, "det", "nummod") is None and not is_plural(tree, head)
    possessed = any(tree.tokens[c].deprel == "nmod:poss" for c in tree.children[head])
    return noun in state.context.lexicon.persons and bare and not possessed


def _is_bare_plural(tree: Tree, source: NounPhrase) -> bool:
    """Tell "sources", who may be the "ministerial sources" of the sentence before."""
    return len(source.positions) == 1 and is_plural(tree, source.head)


def _is_some_group(entity: Entity) -> bool:
    """Tell "ministerial sources" from "many sources" and from "the Sources Group"."""
    first = entity.name.split(maxsplit=1)[0].lower()
    return entity.type == "group" and not entity.named and first not in _QUANTIFIERS
