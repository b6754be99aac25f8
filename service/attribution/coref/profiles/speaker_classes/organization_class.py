"""The class of a named organisation: by its name, and by what describes it."""

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.coref.profiles.speaker_classes.class_words import (
    SURE,
    Ranked,
    ranked_class,
    ranked_class_of_words,
    role_entry,
)
from service.attribution.lexicon import ProfileWords
from service.attribution.outlets.media_names import media_name
from service.attribution.syntax.descriptions import phrase_head
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerClass

_OwnRole = Literal["politics", "sport", "military", "religion", "business"]
"""Classes of people whom bodies of the same class have."""
_LONG_PLACE = 3
"""Words from which the name of a place may be that of a body in it."""


def organization_class(
    context: Context,
    entity: Entity,
    mentions: Sequence[PlacedMention],
    words: ProfileWords,
) -> SpeakerClass | None:
    """Return the class of a named organisation, None if the article shows none.

    The words of its names come first, then the list of media, then nouns that
    describe it ("the airline Selby Wings", "Ondo, a charity"), then words of names that
    say little ("group"). A place that speaks is its government.
    """
    names = [entity.name, *sorted(entity.aliases)]
    by_name = [r for r in (ranked_class(n, words) for n in names) if r is not None]
    sure = [r for r in by_name if r[0][0] >= SURE]
    if entity.is_location:
        listed = words.classes.get(entity.name.lower())
        listed_name = listed is not None and listed.name is not None
        whole = (listed_name or len(entity.words) >= _LONG_PLACE) and sure
        return sure[0][1] if whole else "government"
    if _are_countries(entity, context):
        return "government"
    if sure:
        return sure[0][1]
    if media_name(context.lexicon, entity.name, entity.words):
        return "media"
    described = list(_described(context, entity, mentions, words))
    ranked = max((*described, *by_name[:1]), key=_rank, default=None)
    return None if ranked is None else ranked[1]


def _are_countries(entity: Entity, context: Context) -> bool:
    """Whether a name joins those of countries ("Norway and Ghana")."""
    parts = entity.name.casefold().replace(" and ", ", ").split(", ")
    names = context.lexicon.countries.names
    return all(part.removeprefix("the ") in names for part in parts)


def _rank(ranked: Ranked) -> int:
    return ranked[0][0]


def _described(
    context: Context,
    entity: Entity,
    mentions: Sequence[PlacedMention],
    words: ProfileWords,
) -> Iterator[Ranked]:
    """Yield what the words around the mentions of an organisation show."""
    for mention in mentions:
        tree = context.trees[mention.tree]
        nouns: list[int] = []
        if mention.kind == "nominal":
            nouns = [mention.head]
        elif mention.name is not None and mention.name.label == "Organization":
            nouns = list(_nouns_beside(tree, mention))
            used = _of_owned(tree, mention.head, words) or _of_verb(
                tree, mention, words
            )
            if used is not None:
                yield (0, True, 0), used
        shown = (_of_noun(tree, noun, words) for noun in nouns)
        yield from (ranked for ranked in shown if ranked is not None)
    by_nouns = (ranked_class_of_words([noun], words) for noun in sorted(entity.nouns))
    yield from (ranked for ranked in by_nouns if ranked is not None)


def _of_verb(
    tree: Tree, mention: PlacedMention, words: ProfileWords
) -> SpeakerClass | None:
    """Return what the verb of a body shows ("Selby sells", "Ondo reported")."""
    verb = tree.head(mention.head) if tree.rels[mention.head] == "nsubj" else None
    if verb is None:
        return None
    if tree.lemma(verb) in words.words.trading_verbs:
        return "business"
    return "media" if tree.lemma(verb) == "report" and _clause(tree, verb) else None


def _clause(tree: Tree, verb: int) -> bool:
    """Whether a clause is the complement of a verb, or stands beside it."""
    return tree.first(verb, "ccomp", "parataxis") is not None or tree.rels[verb] in {
        "parataxis",
        "ccomp",
    }


def _nouns_beside(tree: Tree, mention: PlacedMention) -> Iterator[int]:
    """Yield the common nouns that say what a named body is.

    Before the name ("the airline Selby Wings"), after it ("the GNS agency"), in
    apposition ("Ondo, a charity") and as a predicate ("Ondo is a charity").
    """
    head = mention.head
    top = phrase_head(tree, head)
    if top != head and not tree.is_possessor(head):
        yield top
    if tree.rels[head] == "nsubj":
        verb = tree.head(head)
        if verb is not None and tree.first(verb, "cop") is not None:
            yield verb
    for child in tree.find(head, "appos", "compound", "nmod"):
        if tree.rels[child] == "appos" or (child < head and not tree.case(child)):
            yield child


def _of_owned(tree: Tree, name: int, words: ProfileWords) -> SpeakerClass | None:
    """Return what a noun shows that the name modifies.

    "Selby shares" and "the chief executive of Selby" are a company's, "the Selby
    striker" is a club's.
    """
    owned = tree.head(name)
    modifies = tree.rels[name] in {"compound", "nmod"} and tree.case(name) in {
        "",
        "of",
        "'s",
    }
    if owned is None or not modifies:
        return None
    if tree.lemma(owned) in words.words.company_nouns:
        return "business"
    entry = role_entry(tree, owned, words)
    if entry is None:
        return None
    if entry.role in get_args(_OwnRole):
        return entry.role
    return "business" if entry.usual == "business" else None


def _of_noun(tree: Tree, noun: int, words: ProfileWords) -> Ranked | None:
    """Return the class of a common noun with its modifiers ("news agency").

    Nouns of people say nothing of the body beside them ("the Ondo president").
    """
    if tree.tokens[noun].upos != "NOUN":
        return None
    phrase = [
        p
        for p in (*tree.find(noun, "compound", "amod"), noun)
        if p <= noun and tree.tokens[p].upos != "PROPN"
    ]
    entry = words.classes.get(tree.lemma(noun))
    if entry is None or entry.name is None:
        return None
    if (entry.role or entry.usual) not in {None, "business"}:
        return None
    return ranked_class_of_words((tree.lower(p) for p in phrase), words)
