"""Find the outlet of each candidate: the medium through which the words were published.

It is the addressee ("told CNN"), the medium of the occasion ("in an interview with
CNN", "on Twitter"), a medium that passes the words on ("according to Sputnik", "quoted
by AFP"), or the source itself. This stage reads the sentence of the cue only; nested
and continued quotations inherit the outlet in ``linking``.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec.structs import replace

from service.attribution.candidates import Candidate, OutletRole
from service.attribution.context import Context
from service.attribution.outlets.media_names import (
    Medium,
    medium_at,
    unknown_medium,
    without_article,
)
from service.attribution.outlets.occasions import medium_of_oblique, occasion_outlet
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

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
Finder = Callable[[Context, Tree, Candidate], Medium | None]


def find_outlets(
    context: Context, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates with the outlets that their sentences credit."""
    return tuple(_add_outlet(context, candidate) for candidate in candidates)


def _add_outlet(context: Context, candidate: Candidate) -> Candidate:
    """Return the candidate with the outlet of the first rule that finds one."""
    if candidate.cue is None:
        return candidate
    for role, finder in _FINDERS:
        medium = finder(context, context.trees[candidate.cue.tree], candidate)
        if medium is not None:
            return replace(
                candidate,
                outlet=medium.name,
                outlet_role=role,
                outlet_mention=medium.mention,
                evidence=candidate.evidence_with("outlets", RULES[role]),
            )
    return candidate


def _tweet_outlet(context: Context, tree: Tree, candidate: Candidate) -> Medium | None:
    """Return the medium that the verb "tweet" implies."""
    if (
        candidate.cue is None
        or candidate.cue.lemma != "tweet"
        or candidate.cue_span is None
    ):
        return None
    name = context.lexicon.outlets.get("twitter", "Twitter")
    return Medium(name, tree.span(candidate.cue.positions))


def _addressee_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return the medium that is the addressee; that of "tell" may be unknown."""
    if candidate.addressee is None:
        return None
    head = candidate.addressee.head
    medium = medium_at(context.lexicon, tree, head)
    if medium is None and candidate.cue is not None and candidate.cue.lemma == "tell":
        return unknown_medium(context.lexicon, tree, head)
    return medium


def _reporting_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return X of "according to X" and "X reported" beside the attribution."""
    cue = candidate.cue
    if cue is None:
        return None
    hosts = dict.fromkeys((cue.head, cue.subject_of))
    beside = tree.head(cue.subject_of)
    if beside is not None and tree.rels[cue.subject_of] == "parataxis":
        hosts[beside] = None
    phrases = [
        child
        for host in hosts
        for child in tree.find(host, "obl", "nmod")
        if tree.case(child) in tree.lexicon.words.cue_prepositions
    ]
    if phrases:
        return medium_at(context.lexicon, tree, phrases[0])
    reporters = (
        medium
        for host in hosts
        for clause in tree.find(host, "parataxis", "advcl")
        if tree.lemma(clause) in tree.lexicon.verbs.relaying
        for child in tree.find(clause, "nsubj", "obl")
        if (medium := medium_at(context.lexicon, tree, child))
    )
    return next(reporters, None)


def _quoting_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return X of "was quoted by X as saying" and "X quoted him as saying"."""
    cue = candidate.cue
    if cue is None or tree.lemma(cue.subject_of) not in tree.lexicon.verbs.quoting:
        return None
    for position in tree.subtree(cue.subject_of):
        agent = tree.is_by_phrase(position) or (
            tree.rels[position] == "nsubj" and tree.head(position) == cue.subject_of
        )
        if agent and not candidate.covers(
            tree.tokens[position].start, tree.tokens[position].end
        ):
            medium = medium_at(context.lexicon, tree, position)
            if medium is not None:
                return medium
    return None


def _generic_medium(tree: Tree, source: NounPhrase) -> Medium:
    """Return the medium of a source whose head is a common noun for media.

    Its name is the proper noun after the head ("the newspaper Al-Watan"), or the phrase
    itself ("local media").
    """
    after = [p for p in source.positions if p > source.head]
    if after and all(tree.tokens[p].upos in {"PROPN", "PUNCT"} for p in after):
        return Medium(tree.text(after), tree.span(after))
    return Medium(without_article(tree.text(source.positions)), source.span)


def _source_outlet(context: Context, tree: Tree, candidate: Candidate) -> Medium | None:
    """Return the medium that is the source itself, or whose report is the source."""
    if candidate.source is None or candidate.source.tree != tree.index:
        return None
    head, nouns = candidate.source.head, context.lexicon.nouns
    noun = tree.lemma(head)
    medium = medium_at(context.lexicon, tree, head)
    if medium is None and noun in nouns.generic_media:
        return _generic_medium(tree, candidate.source)
    if medium is None:
        phrase = candidate.cue is not None and candidate.cue.form == "phrase"
        report = phrase and noun in nouns.occasions
        return medium_of_oblique(context, tree, head) if report else None
    named = medium.mention.start <= tree.tokens[head].start < medium.mention.end
    return (
        medium
        if named
        or tree.rels[head] == "appos"
        or noun in nouns.apposed_media
        or noun in nouns.reports
        else None
    )


_FINDERS: tuple[tuple[OutletRole, Finder], ...] = (
    ("relay", _quoting_outlet),
    ("addressee", _addressee_outlet),
    ("occasion", occasion_outlet),
    ("tweet", _tweet_outlet),
    ("credited", _reporting_outlet),
    ("source", _source_outlet),
)
"""The first one that finds a medium decides."""
