"""Outlets that another clause or phrase credits ("according to X", "X reported")."""

from collections.abc import Iterator

from service.attribution.candidates import Candidate
from service.attribution.outlets.article_media import ArticleMedia
from service.attribution.outlets.media_names import medium_at
from service.attribution.outlets.media_slots import ANYWHERE, Medium
from service.attribution.outlets.unlisted_media import referred_medium, unknown_medium
from service.attribution.syntax.sentence import Tree


def reporting_outlet(
    media: ArticleMedia, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return X of "according to X" and "X reported" beside the attribution."""
    cue = candidate.cue
    if cue is None:
        return None
    hosts = dict.fromkeys((cue.head, cue.subject_of))
    beside = tree.head(cue.subject_of)
    if beside is not None and tree.rels[cue.subject_of] == "parataxis":
        hosts[beside] = None
    phrases = (
        child
        for host in hosts
        for child in tree.find(host, "obl", "nmod")
        if tree.case(child) in tree.lexicon.words.cue_prepositions
    )
    for phrase in phrases:
        return _credited(media, tree, phrase)
    reporter = next(_reporters(media, tree, list(hosts)), None)
    if reporter is not None or cue.kind == "thought":
        return reporter  # what somebody hopes is what the medium says of him
    return _reporter_above(media, tree, cue.subject_of) or _medium_at_end(
        media, tree, cue.head
    )


def _reporter_above(media: ArticleMedia, tree: Tree, verb: int) -> Medium | None:
    """Return X of "..., Ann said, X reported", where the last verb is the root."""
    above = tree.head(verb)
    if (
        above is None
        or above < verb
        or tree.rels[verb] != "ccomp"
        or tree.lemma(above) not in tree.lexicon.verbs.relaying
    ):
        return None
    subject = tree.subject(above)
    if subject is None or subject < verb:
        return None
    return _credited(media, tree, subject)


def _medium_at_end(media: ArticleMedia, tree: Tree, verb: int) -> Medium | None:
    """Return X of ", according to X" after the content, whatever it is attached to."""
    for phrase in tree.subtree(verb):
        if (
            phrase > verb
            and tree.rels[phrase] in {"obl", "nmod"}
            and tree.case(phrase) in tree.lexicon.words.cue_prepositions
        ):
            first, last = tree.subtree(phrase)[0], tree.subtree(phrase)[-1]
            around = tree.tokens[max(first - 1, 0) : first + 1]
            after_comma = any(token.text == "," for token in around)
            if after_comma and last + 2 >= len(tree):
                return medium_at(media, tree, phrase, slot=ANYWHERE)
    return None


def _credited(media: ArticleMedia, tree: Tree, phrase: int) -> Medium | None:
    """Return the medium that a phrase names ("X", "the newspaper", an unknown name)."""
    return (
        medium_at(media, tree, phrase, slot=ANYWHERE)
        or referred_medium(media, tree, phrase)
        or unknown_medium(media, tree, phrase)
    )


def _reporters(media: ArticleMedia, tree: Tree, hosts: list[int]) -> Iterator[Medium]:
    for host in hosts:
        for clause in tree.find(host, "parataxis", "advcl"):
            if tree.lemma(clause) not in tree.lexicon.verbs.relaying:
                continue
            for child in tree.find(clause, "nsubj", "obl"):
                medium = _credited(media, tree, child)
                if medium is not None:
                    yield medium


def quoting_outlet(
    media: ArticleMedia, tree: Tree, candidate: Candidate
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
            medium = _credited(media, tree, position)
            if medium is not None:
                return medium
    return None
