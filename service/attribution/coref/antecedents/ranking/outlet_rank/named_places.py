"""The places of an article that name what may be a medium."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.joining.media_abbreviations import LongNames
from service.attribution.outlets.article_media import ArticleMedia, kinds_of
from service.attribution.outlets.media_names import (
    DOMAIN_NAME,
    extend_to_media_noun,
    medium_name,
)
from service.attribution.outlets.media_slots import (
    ANY_NAME,
    ANYWHERE,
    ON_AIR,
    Medium,
    without_article,
)
from service.attribution.outlets.programmes import with_programme
from service.attribution.outlets.unlisted_media import end_of_name, referred_medium
from service.attribution.syntax.descriptions import head_of
from service.attribution.syntax.sentence import Tree, runs
from service.text.media_list import fold_name

_TWEETS = frozenset({"tweet", "retweet"})


class NamedPlace(msgspec.Struct, frozen=True):
    """Words that name, or refer to, what may be a medium."""

    tree: int
    head: int
    medium: Medium
    """The name to report, and the words."""
    label: str
    """Of the entity; "noun", "tweet", "proper" or "rules" without one."""
    looks: bool
    """Whether the name is a medium's by the list, the article or its form."""

    def end_in(self, tree: Tree) -> int:
        """Return the position after the words in their sentence."""
        end = self.medium.mention.end
        return sum(token.start < end for token in tree.tokens)


class PlacesOfArticle(msgspec.Struct, frozen=True):
    """The places of an article by the key of the name, in text order."""

    context: Context
    media: ArticleMedia
    long_names: LongNames
    places: dict[str, list[NamedPlace]]

    @classmethod
    def of(cls, context: Context, candidates: Sequence[Candidate]) -> "PlacesOfArticle":
        """Read the places; the outlets of the candidates are media everywhere."""
        names = {fold_name(c.outlet): c.outlet for c in candidates if c.outlet}
        media = ArticleMedia.of(context, names)
        found = cls(context, media, LongNames.of(context), {})
        for place in _outermost(_places(context, media, candidates)):
            found.places.setdefault(found.key(place.medium.name), []).append(place)
        for places in found.places.values():
            places.sort(key=lambda place: place.medium.mention.start)
        return found

    def key(self, name: str) -> str:
        """Return what the names of one medium have in common."""
        listed = self.context.lexicon.outlets.find(name)
        if listed is not None:
            return fold_name(listed.medium)
        return fold_name(self.long_names.of_medium(name))


def _outermost(places: Iterable[NamedPlace]) -> Iterator[NamedPlace]:
    """Yield the places that are not a part of a longer one ("CNN's State of X")."""
    end = -1
    order = sorted(
        places, key=lambda p: (p.medium.mention.start, -p.medium.mention.end)
    )
    for place in order:
        mention = place.medium.mention
        if mention.end > end:
            yield place
        end = max(end, mention.end)


def _places(
    context: Context, media: ArticleMedia, candidates: Sequence[Candidate]
) -> Iterator[NamedPlace]:
    taken: dict[int, set[int]] = {}
    for tree in context.trees:
        words = taken.setdefault(tree.index, set())
        for place, positions in _in_sentence(media, tree):
            words.update(positions)
            yield place
    yield from _mentions(context, candidates, taken)


def _in_sentence(
    media: ArticleMedia, tree: Tree
) -> Iterator[tuple[NamedPlace, Sequence[int]]]:
    """Yield the places of a sentence with the positions that they take."""
    named = tree.sentence.entities
    spans = [range(entity.start, entity.end) for entity in named]
    taken = {position for span in spans for position in span}
    for entity, span in zip(named, spans, strict=True):
        if entity.label in ANY_NAME:
            positions = extend_to_media_noun(tree, span.start, span.stop)
            for place in _named(media, tree, positions, entity.label):
                yield place, positions
    free = (p for p in range(len(tree)) if p not in taken and _is_proper(tree, p))
    for run in runs(list(free)):
        positions = range(run[0], run[-1] + 1)
        for place in _named(media, tree, positions, "proper"):
            yield place, positions
    for place in _nouns(media, tree):
        yield place, ()


def _nouns(media: ArticleMedia, tree: Tree) -> Iterator[NamedPlace]:
    """Yield the nouns that stand for a medium ("the newspaper", "a tweet")."""
    for position, token in enumerate(tree.tokens):
        noun = tree.lemma(position)
        medium = None
        if noun in _TWEETS:
            medium = Medium("Twitter", tree.span([position]))
        elif token.upos == "NOUN" and kinds_of(tree.lexicon, noun):
            medium = referred_medium(media, tree, position)
        if medium is not None:
            label = "tweet" if noun in _TWEETS else "noun"
            yield NamedPlace(tree.index, position, medium, label, looks=True)


def _is_proper(tree: Tree, position: int) -> bool:
    """Whether a word may be a name: a capital after the first word, or a domain."""
    token = tree.tokens[position]
    if DOMAIN_NAME.search(token.text):
        return True
    capital = token.text[:1].isupper()
    return capital and (
        token.upos == "PROPN" or (position > 0 and token.upos in {"NOUN", "X"})
    )


def _named(
    media: ArticleMedia, tree: Tree, positions: range, label: str
) -> Iterator[NamedPlace]:
    """Yield the place of a name, if it begins with a capital or digit."""
    head = head_of(tree, positions.start, positions.stop)
    text = tree.text(positions)
    name = medium_name(media, text, tree, head, slot=ANYWHERE | ON_AIR)
    words = (
        positions if name else range(positions.start, end_of_name(tree, positions.stop))
    )
    bare = name or without_article(tree.text(words))
    if name is None and not (bare[:1].isupper() or bare[:1].isdigit()):
        return
    medium = Medium(bare, tree.span(words))
    if label != "Location":
        medium = with_programme(tree, medium, words)
    yield NamedPlace(tree.index, head, medium, label, looks=name is not None)


def _mentions(
    context: Context, candidates: Iterable[Candidate], taken: dict[int, set[int]]
) -> Iterator[NamedPlace]:
    """Yield the places that only the rules found."""
    seen: set[int] = set()
    for candidate in candidates:
        mention, name = candidate.outlet_mention, candidate.outlet
        if mention is None or name is None or mention.start in seen:
            continue
        seen.add(mention.start)
        tree = context.tree_at(mention.start)
        if tree is None:
            continue
        inside = [
            p
            for p, t in enumerate(tree.tokens)
            if mention.start <= t.start < mention.end
        ]
        if inside and not taken[tree.index].issuperset(inside):
            head = head_of(tree, inside[0], inside[-1] + 1)
            yield NamedPlace(
                tree.index, head, Medium(name, mention), "rules", looks=True
            )
