"""Find the outlet: the medium through which the words reached the article.

Credited are: who was told ("told CNN"), where it was said ("in an interview with",
"on Twitter"), who reports it ("according to Sputnik", "quoted by AFP") and media that
speak themselves. A credit holds for its own sentence, what is nested in a medium's
report, and quotations that go on from it.
"""

import re

import msgspec
from msgspec.structs import replace

from service.attribution.draft import Draft
from service.attribution.lexicon import Lexicon
from service.attribution.nominals import nominal
from service.attribution.scene import Scene
from service.attribution.tree import Tree
from service.attribution.types import Span

_GENERIC = re.compile(
    r"\s+(news\s*agency|news\s*wire|newspaper|news\s*paper|daily|weekly|magazine|"
    r"television|tv|radio|website|news\s*site|channel|broadcaster|network)$",
    re.IGNORECASE,
)
_SITE = re.compile(r"^[\w-]+\.(com|net|org|co|news|tv|info)(\.[a-z]{2})?$", re.IGNORECASE)
_OCCASIONS = frozenset(
    "interview statement comment remark message email e-mail post tweet podcast article "
    "column op-ed editorial programme program show broadcast briefing letter piece report "
    "thread video call text".split()
)
_CARRIERS = frozenset({"with", "to", "on", "for", "by", "in", "from", "of"})
_PLACES = frozenset({"on", "via", "through", "in", "during", "to", "by"})
_PASSES_ON = frozenset({"quote", "cite", "report", "publish", "carry"})
_GENERIC_MEDIA = frozenset({"media", "newspaper", "broadcaster", "newswire", "tv"})
_KINDS = frozenset({"Organization", "Misc", "Product", "Person", "Location"})


class Medium(msgspec.Struct, frozen=True):
    """A medium as it is named in one place."""

    name: str
    mention: Span


def find_outlets(scene: Scene, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Return the drafts with the outlets that their own sentences credit."""
    return tuple(_with_outlet(scene, draft) for draft in drafts)


def _with_outlet(scene: Scene, draft: Draft) -> Draft:
    if draft.cue is None:
        return draft
    for rule, finder in _FINDERS:
        medium = finder(scene, scene.trees[draft.cue.tree], draft)
        if medium is not None:
            return replace(
                draft,
                outlet=medium.name,
                outlet_mention=medium.mention,
                evidence=draft.because("outlets", rule),
            )
    return draft


def medium_at(lexicon: Lexicon, tree: Tree, head: int) -> Medium | None:
    """Return the medium that a noun phrase names ("CNN's Anderson Cooper" too)."""
    phrase = nominal(tree, head)
    for entity in tree.sentence.entities:
        if entity.label not in _KINDS or not set(phrase.positions) & set(
            range(entity.start, entity.end)
        ):
            continue
        positions = _with_kind(tree, entity.start, entity.end)
        name = medium_name(lexicon, tree.text(positions), tree, head)
        if name and _names_phrase(tree, head, entity.start, entity.end):
            return Medium(name, tree.span(positions))
    text = tree.text(_named_before(tree, head) or phrase.positions)
    name = medium_name(lexicon, text, tree, head)
    if name and (tree.tokens[head].upos == "PROPN" or _GENERIC.search(text)):
        return Medium(name, tree.span(_named_before(tree, head) or phrase.positions))
    return None


def _with_kind(tree: Tree, start: int, end: int) -> range:
    """Return the name with the word after it that says what it is: "X radio"."""
    longer = end < len(tree) and _GENERIC.search(tree.text(range(start, end + 1)))
    return range(start, end + 1 if longer else end)


def _named_before(tree: Tree, head: int) -> range | None:
    """Return "Voice of X radio" where the parser took "radio" apart."""
    for entity in tree.sentence.entities:
        if entity.end == head and entity.label in _KINDS:
            named = range(entity.start, head + 1)
            return named if _GENERIC.search(tree.text(named)) else None
    return None


def _names_phrase(tree: Tree, head: int, start: int, end: int) -> bool:
    """Tell whether the name is the phrase, an apposition in it, or owns a person."""
    if start <= head < end:
        return True
    for position in range(start, end):
        above = tree.tokens[position].head
        if start <= above < end:
            continue
        deprel = tree.tokens[position].deprel
        owns = deprel == "nmod:poss" and tree.entity(head, "Person") is not None
        beside = deprel.partition(":")[0] in {"appos", "flat", "compound"} or (
            deprel == "nmod:desc"
        )
        return owns or (beside and above == head)
    return False


def medium_name(lexicon: Lexicon, text: str, tree: Tree, head: int) -> str | None:
    """Return the name that is reported for a medium, None for anything else."""
    bare = re.sub(r"^(the|The)\s+(?=\S)", "", re.sub(r"'s?$", "", text)).strip()
    if _SITE.search(bare):
        return bare
    for name in (text, bare, _GENERIC.sub("", bare)):
        known = lexicon.outlets.get(name.casefold())
        if known:
            return known
    stem = _GENERIC.sub("", bare)
    if stem != bare and stem[:1].isupper():
        return stem
    words = bare.split()
    named = len(words) > 1 and all(w[:1].isupper() or len(w) < 4 for w in words)
    if named and words[-1].casefold() in lexicon.media:
        return bare
    if named and words[0].casefold() in {"radio", "daily", "television", "tv"}:
        return bare
    agency = tree.lower(head) == "agency" and "news" in text.lower()
    return bare if agency and bare[:1].isupper() else None


def _told(scene: Scene, tree: Tree, draft: Draft) -> Medium | None:
    if draft.addressee is None:
        return None
    return medium_at(scene.lexicon, tree, draft.addressee.head)


def _occasion(scene: Scene, tree: Tree, draft: Draft) -> Medium | None:
    """Match "in an interview with X", "on Twitter", "speaking to X"."""
    cue = draft.cue
    if cue is None or cue.form != "verb":
        return None
    hosts = dict.fromkeys((cue.head, cue.subject_of))
    if draft.source is not None and draft.source.tree == tree.index:
        hosts[draft.source.head] = None
    for verb in hosts:
        for place in tree.find(verb, "obl", "nmod"):
            if tree.case(place) in _PLACES:
                medium = _place(scene, tree, place)
                if medium is not None:
                    return medium
        for clause in tree.find(verb, "advcl"):
            if tree.lower(clause) in {"speaking", "talking", "writing"}:
                for place in tree.find(clause, "obl"):
                    medium = medium_at(scene.lexicon, tree, place)
                    if medium is not None:
                        return medium
    return None


def _place(scene: Scene, tree: Tree, place: int) -> Medium | None:
    medium = medium_at(scene.lexicon, tree, place)
    if medium is not None:
        return medium
    if tree.lemma(place) not in _OCCASIONS:
        return None
    if tree.lemma(place) == "tweet":
        return Medium("Twitter", tree.span([place]))
    verb = tree.head(place)
    inside = [*tree.find(place, "nmod", "compound", "acl")]
    beside = [] if verb is None else [o for o in tree.find(verb, "obl") if o > place]
    for carrier in (*inside, *beside):
        below = tree.find(carrier, "obl", "nmod") if tree.rels[carrier] == "acl" else []
        for candidate in (carrier, *below):
            if tree.rels[candidate] == "compound" or _is_carried(tree, candidate):
                medium = medium_at(scene.lexicon, tree, candidate)
                if medium is not None:
                    return medium
    return None


def _is_carried(tree: Tree, position: int) -> bool:
    """Tell "to X" and "with X", wherever the parser hung the preposition."""
    first = tree.subtree(position)[0]
    before = tree.lower(first - 1) if first else ""
    return bool({tree.case(position), tree.lower(first), before} & _CARRIERS)


def _reporter(scene: Scene, tree: Tree, draft: Draft) -> Medium | None:
    """Match "according to X" and "X reported" put beside the whole attribution."""
    cue = draft.cue
    if cue is None:
        return None
    for verb in dict.fromkeys((cue.head, cue.subject_of)):
        for child in tree.find(verb, "obl", "nmod"):
            if tree.case(child) in {"according to", "as per"}:
                return medium_at(scene.lexicon, tree, child)
        for clause in tree.find(verb, "parataxis", "advcl"):
            if tree.lemma(clause) in _PASSES_ON:
                for child in tree.find(clause, "nsubj", "obl"):
                    medium = medium_at(scene.lexicon, tree, child)
                    if medium is not None:
                        return medium
    return None


def _passed_on(scene: Scene, tree: Tree, draft: Draft) -> Medium | None:
    """Match "was quoted by X as saying" and "X quoted him as saying"."""
    cue = draft.cue
    if cue is None or tree.lemma(cue.subject_of) not in _PASSES_ON:
        return None
    for position in tree.subtree(cue.subject_of):
        agent = tree.case(position) == "by" or (
            tree.rels[position] == "nsubj" and tree.head(position) == cue.subject_of
        )
        if agent and not draft.covers(
            tree.tokens[position].start, tree.tokens[position].end
        ):
            medium = medium_at(scene.lexicon, tree, position)
            if medium is not None:
                return medium
    return None


def _itself(scene: Scene, tree: Tree, draft: Draft) -> Medium | None:
    if draft.source is None or draft.source.tree != tree.index:
        return None
    head = draft.source.head
    medium = medium_at(scene.lexicon, tree, head)
    if medium is None and tree.lemma(head) in _GENERIC_MEDIA:
        text = re.sub(r"^(the|The)\s+", "", tree.text(draft.source.positions))
        return Medium(text, draft.source.span)
    if medium is not None and tree.entity(head, "Person") is not None:
        return None
    return medium


_FINDERS = (
    ("the medium passes it on", _passed_on),
    ("told the medium", _told),
    ("said in or on the medium", _occasion),
    ("according to the medium", _reporter),
    ("the medium speaks", _itself),
)
