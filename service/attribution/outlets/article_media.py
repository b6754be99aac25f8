"""The media that an article names anywhere, and what tells that they are media.

A name counts as a medium's in the whole article if the article itself says what it is
in one place: a dateline or credit line ("KYOTO (GNS) -"), or a noun for media beside
the name ("the newspaper Kelmar", "Kelmar news agency").
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import msgspec

from service.attribution.context import Context
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.media_slots import ANY_NAME, NAMED
from service.attribution.syntax.sentence import Tree
from service.nlp.document import Tagged
from service.text.media_list import ListedMedium, MediumKind, fold_name

_NOUN = (
    r"(?:press agency|news[ -]?(?:agency|wire|paper|site|website|portal|outlet|"
    r"channel|network|magazine|service|programme|program|station)|daily|weekly|tabloid|broadsheet|"
    r"magazine|broadcaster|television|tv|radio|"
    r"(?:television|tv|radio|cable) (?:channel|station|network))"
)
_NOUN_BEFORE = re.compile(rf"(?:^|\s)(?:{_NOUN}|(?:web)?site|blog),?$", re.IGNORECASE)
_NOUN_AFTER = re.compile(rf"^{_NOUN}\b")
_WORDS_BESIDE = 3
"""Words before a name in which a noun for media may stand."""
_CREDIT_MARKS = re.compile(r"\s*(?:[/,&|()+-]|\band\b)\s*")


class MediumMention(msgspec.Struct, frozen=True):
    """A place where the article names a medium."""

    start: int
    name: str
    kind: MediumKind
    """What the list says it is; "publication" if it says nothing."""


class ArticleMedia(msgspec.Struct, frozen=True):
    """The lexicon, and the media that one article names."""

    lexicon: Lexicon
    names: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """Folded names of media that the article tells to be such, with their names."""
    mentions: tuple[MediumMention, ...] = ()
    """In text order."""
    short_names: Mapping[str, str] = msgspec.field(default_factory=dict[str, str])
    """The ends of longer names ("times"), with the first name that has each."""
    people: frozenset[str] = frozenset()
    """Words in lower case of the names of persons and places: of several words, or
    repeated ones."""
    repeated: frozenset[str] = frozenset()
    """Those that stand in several places."""
    actors: frozenset[str] = frozenset()
    """Folded names of what does other things than publish ("Kelmar bought the mill").
    """

    @classmethod
    def of(cls, context: Context, revealed: Mapping[str, str] | None = None) -> Self:
        """Read the media that an article names.

        Args:
            context: the article.
            revealed: folded names of media that are known from elsewhere, with their
                names.
        """
        names = dict(_named_media(context)) | dict(revealed or {})
        known = cls(context.lexicon, names)
        mentions = tuple(sorted(_mentions(context, known), key=lambda m: m.start))
        return cls(
            context.lexicon,
            names,
            mentions,
            dict(_short_names(context.lexicon, reversed(mentions))),
            *_people(context),
            frozenset(_actors(context)),
        )

    def find(self, name: str) -> ListedMedium | None:
        """Return the medium of the list, None if the name needs a medium's context."""
        listed = self.lexicon.outlets.find(name)
        if listed is None or (listed.ambiguous and fold_name(name) not in self.names):
            return None
        return listed

    def referent(self, noun: str, offset: int) -> str | None:
        """Return the last medium before an offset that a noun fits, None without one.

        One whose kind the list does not say comes after those that fit.

        Args:
            noun: the head of a definite noun phrase ("newspaper").
            offset: where the noun phrase begins.
        """
        end = bisect_left(self.mentions, offset, key=lambda m: m.start)
        kinds = kinds_of(self.lexicon, noun)
        before = self.mentions[:end] if kinds else ()
        known = [m.name for m in before if m.kind in kinds]
        unknown = [m.name for m in before if m.kind == "publication"]
        found = known or unknown
        return found[-1] if found else None

    def name_of(self, name: str) -> str | None:
        """Return the name that the article gives a medium, None for another name.

        A short name has that of the long one: "The Times" is "Kelmar Times".
        """
        folded = fold_name(name)
        if name[:1].islower() and not name.startswith("the "):
            return None
        return self.names.get(folded) or self.short_names.get(folded)


def kinds_of(lexicon: Lexicon, noun: str) -> frozenset[MediumKind]:
    """Return the kinds of media that a noun refers to, none for another noun."""
    nouns = lexicon.nouns
    found: dict[MediumKind, bool] = {
        "agency": noun in nouns.agency_media,
        "broadcaster": noun in nouns.air_media,
        "station": noun in nouns.air_media,
        "newspaper": noun in nouns.press_media,
        "magazine": noun in nouns.magazine_media,
        "site": noun in nouns.site_media,
    }
    return frozenset(kind for kind, fits in found.items() if fits)


def _short_names(
    lexicon: Lexicon, mentions: Iterable[MediumMention]
) -> Iterator[tuple[str, str]]:
    """Yield the ends of names of several words that may stand alone."""
    for mention in mentions:
        words = fold_name(mention.name).split()
        for first in range(1, len(words)):
            end = " ".join(words[first:])
            if end not in lexicon.name_words.unspecific_media:
                yield end, mention.name


def _named_media(context: Context) -> Iterator[tuple[str, str]]:
    """Yield the folded names and the names that datelines and nouns tell."""
    for start, end in context.article.credits:
        for name in _CREDIT_MARKS.split(context.text[start:end]):
            listed = context.lexicon.outlets.find(name)
            if listed is not None:
                yield fold_name(name), listed.name
    for tree in context.trees:
        for entity in tree.sentence.entities:
            if entity.label not in ANY_NAME or not beside_media_noun(tree, entity):
                continue
            name = tree.text(range(entity.start, entity.end))
            listed = context.lexicon.outlets.find(name)
            if listed is not None or entity.label in NAMED:
                yield fold_name(name), listed.name if listed else _bare(name)


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def beside_media_noun(tree: Tree, entity: Tagged) -> bool:
    """Whether a noun for media stands beside a name ("the newspaper Kelmar")."""
    before = tree.text(range(max(entity.start - _WORDS_BESIDE, 0), entity.start))
    after = tree.text(range(entity.end, min(entity.end + 2, len(tree))))
    return bool(_NOUN_BEFORE.search(before.rstrip()) or _NOUN_AFTER.match(after))


def _mentions(context: Context, media: ArticleMedia) -> Iterator[MediumMention]:
    for tree in context.trees:
        for entity in tree.sentence.entities:
            if entity.label not in ANY_NAME:
                continue
            name = tree.text(range(entity.start, entity.end))
            listed = media.find(name)
            told = media.names.get(fold_name(name)) or _with_media_word(media, name)
            found = listed.name if listed else told
            if found:
                kind = listed.kind if listed else "publication"
                yield MediumMention(tree.tokens[entity.start].start, found, kind)


def _with_media_word(media: ArticleMedia, name: str) -> str | None:
    """Return a name of several words that ends in a word of media, else None."""
    words = _bare(name).split()
    medium = len(words) > 1 and words[-1].casefold() in media.lexicon.name_words.media
    return _bare(name) if medium else None


def _actors(context: Context) -> Iterator[str]:
    found: Counter[str] = Counter()
    for tree in context.trees:
        for entity in tree.sentence.entities:
            if entity.label not in NAMED:
                continue
            for position in range(entity.start, entity.end):
                above = tree.head(position)
                if (
                    above is not None
                    and tree.rels[position] == "nsubj"
                    and tree.lemma(above) not in tree.lexicon.verbs.media_acts
                ):
                    found[fold_name(tree.text(range(entity.start, entity.end)))] += 1
    yield from found


def _people(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of names of persons and places, and the repeated ones."""
    long: set[str] = set()
    times: Counter[str] = Counter()
    for tree in context.trees:
        for entity in tree.sentence.entities:
            if entity.label in {"Person", "Location"}:
                words = [tree.lower(p) for p in range(entity.start, entity.end)]
                times.update(words)
                long |= set(words) if len(words) > 1 else set()
    repeated = frozenset(word for word, number in times.items() if number > 1)
    return repeated | long, repeated
