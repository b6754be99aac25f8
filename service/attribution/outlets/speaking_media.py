"""Outlets that are the source themselves, or that published or saw it."""

from service.attribution.candidates import Candidate
from service.attribution.outlets.article_media import (
    ArticleMedia,
    kinds_of,
)
from service.attribution.outlets.media_names import is_platform, medium_at
from service.attribution.outlets.media_slots import (
    ANYWHERE,
    NOWHERE,
    PRESS,
    Medium,
    Slot,
    without_article,
)
from service.attribution.outlets.occasions import medium_of_oblique
from service.attribution.outlets.unlisted_media import referred_medium, unknown_medium
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree


def source_outlet(
    media: ArticleMedia, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return the medium that is the source itself, or whose report is the source."""
    if candidate.source is None or candidate.source.tree != tree.index:
        return None
    head, nouns = candidate.source.head, tree.lexicon.nouns
    medium = medium_at(media, tree, head, slot=_slot(tree, candidate, head))
    if medium is None and tree.lemma(head) in nouns.generic_media:
        return referred_medium(media, tree, head) or _generic_medium(
            tree, candidate.source
        )
    published = tree.lemma(head) in nouns.occasions | nouns.reports
    if medium is None:
        return (
            referred_medium(media, tree, head)
            or _reporting_medium(media, tree, candidate)
            or _medium_of_reports(tree, candidate.source)
            or (medium_of_oblique(media, tree, head) if published else None)
            or _obtaining_medium(media, tree, candidate.source)
        )
    named = medium.mention.start <= tree.tokens[head].start < medium.mention.end
    of_person = _is_of_person(tree, medium, head)
    if (named or of_person) and is_platform(media.lexicon, medium.name):
        return None  # the company speaks: "Facebook announced"
    return (
        medium
        if named
        or published
        or of_person
        or tree.rels[head] == "appos"
        or tree.lemma(head) in nouns.apposed_media
        or kinds_of(media.lexicon, tree.lemma(head))
        else None
    )


def _slot(tree: Tree, candidate: Candidate, head: int) -> Slot:
    """Return the kinds of media of which ambiguous names count as the source."""
    cue = candidate.cue
    if cue is None:
        return NOWHERE
    reports = cue.form == "phrase" or cue.lemma in tree.lexicon.verbs.medium_reports
    if reports and not tree.tokens[head].text.isupper():
        return ANYWHERE
    writes = cue.lemma in tree.lexicon.verbs.media_writing
    return PRESS if writes and tree.name_span(head, "Person") else NOWHERE


def _is_of_person(tree: Tree, medium: Medium, head: int) -> bool:
    """Whether a person is of the medium ("CNN's Ann Hale", "Ann Hale of CNN")."""
    return tree.name_span(head, "Person") is not None and any(
        medium.mention.start <= tree.tokens[child].start < medium.mention.end
        for child in tree.find(head, "nmod")
        if tree.is_possessor(child) or tree.case(child) in {"of", "from"}
    )


def _reporting_medium(
    media: ArticleMedia, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return an unknown name that "reported" a clause ("the Kelmar agency reported").

    Other organisations report figures; that something happened is reported by media.
    """
    cue, source = candidate.cue, candidate.source
    if cue is None or source is None or cue.lemma != "report":
        return None
    if candidate.frame not in {"that", "beside", "quote"}:
        return None
    head = source.head
    if kinds_of(media.lexicon, tree.lemma(head)):
        names = tree.find(head, "compound", "appos", "flat")
        head = names[-1] if names else head
    return unknown_medium(media, tree, head)


def _generic_medium(tree: Tree, source: NounPhrase) -> Medium:
    """Return the medium of a source whose head is a common noun for media.

    Its name is the proper noun after the head ("the newspaper Al-Watan"), or the phrase
    itself ("local media").
    """
    after = [p for p in source.positions if p > source.head]
    if after and all(tree.tokens[p].upos in {"PROPN", "PUNCT"} for p in after):
        return Medium(tree.text(after), tree.span(after))
    return Medium(without_article(tree.text(source.positions)), source.span)


def _medium_of_reports(tree: Tree, source: NounPhrase) -> Medium | None:
    """Return "Kelmar media" of "Kelmar media reports", None for bare media."""
    nouns = tree.lexicon.nouns
    if tree.lemma(source.head) not in nouns.reports:
        return None
    for noun in tree.find(source.head, "compound"):
        first = noun
        while first and tree.tokens[first - 1].upos in {"ADJ", "PROPN"}:
            first -= 1
        named = range(first, noun + 1)
        if tree.lemma(noun) in nouns.generic_media and first < noun:
            return Medium(tree.text(named), tree.span(named))
    return None


def _obtaining_medium(
    media: ArticleMedia, tree: Tree, source: NounPhrase
) -> Medium | None:
    """Return X of "a letter seen by X" and "documents obtained by X"."""
    found = (
        medium
        for clause in source.positions
        if tree.rels[clause] == "acl"
        and tree.lemma(clause) in tree.lexicon.verbs.obtaining
        for agent in tree.find(clause, "obl")
        if tree.case(agent) == "by"
        and (
            medium := medium_at(media, tree, agent, slot=ANYWHERE)
            or unknown_medium(media, tree, agent)
        )
    )
    return next(found, None)
