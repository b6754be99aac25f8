"""Find whom a description means: "the minister", "sources", "the bank's data".

A description is met with a name beside it, or is somebody's whole role, or stands for
the most present figure of its kind; else it is a figure of its own.
"""

from service.attribution.coref.antecedents.organisation_nouns import (
    ANY_ORGANIZATION,
    may_be_called,
)
from service.attribution.coref.antecedents.role_synonyms import (
    alike,
    is_otherwise_called,
)
from service.attribution.coref.antecedents.self_identifying_nps import told_by_words
from service.attribution.coref.coref_state import Story
from service.attribution.coref.entities import Figure
from service.attribution.syntax.descriptions import (
    described_type,
    is_aged,
    is_definite,
    is_plural,
    is_possessed,
)
from service.attribution.syntax.noun_phrases import Nominal
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


def meant_by_description(
    story: Story, tree: Tree, source: Nominal, *, possessor: Figure | None
) -> Figure:
    """Return the figure of a noun phrase without a name, new or met before.

    ``possessor`` is whom the pronoun of "his family" means.
    """
    kind = described_type(story.scene.lexicon, tree, source.head)
    told = told_by_words(story, tree, source)
    if told is not None:
        return told
    known = _meant_before(story, tree, source, kind)
    if known is not None and known is possessor:
        known = None  # nobody is his own counterpart
    if known is None and kind == "person" and tree.index == 0:
        known = _introduced(story, tree, source)
    if known is not None:
        return known
    owner = possessor if kind != "unknown" else None
    return story.describe(tree, source, source.positions, kind=kind, owner=owner)


def _meant_before(
    story: Story, tree: Tree, source: Nominal, kind: SpeakerType
) -> Figure | None:
    """Return whom the description has met, by how definite it is."""
    first = tree.lower(source.positions[0])
    if is_definite(tree, source.head) or (
        first == "the" and is_aged(tree, source.head)
    ):
        return _known(story, tree, source, kind)
    if _is_bare_person(story, tree, source.head):
        met = _met(story, tree, source)
        return met or _named_later(story, tree.lemma(source.head))
    if is_possessed(tree, source.head):
        return _met(story, tree, source)
    if len(source.positions) == 1 and kind == "organization":
        return _only_one_named(story, tree.lemma(source.head))
    if _is_bare_plural(tree, source) and kind == "group":
        known = _met(story, tree, source)
        return known if known is not None and _is_some_group(known) else None
    return None


def _only_one_named(story: Story, noun: str) -> Figure | None:
    """Return the "Osterby Police" for "police"."""
    fits = [f for f in story.cast.organizations if f.words[-1:] == (noun,)]
    return fits[0] if len(fits) == 1 and len(fits[0].words) > 1 else None


def _introduced(story: Story, tree: Tree, source: Nominal) -> Figure | None:
    """Return whom a lede describes ("A father of three says") before the name.

    The next paragraph begins with the name, at its first mention.
    """
    noun = tree.lemma(source.head)
    if (
        noun in _UNNAMED
        or is_possessed(tree, source.head)
        or is_plural(tree, source.head)
    ):
        return None
    found = next(
        (
            f
            for f in story.cast.people
            if len(f.words) > 1 and f.places[0][1] == 1 and f.places[0][2]
        ),
        None,
    )
    if found is not None:
        found.nouns.add(noun)
    return found or _named_later(story, noun)


def _known(story: Story, tree: Tree, source: Nominal, kind: str) -> Figure | None:
    """Return the figure met before that "the minister" or "the company" means."""
    known = _met(story, tree, source)
    if known is not None:
        return known
    if is_plural(tree, source.head) or kind not in {"person", "organization"}:
        return None
    noun = tree.lemma(source.head)
    if kind == "organization" and noun not in ANY_ORGANIZATION:
        return None
    return _nearest(story, source, kind) or _named_later(story, noun)


def _met(story: Story, tree: Tree, source: Nominal) -> Figure | None:
    """Return the figure met before for which the noun has stood."""
    noun, offset = tree.lemma(source.head), source.span.start
    before = [f for f in story.cast.figures if f.before(offset) is not None]
    several = is_plural(tree, source.head)
    fits = [
        f
        for f in before
        if not (several and f.type == "person") and (several or not _is_several(f))
    ]
    known = [f for f in fits if noun in f.nouns or noun in f.words]
    known = known or [f for f in fits if is_otherwise_called(f, noun)]
    modifiers = {tree.lower(p) for p in source.positions[:-1]} - {"the"}
    origin = {tree.lower(p) for p in source.positions[:-1] if tree.entity(p, "NORP")}
    if origin and not any(origin <= _role_words(f) for f in known):
        known = [f for f in fits if _is_counterpart(f, origin)] or known
    told = [f for f in known if modifiers & _role_words(f)]
    bare = {tree.lower(source.head), *alike(noun)}
    introduced = [f for f in known if f.name.lower() not in bare]
    for group in (told, [f for f in known if f.named], introduced):
        if group:
            return max(group, key=lambda f: f.before(offset) or (0,))
    return None


def _is_counterpart(figure: Figure, origin: set[str]) -> bool:
    """Tell "his Irish counterpart", who is "the Irish prime minister"."""
    return "counterpart" in figure.nouns and origin <= _role_words(figure)


def _is_several(figure: Figure) -> bool:
    """Tell "airlines", of which none is "the airline", from "police"."""
    return figure.plural and figure.type == "group" and not figure.named


def _named_later(story: Story, noun: str) -> Figure | None:
    """Return the only figure that has the role anywhere in the article."""
    fits = [f for f in story.cast.figures if f.named and noun in f.nouns]
    plain = [f for f in fits if noun in {role.lower() for role in f.roles}]
    only = plain if len(fits) > 1 else fits
    return only[0] if len(only) == 1 else None


def _nearest(story: Story, source: Nominal, kind: str) -> Figure | None:
    """Return who "the politician" is likely to be: the most present of its kind."""
    tree = story.scene.trees[source.tree]
    noun = tree.lemma(source.head)
    gender = story.scene.lexicon.persons.get(noun)
    modifiers = [p for p in source.positions if p != source.head]
    telling = {tree.lower(p) for p in modifiers if tree.entity(p) is not None}
    if noun == "maker" or is_aged(tree, source.head) or _is_based(tree, source):
        telling = set[str]()  # what is made, how old or where
    if len(tree.text(source.positions).split()) > _SHORT:
        return None
    fits = [
        f
        for f in story.cast.figures
        if f.type == kind
        and not f.place
        and not f.plural
        and not story.asked(f)
        and telling <= _role_words(f)
        and not (gender and f.gender and f.gender != gender)
        and not (noun in _CHARGED and f.nouns & _OFFICERS)
        and may_be_called(story.scene.lexicon, f, noun)
    ]
    told = {tree.lower(p) for p in modifiers if tree.entity(p) is None} - _ARTICLES
    fits = [f for f in fits if told & _role_words(f)] or fits
    spoke = [f for f in fits if story.presence.spoke_last(f)]
    for group in ([f for f in fits if f.named], spoke):
        present = [
            (p, f)
            for f in group
            if (p := story.presence.weight(f, source.tree, source.span.start))
        ]
        if present:
            return max(present, key=lambda pair: pair[0])[1]
    return None


def _is_based(tree: Tree, source: Nominal) -> bool:
    """Tell "the Selby-based group"."""
    return any(tree.lower(p).endswith("based") for p in source.positions)


def _role_words(figure: Figure) -> set[str]:
    return {w for role in figure.roles for w in role.lower().split()} | set(
        figure.words
    )


def _is_bare_person(story: Story, tree: Tree, head: int) -> bool:
    """Tell "spokesman" and "veteran leader" from "a leader", whom nobody has met."""
    noun = tree.lemma(head)
    bare = tree.first(head, "det", "nummod") is None and not is_plural(tree, head)
    possessed = any(tree.tokens[c].deprel == "nmod:poss" for c in tree.children[head])
    return noun in story.scene.lexicon.persons and bare and not possessed


def _is_bare_plural(tree: Tree, source: Nominal) -> bool:
    """Tell "sources", who may be the "ministerial sources" of the sentence before."""
    return len(source.positions) == 1 and is_plural(tree, source.head)


def _is_some_group(figure: Figure) -> bool:
    """Tell "ministerial sources" from "many sources" and from "the Sources Group"."""
    first = figure.name.split(maxsplit=1)[0].lower()
    return figure.type == "group" and not figure.named and first not in _QUANTIFIERS
