"""Outlets named by the occasion of speaking ("in an interview with CNN")."""

from collections.abc import Iterator

from service.attribution.candidates import Candidate
from service.attribution.outlets.article_media import ArticleMedia
from service.attribution.outlets.media_names import medium_at
from service.attribution.outlets.media_slots import (
    ANY_NAME,
    ANYWHERE,
    NOWHERE,
    ON_AIR,
    PRESS,
    Medium,
    Slot,
)
from service.attribution.outlets.unlisted_media import referred_medium, unknown_medium
from service.attribution.syntax.sentence import Tree

_ON_AIR_LABELS = frozenset({"Organization", "Person", "Product"})
"""Labels of names after "said on" that are no topics, as places and works are."""
_SPEAKING_VERBS = frozenset({"speak", "talk", "appear"})


def occasion_outlet(
    media: ArticleMedia, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Return the medium of the occasion on which a verb of reporting is uttered.

    Examples are "said in an interview with X", "said on Twitter" and "speaking to X".
    """
    cue = candidate.cue
    if cue is None or cue.form != "verb":
        return None
    hosts = dict.fromkeys((cue.head, cue.subject_of))
    if candidate.source is not None and candidate.source.tree == tree.index:
        hosts[candidate.source.head] = None
    hosts |= dict.fromkeys(_governors(tree, cue.head))
    found = (
        medium
        for host in hosts
        for oblique in _obliques(tree, host)
        if _has_occasion_preposition(tree, oblique, cue.lemma)
        and not _is_content(candidate, tree, oblique)
        and (medium := medium_of_oblique(media, tree, oblique, verb=cue.lemma))
    )
    return (
        next(found, None)
        or next(_spoken(media, tree, list(hosts)), None)
        or _sent_medium(media, tree, cue.head)
    )


def _has_occasion_preposition(tree: Tree, oblique: int, verb: str) -> bool:
    """Whether a preposition of occasions introduces the noun ("for" after "write")."""
    written_for = tree.case(oblique) == "for" and (
        verb in tree.lexicon.verbs.media_writing
    )
    return written_for or tree.case(oblique) in tree.lexicon.words.occasion_prepositions


def _sent_medium(media: ArticleMedia, tree: Tree, verb: int) -> Medium | None:
    """Return the medium of "sent a tweet saying" and "a post on X that says"."""
    above = tree.head(verb)
    if above is None or tree.rels[verb] not in {"advcl", "acl"}:
        return None
    texts = [above, *tree.find(above, "obj")] if above < verb else []
    found = (
        medium
        for text in texts
        if tree.lemma(text) in tree.lexicon.nouns.posted_texts
        and (medium := medium_of_oblique(media, tree, text))
    )
    return next(found, None)


def _is_content(candidate: Candidate, tree: Tree, position: int) -> bool:
    token = tree.tokens[position]
    return candidate.covers(token.start, token.end)


def _governors(tree: Tree, verb: int) -> Iterator[int]:
    """Yield the verbs above a verb of reporting that share its subject.

    "went on X to defend it" and "argued in X that it fell and accused him".
    """
    above = tree.head(verb)
    if above is None:
        return
    rel = tree.rels[verb]
    if (rel == "conj" and tree.subject(verb) is None) or (
        rel in {"xcomp", "advcl", "conj"}
        and tree.lemma(above) in tree.lexicon.verbs.going
    ):
        yield above


def _obliques(tree: Tree, host: int) -> Iterator[int]:
    """Yield the prepositional phrases of a verb or noun, also those at a date."""
    for child in tree.find(host, "obl", "nmod"):
        yield child
        if tree.name_span(child, "Date") is not None:
            yield from tree.find(child, "nmod")


def _spoken(media: ArticleMedia, tree: Tree, hosts: list[int]) -> Iterator[Medium]:
    """Yield X of "speaking to X", "who spoke to X" and "spoke to X and said"."""
    for host in hosts:
        clauses = [
            clause
            for clause in tree.find(host, "advcl", "acl")
            if tree.lower(clause) in tree.lexicon.words.medium_participles
            or tree.lemma(clause) in _SPEAKING_VERBS
        ]
        if tree.lemma(host) in _SPEAKING_VERBS:
            clauses.append(host)
        for clause in clauses:
            medium = _asker(media, tree, clause)
            if medium is not None:
                yield medium
            for oblique in (*tree.find(clause, "obl"), *_name_after(tree, clause)):
                medium = _partner(media, tree, clause, oblique)
                if medium is not None:
                    yield medium


def _asker(media: ArticleMedia, tree: Tree, clause: int) -> Medium | None:
    """Return X of "people X spoke to"."""
    subject = tree.subject(clause) if tree.is_relative_clause(clause) else None
    if subject is None or tree.tokens[subject].upos != "PROPN":
        return None
    return medium_at(media, tree, subject, slot=ANYWHERE)


def _name_after(tree: Tree, clause: int) -> list[int]:
    """Return the name after a participle and a preposition, however it is parsed.

    "Appearing on CBS' Face the Nation".
    """
    if tree.tokens[clause].xpos != "VBG" or clause + 2 >= len(tree):
        return []
    prepositional = tree.lower(clause + 1) in tree.lexicon.words.medium_prepositions
    named = tree.name_span(clause + 2, "Organization", "Misc", "Product")
    return [clause + 2] if prepositional and named is not None else []


def _partner(
    media: ArticleMedia, tree: Tree, clause: int, oblique: int
) -> Medium | None:
    """Return the medium that somebody speaks to, or on which he appears or posts."""
    if not _has_medium_preposition(tree, oblique):
        return None
    medium = medium_of_oblique(media, tree, oblique, slot=ANYWHERE | ON_AIR)
    if medium is not None or tree.lemma(clause) not in _SPEAKING_VERBS:
        return medium
    if tree.case(oblique) == "on" and tree.lemma(clause) == "appear":
        return unknown_medium(media, tree, oblique, labels=ANY_NAME, on_air=True)
    if tree.case(oblique) not in {"to", "with"}:
        return None
    return referred_medium(media, tree, oblique) or unknown_medium(media, tree, oblique)


def medium_of_oblique(
    media: ArticleMedia,
    tree: Tree,
    oblique: int,
    *,
    verb: str = "",
    slot: Slot = NOWHERE,
) -> Medium | None:
    """Return the medium that a noun names, or that the occasion it denotes has.

    Args:
        media: the media of the article.
        tree: the sentence.
        oblique: the position of the noun ("Twitter", "interview", "tweet").
        verb: the verb of reporting, if the noun is its oblique.
        slot: the kinds of media of which ambiguous names count.
    """
    if tree.case(oblique) in {"on", "via", "through"}:
        slot |= ON_AIR
    elif verb in tree.lexicon.verbs.media_writing:
        slot |= PRESS
    medium = medium_at(media, tree, oblique, slot=slot)
    channel = tree.case(oblique) in {"on", "via"} and verb in tree.lexicon.verbs.on_air
    if medium is None and channel:
        free = verb in tree.lexicon.verbs.posting or tree.tokens[oblique].text.isupper()
        labels = ANY_NAME if free else _ON_AIR_LABELS
        medium = unknown_medium(media, tree, oblique, labels=labels, on_air=True)
    if medium is None and tree.case(oblique) == "for" and slot >= PRESS:
        medium = unknown_medium(media, tree, oblique)
    if medium is not None or not _is_occasion(tree, oblique):
        return medium
    if tree.lemma(oblique) in {"tweet", "retweet"}:
        return Medium("Twitter", tree.span([oblique]))
    named = (
        medium
        for word in _medium_positions(tree, oblique)
        if (medium := _medium_of_occasion(media, tree, oblique, word))
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
            if (
                tree.rels[word] == "compound"
                or tree.is_possessor(word)
                or _has_medium_preposition(tree, word)
            ):
                yield word


def _medium_of_occasion(
    media: ArticleMedia, tree: Tree, oblique: int, word: int
) -> Medium | None:
    """Return the medium at ``word``; the partner or the publisher may be unknown."""
    compound = tree.rels[word] == "compound"
    noun, case = tree.lemma(oblique), tree.case(word)
    platform = ON_AIR if tree.lemma(oblique) != "interview" else NOWHERE
    medium = medium_at(media, tree, word, slot=ANYWHERE | platform)
    if medium is not None:
        return medium
    if compound or (noun in tree.lexicon.nouns.platform_pages and case == "on"):
        posted = noun in tree.lexicon.nouns.platform_pages
        labels = ANY_NAME | {"NORP"} if compound else ANY_NAME
        return unknown_medium(media, tree, word, labels=labels) if posted else None
    referred = referred_medium(media, tree, word)
    if referred is not None:
        return referred
    above = tree.head(word)
    published = above is not None and tree.lemma(above) in tree.lexicon.verbs.airing
    written = noun in tree.lexicon.nouns.media_writings or noun in {"ed", "-ed"}
    unlisted = (
        (noun in tree.lexicon.nouns.medium_partners and case in {"with", "to"})
        or (written and case in {"in", "for", "by"} and published)
        or (written and case in {"in", "for", "on"})
        or (published and case in {"by", "on", "in"})
    )
    return unknown_medium(media, tree, word) if unlisted else None


def _has_medium_preposition(tree: Tree, position: int) -> bool:
    """Whether a preposition of media introduces the noun ("to X", "with X").

    The parse may attach the preposition elsewhere.
    """
    first = tree.subtree(position)[0]
    before = tree.lower(first - 1) if first else ""
    return bool(
        {tree.case(position), tree.lower(first), before}
        & tree.lexicon.words.medium_prepositions
    )
