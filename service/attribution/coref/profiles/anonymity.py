"""Sources without a name, and the words that say why."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import is_age_noun, is_plural
from service.attribution.syntax.sentence import Tree
from service.records import Anonymity, Span

_REASON_END = re.compile(r"[\"\n;]|\.\s|\.$|,\s(?:said|told|added|who|which)\b")
_NEAR = 40
"""Characters between a mention that is no source and a phrase said of it."""


def find_phrases(context: Context, words: ProfileWords) -> tuple[Span, ...]:
    """Return the phrases of the article that say that a name is kept back.

    Each has the reason after it: "on condition of anonymity because he was not allowed
    to speak".
    """
    return tuple(
        _with_reason(context, match.start(), match.end(), words)
        for match in _pattern(words.phrases("phrase")).finditer(context.text)
    )


def anonymity_of(
    context: Context,
    entity: Entity,
    mentions: Sequence[PlacedMention],
    descriptions: Sequence[Description],
    phrases: Sequence[Span],
) -> Anonymity | None:
    """Return that an entity is a source without a name, with the reason given.

    An unnamed individual is, and people who are described by what they know or who ask
    not to be named; a group such as "residents", and whoever holds an office ("the
    president"), is not. A named speaker is only if the article says that the name is
    not the real one. ``phrases`` are those of ``find_phrases``.
    """
    words = context.lexicon.profiles
    reasons = _reasons(context, mentions, phrases) if phrases else []
    if entity.named and not _is_alias(context, reasons):
        return None
    if entity.type not in {"person", "group"}:
        return None
    reason = next(iter(reasons), None)
    described = (
        _is_anonymous(context, each, words)
        for each in descriptions
        if entity.type == "person" or is_plural(context.trees[each.tree], each.head)
    )
    return Anonymity(reason) if reason is not None or any(described) else None


def _is_alias(context: Context, reasons: Iterable[Span]) -> bool:
    """Whether the article says that the name of a speaker is not the real one."""
    texts = (context.text[s.start : s.end].lower() for s in reasons)
    return any("name" in text and "to be named" not in text for text in texts)


def _is_anonymous(
    context: Context, description: Description, words: ProfileWords
) -> bool:
    """Whether a description is of a source without a name."""
    if description.form != "nominal":
        return False
    tree, head = context.trees[description.tree], description.head
    uses = words.anonymous.get(tree.lemma(head), frozenset[str]())
    below = [tree.lower(p) for p in description.positions]
    if any(_use(tree, c, "adjective", words) for c in tree.find(head, "amod")):
        return True
    if tree.lemma(head) in words.words.knowing_nouns and _tells_knowledge(
        tree, head, words
    ):
        return True
    if is_plural(tree, head) or tree.lemma(head) == "people":
        counted = not words.words.quantities.isdisjoint(below) or "senior" in below
        source = tree.lemma(head) in {"source", "insider"}
        return source or ("group" in uses and counted)
    if "noun" in uses:
        return not _has_possessor(tree, head)
    indefinite = below[0] in words.words.indefinite and not _has_possessor(tree, head)
    return indefinite or (
        is_age_noun(tree, head) and below[0] in words.words.indefinite
    )


def _use(tree: Tree, position: int, use: str, words: ProfileWords) -> bool:
    """Whether a word of the list of anonymity has a use."""
    return use in words.anonymous.get(tree.lower(position), frozenset[str]())


def _has_possessor(tree: Tree, head: int) -> bool:
    """Whether a noun has a possessor, which identifies the person ("Hale's aide")."""
    return any(tree.is_possessor(c) for c in tree.children[head])


def _tells_knowledge(tree: Tree, head: int, words: ProfileWords) -> bool:
    """Whether a noun has a modifier such as "familiar with the talks"."""
    return any(
        _use(tree, p, "familiar", words)
        for child in tree.find(head, "amod", "acl", "nmod")
        if child > head
        for p in tree.subtree(child)[:4]
    )


def _reasons(
    context: Context, mentions: Iterable[PlacedMention], phrases: Sequence[Span]
) -> list[Span]:
    """Return the phrases in the sentences of the attributions, with their reasons."""
    found: list[Span] = []
    for mention in mentions:
        if mention.is_source or mention.kind != "pronoun":
            sentence = context.trees[mention.tree].sentence
            near = (s for s in phrases if sentence.start <= s.start < sentence.end)
            found += [s for s in near if _belongs(context, mention, s)]
    return found


def _belongs(context: Context, mention: PlacedMention, phrase: Span) -> bool:
    """Whether a phrase is said of a mention: no other person stands between."""
    if not mention.is_source:
        return 0 <= phrase.start - mention.span.end <= _NEAR
    tree = context.trees[mention.tree]
    low, high = sorted((mention.span.start, phrase.start))
    return not any(
        name.label == "Person"
        and low < tree.tokens[name.start].start < high
        and not (mention.span.start <= tree.tokens[name.start].start < mention.span.end)
        for name in tree.sentence.entities
    )


def _with_reason(context: Context, start: int, end: int, words: ProfileWords) -> Span:
    """Return a phrase with the reason that follows it in its sentence."""
    tree = context.tree_at(start)
    rest = context.text[end : end if tree is None else max(end, tree.sentence.end)]
    if not rest.lstrip(" ,").lower().startswith(words.phrases("reason")):
        return Span(start, end)
    stop = _REASON_END.search(rest)
    length = stop.start() if stop else len(rest)
    return Span(start, end + len(rest[:length].rstrip(" .,")))


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of the phrases, with a preposition before them."""
    alternatives = "|".join(map(re.escape, phrases))
    return re.compile(
        rf"\b(?:(?:on|under) (?:the )?)?(?:{alternatives})\b", re.IGNORECASE
    )
