"""Recognise the names of news media and platforms."""

import re
from collections.abc import Sequence

import msgspec

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.noun_phrases import extend_to_name, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span

_DOMAIN_NAME = re.compile(
    r"^[\w-]+\.(com|net|org|co|news|tv|info)(\.[a-z]{2})?$", re.IGNORECASE
)
_ENTITY_LABELS = frozenset({"Organization", "Misc", "Product", "Person", "Location"})
"""Labels that the entity tagger gives to names of media."""
_ARTICLE = re.compile(r"^(the|The)\s+(?=\S)")
_CAPITALISED_LENGTH = 4
"""The least length from which a word in a name is capitalised."""


class Medium(msgspec.Struct, frozen=True):
    """A medium that is named in one place: its name and the words that name it."""

    name: str
    mention: Span


def medium_at(lexicon: Lexicon, tree: Tree, head: int) -> Medium | None:
    """Return the medium that a noun phrase names, None if it names none.

    The name may be the phrase or the medium of a person or programme ("CNN's Anderson
    Cooper").

    Args:
        lexicon: the names of media and the words in them.
        tree: the sentence.
        head: the head of the noun phrase.
    """
    phrase = extend_to_name(tree, noun_phrase(tree, head))
    head = phrase.head
    for name_span in tree.sentence.entities:
        if name_span.label not in _ENTITY_LABELS or not set(phrase.positions) & set(
            range(name_span.start, name_span.end)
        ):
            continue
        positions = _extend_to_media_noun(tree, name_span.start, name_span.end)
        name = medium_name(lexicon, tree.text(positions), tree, head)
        if name and _names_phrase(tree, head, name_span.start, name_span.end):
            return Medium(name, tree.span(positions))
    text = tree.text(_name_before_media_noun(tree, head) or phrase.positions)
    name = medium_name(lexicon, text, tree, head)
    proper = tree.tokens[head].upos == "PROPN" or _is_capitalised(tree, head)
    if name and (proper or media_noun_after(lexicon, text)):
        return Medium(
            name, tree.span(_name_before_media_noun(tree, head) or phrase.positions)
        )
    return _name_after_media_noun(tree, head)


def _name_after_media_noun(tree: Tree, head: int) -> Medium | None:
    """Return the name after a noun for media ("news agency GNS", "broadcaster NHK")."""
    name_span = tree.name_span(head, "Organization", "Misc", "Product")
    if name_span is None or name_span.start == 0:
        return None
    text = " " + tree.text(range(max(name_span.start - 2, 0), name_span.start))
    if not text.islower() or not media_noun_after(tree.lexicon, text):
        return None
    positions = range(name_span.start, name_span.end)
    return Medium(tree.text(positions), tree.span(positions))


def _is_capitalised(tree: Tree, head: int) -> bool:
    """Whether a noun inside a sentence is capitalised.

    The tagger may label it a common noun ("The Economist noted").
    """
    return head > 1 and tree.tokens[head].text[:1].isupper()


def unknown_medium(lexicon: Lexicon, tree: Tree, head: int) -> Medium | None:
    """Return an addressed organisation as a medium that the lexicon lacks.

    Most organisations that somebody tells something or gives an interview to are media.
    None if the name has a word of another kind of organisation ("council"), has a
    single word, or begins in lower case.
    """
    name_span = tree.name_span(head, "Organization", "Misc", "Product")
    if name_span is None or not name_span.start <= head < name_span.end:
        return None
    words = range(name_span.start, name_span.end)
    other = any(
        lexicon.sources.get(tree.lemma(p))
        or tree.lower(p) in lexicon.name_words.non_media
        for p in words
    )
    if other and not any(tree.tokens[p].text == "News" for p in words):
        return None
    mention = tree.span(words)
    bare = without_article(tree.text(words))
    named = len(bare.split()) > 1 and bare[:1].isupper()
    return Medium(bare, mention) if named else None


def without_article(name: str) -> str:
    """Return a name without a leading "the"."""
    return _ARTICLE.sub("", name)


def _name_before_media_noun(tree: Tree, head: int) -> range | None:
    """Return the name before a noun for media, and the noun ("Voice of X radio")."""
    for name_span in tree.sentence.entities:
        if name_span.end == head and name_span.label in _ENTITY_LABELS:
            named = range(name_span.start, head + 1)
            after = media_noun_after(tree.lexicon, tree.text(named))
            return named if after else None
    return None


def _extend_to_media_noun(tree: Tree, start: int, end: int) -> range:
    """Return the name with the noun for media after it, if there is one ("X radio")."""
    longer = end < len(tree) and media_noun_after(
        tree.lexicon, tree.text(range(start, end + 1))
    )
    named_after = end + 1 < len(tree) and tree.tokens[end + 1].upos == "PROPN"
    return range(start, end + 1 if longer and not named_after else end)


def _names_phrase(tree: Tree, head: int, start: int, end: int) -> bool:
    """Whether a name denotes the noun phrase of ``head``.

    It is the head, stands in apposition to it, or is the possessor of a person or
    programme.
    """
    if start <= head < end:
        return True
    for position in range(start, end):
        above = tree.tokens[position].head
        if start <= above < end:
            continue
        possessor = tree.is_possessor(position) and (
            tree.name_span(head, "Person", "Misc", "Product") is not None
            or tree.lemma(head) in tree.lexicon.nouns.media_staff
        )
        joined = tree.is_joined_to_name(position)
        return possessor or (joined and above == head)
    return False


def medium_name(lexicon: Lexicon, text: str, tree: Tree, head: int) -> str | None:
    """Return the name to report for a medium, None if the text names no medium.

    Args:
        lexicon: the names of media and the words in them.
        text: the words that may name a medium.
        tree: the sentence.
        head: the head of the noun phrase.
    """
    bare = without_article(re.sub(r"'s?$", "", text)).strip()
    if _DOMAIN_NAME.search(bare):
        return bare
    stem = bare.removesuffix(media_noun_after(lexicon, bare)).rstrip()
    for name in (text, bare, stem):
        known = lexicon.outlets.get(name.casefold())
        if known:
            return known
    owner = lexicon.outlets.get(bare.partition("'s ")[0].casefold())
    if owner and "'s " in bare:
        return owner
    if stem != bare and stem[:1].isupper() and not _ends_in_name_word(bare):
        return stem
    return bare if _looks_like_medium(lexicon, bare, text, tree.lower(head)) else None


def _ends_in_name_word(name: str) -> bool:
    """Whether the noun for media at the end is part of the name.

    True of "Harbour Daily", not of "Harbour radio".
    """
    last = name.rsplit(maxsplit=1)[-1]
    return last[:1].isupper() and last.casefold() not in {"agency", "newswire"}


def _looks_like_medium(lexicon: Lexicon, bare: str, text: str, noun: str) -> bool:
    """Whether the name has the form of a medium's name.

    It belongs to a news agency, or begins or ends with a word of media.
    """
    words = bare.split()
    if noun == "agency" and "news" in text.lower():
        return bare[:1].isupper()
    named = len(words) > 1 and all(
        w[:1].isupper() or len(w) < _CAPITALISED_LENGTH for w in words
    )
    return named and (
        words[-1].casefold() in lexicon.name_words.media
        or words[0].casefold() in lexicon.name_words.media_starts
    )


def media_noun_after(lexicon: Lexicon, text: str) -> str:
    """Return the noun for a kind of media at the end of a text, "" if it has none.

    It is "radio" in "Voice of X radio", as written, and comes after a blank.
    """
    words = text.split()
    for noun in (" ".join(words[-2:]), words[-1] if words else ""):
        if noun.lower() in lexicon.nouns.media_kinds and text.endswith(f" {noun}"):
            return noun
    return ""


def media_name(lexicon: Lexicon, name: str, words: Sequence[str]) -> str | None:
    """Return the name of the outlet that an organisation is, None for no medium.

    A medium is one that the lexicon has ("the Guardian"), or one whose name of several
    ``words`` (lower case) ends in a noun for media ("Selby Gazette").
    """
    for form in (name, f"the {name}"):
        known = lexicon.outlets.get(form.casefold())
        if known:
            return known
    return name if len(words) > 1 and words[-1] in lexicon.name_words.media else None
