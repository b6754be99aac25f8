"""Outlets named by the occasion of speaking ("in an interview with CNN")."""

from collections.abc import Iterator

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.outlets.media_names import Medium, medium_at, unknown_medium
from service.attribution.syntax.sentence import Tree


def occasion_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return the medium of the occasion on which a verb of reporting is uttered.

    Examples are "said in an interview with X", "said on Twitter" and "speaking to X".
    """
    cue = candidate.cue
    if cue is None or cue.form != "verb":
        return None
    hosts = dict.fromkeys((cue.head, cue.subject_of))
    prepositions = context.lexicon.words.occasion_prepositions
    if candidate.source is not None and candidate.source.tree == tree.index:
        hosts[candidate.source.head] = None
    media = (
        medium
        for host in hosts
        for oblique in tree.find(host, "obl", "nmod")
        if tree.case(oblique) in prepositions
        and (medium := medium_of_oblique(context, tree, oblique))
    )
    spoken = _coordinated_speech_outlet(context, tree, cue.head)
    return next(media, None) or spoken or _participle_outlet(context, tree, list(hosts))


def _coordinated_speech_outlet(
    context: Context, tree: Tree, verb: int
) -> Medium | None:
    """Return the medium in "spoke to X and said"."""
    above = tree.head(verb) if tree.rels[verb] == "conj" else None
    if above is None or tree.lemma(above) not in {"speak", "talk"}:
        return None
    media = (
        medium
        for oblique in tree.find(above, "obl")
        if _has_medium_preposition(tree, oblique)
        and (medium := medium_at(context.lexicon, tree, oblique))
    )
    return next(media, None)


def _participle_outlet(context: Context, tree: Tree, hosts: list[int]) -> Medium | None:
    """Return the medium of a participial clause ("speaking to X")."""
    media = (
        medium
        for host in hosts
        for clause in tree.find(host, "advcl")
        if tree.lower(clause) in tree.lexicon.words.medium_participles
        for oblique in tree.find(clause, "obl")
        if (medium := medium_of_oblique(context, tree, oblique))
    )
    return next(media, None)


def medium_of_oblique(context: Context, tree: Tree, oblique: int) -> Medium | None:
    """Return the medium that a noun names, or that the occasion it denotes has.

    Args:
        context: the article.
        tree: the sentence.
        oblique: the position of the noun ("Twitter", "interview", "tweet").
    """
    medium = medium_at(context.lexicon, tree, oblique)
    if medium is not None or not _is_occasion(tree, oblique):
        return medium
    if tree.lemma(oblique) == "tweet":
        return Medium("Twitter", tree.span([oblique]))
    named = (
        medium
        for word in _medium_positions(tree, oblique)
        if (medium := _medium_of_occasion(context, tree, oblique, word))
    )
    return next(named, None)


def _is_occasion(tree: Tree, oblique: int) -> bool:
    """Whether the noun denotes an occasion of speaking or writing.

    The tokenizer may split "op-ed".
    """
    split = tree.lower(oblique) in {"ed", "-ed"} and any(
        tree.lower(c) == "op" for c in tree.find(oblique, "compound")
    )
    return split or tree.lemma(oblique) in tree.lexicon.nouns.occasions


def _medium_positions(tree: Tree, oblique: int) -> Iterator[int]:
    """Yield the nouns that may name the medium of an occasion ("a post on X")."""
    verb = tree.head(oblique)
    beside = [] if verb is None else [o for o in tree.find(verb, "obl") if o > oblique]
    for dependent in (*tree.find(oblique, "nmod", "compound", "acl"), *beside):
        below = (
            tree.find(dependent, "obl", "nmod") if tree.rels[dependent] == "acl" else []
        )
        for word in (dependent, *below):
            if tree.rels[word] == "compound" or _has_medium_preposition(tree, word):
                yield word


def _medium_of_occasion(
    context: Context, tree: Tree, oblique: int, word: int
) -> Medium | None:
    """Return the medium at ``word``; one that was interviewed with may be unknown."""
    medium = medium_at(context.lexicon, tree, word)
    if (
        medium is None
        and tree.lemma(oblique) == "interview"
        and tree.case(word) == "with"
    ):
        return unknown_medium(context.lexicon, tree, word)
    return medium


def _has_medium_preposition(tree: Tree, position: int) -> bool:
    """Whether a preposition of media introduces the noun ("to X", "with X").

    The parse may attach the preposition elsewhere.
    """
    first = tree.subtree(position)[0]
    before = tree.lower(first - 1) if first else ""
    found = {tree.case(position), tree.lower(first), before}
    return not found.isdisjoint(tree.lexicon.words.medium_prepositions)
