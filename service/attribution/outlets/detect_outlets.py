"""Find the outlet: the medium through which the words reached the article.

Credited are: who was told ("told CNN"), where it was said ("in an interview with",
"on Twitter"), who reports it ("according to Sputnik", "quoted by AFP") and media that
speak themselves. A credit holds for its own sentence, what is nested in a medium's
report, and quotations that go on from it.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.outlets.media_names import Medium, medium_at, unknown_medium
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree

OUTLET_IS_SOURCE = "the medium speaks"
"""The rule of an outlet that is the source as well."""
_OCCASION_NOUNS = frozenset(
    "interview statement comment remark message email e-mail post tweet podcast "
    "article column op-ed editorial programme program show broadcast briefing letter "
    "piece report thread video call text page account profile feed channel "
    "appearance confession footage speech".split()
)
_MEDIUM_PARTICIPLES = frozenset(
    "posting speaking taking talking turning tweeting writing".split()
)
"""Participles that lead to a medium: "Taking to his Facebook page, he said"."""
_MEDIUM_PREPOSITIONS = frozenset({"with", "to", "on", "for", "by", "in", "from", "of"})
_OCCASION_PREPOSITIONS = frozenset({"on", "via", "through", "in", "during", "to", "by"})
_RELAYING_VERBS = frozenset({"quote", "cite", "report", "publish", "carry"})
_REPORT_NOUNS = frozenset(
    "article dispatch editorial investigation report story".split()
)
"""What a medium publishes in its own name: "a BBC report"."""
_GENERIC_MEDIA_NOUNS = frozenset(
    {"media", "newspaper", "broadcaster", "newswire", "tv", "radio"}
)


def find_outlets(
    context: Context, candidates: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the candidates with the outlets that their own sentences credit."""
    return tuple(_add_outlet(context, candidate) for candidate in candidates)


def _add_outlet(context: Context, candidate: Candidate) -> Candidate:
    if candidate.cue is None:
        return candidate
    for rule, finder in _FINDERS:
        medium = finder(context, context.trees[candidate.cue.tree], candidate)
        if medium is not None:
            return replace(
                candidate,
                outlet=medium.name,
                outlet_mention=medium.mention,
                evidence=candidate.because("outlets", rule),
            )
    return candidate


def _is_media_noun(tree: Tree, head: int) -> bool:
    """Tell "the newspaper X" and "Sputnik news agency" from "X's manager"."""
    return tree.lemma(head) in _GENERIC_MEDIA_NOUNS | {"agency", "magazine", "channel"}


def _tweet_outlet(context: Context, tree: Tree, candidate: Candidate) -> Medium | None:
    """Match "tweeted", which names its medium."""
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
    if candidate.addressee is None:
        return None
    head = candidate.addressee.head
    medium = medium_at(context.lexicon, tree, head)
    if medium is None and candidate.cue is not None and candidate.cue.lemma == "tell":
        return unknown_medium(context.lexicon, tree, head)
    return medium


def _occasion_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Match "in an interview with X", "on Twitter", "speaking to X"."""
    cue = candidate.cue
    if cue is None or cue.form != "verb":
        return None
    hosts = dict.fromkeys((cue.head, cue.subject_of))
    if candidate.source is not None and candidate.source.tree == tree.index:
        hosts[candidate.source.head] = None
    media = (
        medium
        for host in hosts
        for oblique in tree.find(host, "obl", "nmod")
        if tree.case(oblique) in _OCCASION_PREPOSITIONS
        and (medium := _medium_of_oblique(context, tree, oblique))
    )
    spoken = _coordinated_speech_outlet(context, tree, cue.head)
    return next(media, None) or spoken or _participle_outlet(context, tree, list(hosts))


def _coordinated_speech_outlet(
    context: Context, tree: Tree, verb: int
) -> Medium | None:
    """Match "spoke to X and said"."""
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
    """Match "speaking to X", "posting on her X page" beside the cue."""
    media = (
        medium
        for host in hosts
        for clause in tree.find(host, "advcl")
        if tree.lower(clause) in _MEDIUM_PARTICIPLES
        for oblique in tree.find(clause, "obl")
        if (medium := _medium_of_oblique(context, tree, oblique))
    )
    return next(media, None)


def _medium_of_oblique(context: Context, tree: Tree, oblique: int) -> Medium | None:
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
    """Tell what is said somewhere; the tokenizer may part "op-ed"."""
    parted = tree.lower(oblique) in {"ed", "-ed"} and any(
        tree.lower(c) == "op" for c in tree.find(oblique, "compound")
    )
    return parted or tree.lemma(oblique) in _OCCASION_NOUNS


def _medium_positions(tree: Tree, oblique: int) -> Iterator[int]:
    """Yield what may be the medium of an interview, a statement, a post."""
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
    medium = medium_at(context.lexicon, tree, word)
    if (
        medium is None
        and tree.lemma(oblique) == "interview"
        and tree.case(word) == "with"
    ):
        return unknown_medium(context.lexicon, tree, word)
    return medium


def _has_medium_preposition(tree: Tree, position: int) -> bool:
    """Tell "to X" and "with X", wherever the parser hung the preposition."""
    first = tree.subtree(position)[0]
    before = tree.lower(first - 1) if first else ""
    return bool({tree.case(position), tree.lower(first), before} & _MEDIUM_PREPOSITIONS)


def _reporting_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Match "according to X" and "X reported" put beside the whole attribution."""
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
        if tree.case(child) in {"according to", "as per"}
    ]
    if phrases:
        return medium_at(context.lexicon, tree, phrases[0])
    reporters = (
        medium
        for host in hosts
        for clause in tree.find(host, "parataxis", "advcl")
        if tree.lemma(clause) in _RELAYING_VERBS
        for child in tree.find(clause, "nsubj", "obl")
        if (medium := medium_at(context.lexicon, tree, child))
    )
    return next(reporters, None)


def _quoting_outlet(
    context: Context, tree: Tree, candidate: Candidate
) -> Medium | None:
    """Match "was quoted by X as saying" and "X quoted him as saying"."""
    cue = candidate.cue
    if cue is None or tree.lemma(cue.subject_of) not in {"quote", "cite"}:
        return None
    for position in tree.subtree(cue.subject_of):
        agent = tree.case(position) == "by" or (
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
    """Return the medium of "the newspaper", "local media", "the newspaper Al-Watan"."""
    after = [p for p in source.positions if p > source.head]
    if after and all(tree.tokens[p].upos in {"PROPN", "PUNCT"} for p in after):
        return Medium(tree.text(after), tree.span(after))
    text = re.sub(r"^(the|The)\s+", "", tree.text(source.positions))
    return Medium(text, source.span)


def _source_outlet(context: Context, tree: Tree, candidate: Candidate) -> Medium | None:
    if candidate.source is None or candidate.source.tree != tree.index:
        return None
    head = candidate.source.head
    medium = medium_at(context.lexicon, tree, head)
    if medium is None and tree.lemma(head) in _GENERIC_MEDIA_NOUNS:
        return _generic_medium(tree, candidate.source)
    if medium is None:
        oblique = (
            _medium_of_oblique(context, tree, head)
            if tree.lemma(head) in _OCCASION_NOUNS
            else None
        )
        return (
            oblique
            if candidate.cue is not None and candidate.cue.form == "phrase"
            else None
        )
    named = medium.mention.start <= tree.tokens[head].start < medium.mention.end
    return (
        medium
        if named
        or tree.rels[head] == "appos"
        or _is_media_noun(tree, head)
        or tree.lemma(head) in _REPORT_NOUNS
        else None
    )


_FINDERS = (
    ("the medium passes it on", _quoting_outlet),
    ("told the medium", _addressee_outlet),
    ("said in or on the medium", _occasion_outlet),
    ("tweeted", _tweet_outlet),
    ("according to the medium", _reporting_outlet),
    (OUTLET_IS_SOURCE, _source_outlet),
)
