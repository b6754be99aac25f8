"""Find the outlet of each candidate: the medium through which the words were published.

It is the addressee ("told CNN"), the medium of the occasion ("in an interview with
CNN", "on Twitter"), a medium that passes the words on ("according to Sputnik", "quoted
by AFP"), or the source itself. This stage reads the sentence of the cue only; nested
and continued quotations inherit the outlet in ``linking``.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from service.attribution.candidates import Candidate, OutletRole
from service.attribution.context import Context
from service.attribution.outlets.article_media import ArticleMedia
from service.attribution.outlets.crediting_media import quoting_outlet, reporting_outlet
from service.attribution.outlets.media_names import medium_at
from service.attribution.outlets.media_slots import ANYWHERE, NOWHERE, Medium
from service.attribution.outlets.occasions import occasion_outlet
from service.attribution.outlets.speaking_media import source_outlet
from service.attribution.outlets.unlisted_media import referred_medium, unknown_medium
from service.attribution.syntax.sentence import Tree
from service.text.media_list import fold_name

RULES: Mapping[OutletRole, str] = MappingProxyType(
    {
        "relay": "the medium passes it on",
        "addressee": "told the medium",
        "occasion": "said in or on the medium",
        "tweet": "tweeted",
        "credited": "according to the medium",
        "source": "the medium speaks",
    }
)
"""The rule that the evidence has for an outlet in each role."""
Finder = Callable[[ArticleMedia, Tree, Candidate], Medium | None]
_MISREAD = frozenset({"nsubj", "obl", "obj", "iobj", "ccomp", "dep"})
"""Relations that the parse gives the name after "told"."""
_REVEALING_ROLES = frozenset({"relay", "addressee", "occasion"})
"""Roles that only media have, so that a name in them is a medium's elsewhere too."""


def find_outlets(
    context: Context, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates with the outlets that their sentences credit.

    A name that stands in a medium's place once ("told Kelmar") is a medium's in the
    other sentences too ("Kelmar reported").
    """
    media = ArticleMedia.of(context)
    found = tuple(_add_outlet(context, media, c) for c in candidates)
    revealed = {fold_name(name): name for name in _revealed(found)}
    new = {key: name for key, name in revealed.items() if key not in media.names}
    if not new:
        return found
    media = ArticleMedia.of(context, new)
    return tuple(
        _add_outlet(context, media, c) if c.outlet is None else c for c in found
    )


def _revealed(candidates: Iterable[Candidate]) -> Iterable[str]:
    return (
        candidate.outlet
        for candidate in candidates
        if candidate.outlet is not None and candidate.outlet_role in _REVEALING_ROLES
    )


def _add_outlet(
    context: Context, media: ArticleMedia, candidate: Candidate
) -> Candidate:
    """Return the candidate with the outlet of the first rule that finds one."""
    if candidate.cue is None:
        return candidate
    for role, finder in _FINDERS:
        medium = finder(media, context.trees[candidate.cue.tree], candidate)
        if medium is not None:
            return replace(
                candidate,
                outlet=medium.name,
                outlet_role=role,
                outlet_mention=medium.mention,
                evidence=candidate.evidence_with("outlets", RULES[role]),
            )
    return candidate


def _tweet_outlet(
    media: ArticleMedia, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return the medium that the verb "tweet" implies."""
    del media
    if (
        candidate.cue is None
        or candidate.cue.lemma not in {"tweet", "retweet"}
        or candidate.cue_span is None
    ):
        return None
    return Medium("Twitter", tree.span(candidate.cue.positions))


def _addressee_outlet(
    media: ArticleMedia, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return the medium that is the addressee; that of "tell" may be unknown."""
    telling = (
        candidate.cue is not None and candidate.cue.lemma in tree.lexicon.verbs.telling
    )
    head = _addressee(tree, candidate, telling=telling)
    if head is None:
        return None
    expected = telling or tree.case(head) == "to"
    medium = medium_at(media, tree, head, slot=ANYWHERE if expected else NOWHERE)
    if medium is None and telling:
        medium = referred_medium(media, tree, head)
        if medium is None and candidate.frame != "objinf":
            medium = unknown_medium(media, tree, head)
    return medium


def _addressee(tree: Tree, candidate: Candidate, *, telling: bool) -> int | None:
    """Return the head of the addressee, None without one.

    After a quotation, the parse may have the name after "told" as a subject or oblique.
    """
    if candidate.addressee is not None:
        return candidate.addressee.head
    cue = candidate.cue
    if cue is None or not telling or cue.head + 1 >= len(tree):
        return None
    first = cue.head + 1
    source = candidate.source.positions if candidate.source is not None else ()
    under = [c for c in tree.children[cue.head] if tree.subtree(c)[0] == first]
    head = under[0] if under and tree.rels[under[0]] in _MISREAD else None
    return None if head is None or head in source else head


_FINDERS: tuple[tuple[OutletRole, Finder], ...] = (
    ("relay", quoting_outlet),
    ("addressee", _addressee_outlet),
    ("occasion", occasion_outlet),
    ("tweet", _tweet_outlet),
    ("credited", reporting_outlet),
    ("source", source_outlet),
)
"""The first one that finds a medium decides."""
