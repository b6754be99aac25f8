"""The pronouns that refer to a speaker, counted by their nominative."""

from collections.abc import Iterable

from service.attribution.context import Context
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.records import PronounUse, Span


def pronoun_uses(
    context: Context, mentions: Iterable[PlacedMention]
) -> tuple[PronounUse, ...]:
    """Return the pronouns of the third person among the mentions, most used first."""
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.kind == "pronoun":
            word = context.trees[mention.tree].lower(mention.head)
            nominative = context.lexicon.profiles.nominatives.get(word)
            if nominative is not None:
                spans.setdefault(nominative, []).append(mention.span)
    ordered = sorted(spans.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(PronounUse(form, tuple(found)) for form, found in ordered)
