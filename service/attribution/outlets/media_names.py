"""Recognise the names of news media and platforms."""

import re
from collections.abc import Sequence

import msgspec

from service.attribution.lexicon import Lexicon
from service.attribution.outlets.article_media import (
    ENTITY_LABELS,
    ArticleMedia,
    kinds_of,
)
from service.attribution.syntax.noun_phrases import extend_to_name, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.records import Span
from service.text.media_list import ListedMedium, MediumKind, fold_name

_DOMAIN_NAME = re.compile(
    r"^[\w-]+\.(com|net|org|co|news|tv|info)(\.[a-z]{2})?$", re.IGNORECASE
)
Slot = frozenset[MediumKind]
"""The kinds of media that a place in a sentence is for."""
NAMED = frozenset({"Organization", "Misc", "Product"})
"""Labels that the entity tagger gives to names of organisations and works."""
ANY_NAME = NAMED | {"Person", "Location"}
_PEOPLE = frozenset({"Person", "Location"})
NOWHERE: Slot = frozenset()
PRESS: Slot = frozenset({"agency", "magazine", "newspaper", "publication", "site"})
"""What somebody writes in."""
ON_AIR: Slot = frozenset({"broadcaster", "platform", "programme"})
"""What somebody speaks or posts on."""
ANYWHERE: Slot = PRESS | ON_AIR - {"platform"}
"""Whom somebody tells something."""
_LAST_WORDS = frozenset({"show", "podcast"})
"""Words that end the name of a programme ("The Ann Hale Show")."""
_ARTICLE = re.compile(r"^(the|The)\s+(?=\S)")
_CAPITALISED_LENGTH = 4
"""The least length from which a word in a name is capitalised."""
_LONGEST_INITIALS = 6


class Medium(msgspec.Struct, frozen=True):
    """A medium that is named in one place: its name and the words that name it."""

    name: str
    mention: Span


def medium_at(
    media: ArticleMedia, tree: Tree, head: int, *, slot: Slot = NOWHERE
) -> Medium | None:
    """Return the medium that a noun phrase names, None if it names none.

    The name may be the phrase or the medium of a person or programme ("CNN's Anderson
    Cooper").

    Args:
        media: the media of the article, and the words in names of media.
        tree: the sentence.
        head: the head of the noun phrase.
        slot: the kinds of media that are expected in the place of the phrase ("told
            Time"), for which ambiguous names count.
    """
    phrase = extend_to_name(tree, noun_phrase(tree, head))
    head = phrase.head
    for name_span in tree.sentence.entities:
        if name_span.label not in ENTITY_LABELS or not set(phrase.positions) & set(
            range(name_span.start, name_span.end)
        ):
            continue
        positions = _extend_to_media_noun(tree, name_span.start, name_span.end)
        name = medium_name(media, tree.text(positions), tree, head, slot=slot)
        if name and _names_phrase(tree, head, name_span.start, name_span.end):
            return with_programme(tree, Medium(name, tree.span(positions)), positions)
    text = tree.text(_name_before_media_noun(tree, head) or phrase.positions)
    name = medium_name(media, text, tree, head, slot=slot)
    proper = tree.tokens[head].upos == "PROPN" or _is_capitalised(tree, head)
    if name and (proper or media_noun_after(tree.lexicon, text)):
        named = _name_before_media_noun(tree, head) or phrase.positions
        return Medium(name, tree.span(named))
    return _name_after_media_noun(tree, head)


def with_programme(tree: Tree, medium: Medium, positions: Sequence[int]) -> Medium:
    """Return the medium with the name of its programme ("CNN's Inside Politics").

    Args:
        tree: the sentence.
        medium: the medium.
        positions: the tokens of its name.
    """
    last = positions[-1]
    genitive = last if tree.lower(last).endswith(("'s", "s'")) else last + 1
    if genitive >= len(tree) or tree.lower(genitive) not in {"'s", "'"}:
        return medium
    run = _title_after(tree, genitive + 1)
    if run is None:
        return medium
    whole = range(positions[0], run.stop)
    return Medium(without_article(tree.text(whole)), tree.span(whole))


def _title_after(tree: Tree, first: int) -> range | None:
    """Return the quoted or capitalised title of a programme, None for a person."""
    end = first
    if end < len(tree) and tree.tokens[end].text in {'"', "'"}:
        mark = tree.tokens[end].text
        end += 1
        while end < len(tree) and tree.tokens[end].text != mark:
            end += 1
        return range(first, end + 1) if end < len(tree) else None
    small = tree.lexicon.words.skipped_in_acronyms
    while end < len(tree) and (
        tree.tokens[end].text[:1].isupper()
        or tree.tokens[end].text[:1].isdigit()
        or (end > first and tree.lower(end) in small and _capital_follows(tree, end))
    ):
        end += 1
    if end == first or any(_is_weekday_or_person(tree, p) for p in range(first, end)):
        return None
    return range(first, end)


def _capital_follows(tree: Tree, position: int) -> bool:
    return any(
        token.text[:1].isupper() for token in tree.tokens[position + 1 : position + 3]
    )


def _is_weekday_or_person(tree: Tree, position: int) -> bool:
    return tree.name_span(position, "Person", "Date", "Location", "NORP") is not None


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


def unknown_medium(
    media: ArticleMedia,
    tree: Tree,
    head: int,
    *,
    labels: frozenset[str] = NAMED,
    on_air: bool = False,
) -> Medium | None:
    """Return a name in the place of a medium that the list lacks.

    Most organisations that somebody tells something or gives an interview to are media.
    None if the name has a word of another kind of organisation ("council"), begins in
    lower case, or is a single word for what also does other things than publish.

    Args:
        media: the media of the article.
        tree: the sentence.
        head: the head of the noun phrase.
        labels: the entity labels that the name may have; a person's or place's name
            counts only as a single word that is nobody's in the article.
        on_air: whether it stands where no person is expected ("said on Kelmar Joe"), so
            that several words count too.
    """
    name_span = tree.name_span(_named_employer(tree, head), *labels)
    if name_span is None:
        return None
    words = range(name_span.start, _end_of_name(tree, name_span.end))
    bare = without_article(tree.text(words))
    if _is_other_body(media.lexicon, tree, words) or not bare[:1].isupper():
        return None
    if name_span.label in _PEOPLE and not (
        (on_air or len(words) == 1) and _is_nobody(media, tree, words)
    ):
        return None
    if " " not in bare and not _may_be_medium(media, tree, words, bare):
        return None
    return with_programme(tree, Medium(bare, tree.span(words)), words)


def _is_nobody(media: ArticleMedia, tree: Tree, words: Sequence[int]) -> bool:
    """Whether a name that is tagged as a person's or place's is neither's.

    It has no title, begins with no given name, and its words stand nowhere else.
    """
    lexicon = media.lexicon
    first = words[0]
    before = tree.lower(first - 1).strip(".") if first else ""
    others = media.people if len(words) == 1 else media.repeated
    return (
        tree.lower(first) not in lexicon.names
        and not any(tree.lower(word) in others for word in words)
        and before not in lexicon.titles
        and before not in lexicon.persons
    )


def _end_of_name(tree: Tree, end: int) -> int:
    """Return the end of a name with the capitalised words that the tagger left out."""
    while (
        end < len(tree)
        and tree.tokens[end].text[:1].isupper()
        and tree.name_span(end) is None
    ):
        end += 1
    return end


def _named_employer(tree: Tree, head: int) -> int:
    """Return the name before a person or a noun for staff, else the noun itself.

    "Kelmar" of "Kelmar hosts Ann Lee and Bo Lin" and of "Kelmar's Ann Lee".
    """
    person = tree.name_span(head, "Person") is not None
    if tree.lemma(head) not in tree.lexicon.nouns.media_staff and not person:
        return head
    names = [
        c
        for c in tree.find(head, "compound", "nmod")
        if c < head
        and tree.name_span(c, *ANY_NAME) is not None
        and (tree.is_possessor(c) or not person)
    ]
    return names[-1] if names else head


def _is_other_body(lexicon: Lexicon, tree: Tree, words: Sequence[int]) -> bool:
    """Whether a name has a word of organisations that publish no news."""
    if any(tree.tokens[p].text in {"News", "Press", "Media"} for p in words):
        return False
    if len(words) > 1 and tree.lower(words[-1]) in lexicon.name_words.media:
        return False
    return any(
        lexicon.sources.get(tree.lemma(p))
        or tree.lower(p) in lexicon.name_words.non_media
        for p in words
    )


def _may_be_medium(
    media: ArticleMedia, tree: Tree, words: Sequence[int], name: str
) -> bool:
    """Whether a name of one word may be a medium's.

    It is not that of a body with initials and an article ("the ANC") nor of what the
    article tells other deeds of.
    """
    initials = name.isupper() and len(name) <= _LONGEST_INITIALS
    after = tree.lower(words[-1] + 1) if words[-1] + 1 < len(tree) else ""
    determined = words[0] > 0 and tree.lower(words[0] - 1) == "the"
    beside = kinds_of(media.lexicon, after) or after in {"news", "press"}
    determined = determined and not beside
    return not (initials and determined) and fold_name(name) not in media.actors


def without_article(name: str) -> str:
    """Return a name without a leading "the"."""
    return _ARTICLE.sub("", name)


def _name_before_media_noun(tree: Tree, head: int) -> range | None:
    """Return the name before a noun for media, and the noun ("Voice of X radio")."""
    for name_span in tree.sentence.entities:
        if name_span.end == head and name_span.label in ENTITY_LABELS:
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
            or _title_after(tree, end + 1) is not None
        )
        joined = tree.is_joined_to_name(position)
        return possessor or (joined and above == head)
    return False


def medium_name(
    media: ArticleMedia, text: str, tree: Tree, head: int, *, slot: Slot = NOWHERE
) -> str | None:
    """Return the name to report for a medium, None if the text names no medium.

    Args:
        media: the media of the article, and the words in names of media.
        text: the words that may name a medium.
        tree: the sentence.
        head: the head of the noun phrase.
        slot: the kinds of media of which ambiguous names count.
    """
    bare = without_article(re.sub(r"'s?$", "", text)).strip()
    if _DOMAIN_NAME.search(bare):
        return bare
    stem = bare.removesuffix(media_noun_after(media.lexicon, bare)).rstrip()
    for name in (text, bare, stem):
        beside = stem != bare and name == stem
        known = _known_name(media, name, slot=ANYWHERE if beside else slot)
        if known:
            return known
    if "'s " in bare:
        owner = media.find(bare.partition("'s ")[0])
        if owner:
            return owner.name
    if (
        stem != bare
        and stem[:1].isupper()
        and not _ends_in_name_word(bare)
        and tree.name_span(max(head - 1, 0), "NORP") is None
    ):
        return stem
    return bare if _looks_like_medium(media, bare, text, tree.lower(head)) else None


def _known_name(media: ArticleMedia, name: str, *, slot: Slot) -> str | None:
    """Return the name of a medium of the list or the article, None for another one."""
    told = media.name_of(name)
    if told:
        return told
    listed = media.lexicon.outlets.find(name)
    if listed is None or (listed.ambiguous and not _counts(listed, name, slot)):
        return None
    return listed.name


def _counts(listed: ListedMedium, name: str, slot: Slot) -> bool:
    """Whether an ambiguous name counts in a place where some kinds are expected.

    Initials with an article do not ("told the PA").
    """
    initials = listed.name.isupper() and len(listed.name) <= _LONGEST_INITIALS
    return listed.kind in slot and not (initials and name.startswith("the "))


def _ends_in_name_word(name: str) -> bool:
    """Whether the noun for media at the end is part of the name.

    True of "Harbour Daily", not of "Harbour radio".
    """
    last = name.rsplit(maxsplit=1)[-1]
    return last[:1].isupper() and last.casefold() not in {"agency", "newswire"}


def _looks_like_medium(media: ArticleMedia, bare: str, text: str, noun: str) -> bool:
    """Whether the name has the form of a medium's name.

    It belongs to a news agency, is a call sign, or begins or ends with a word of media.
    """
    words = bare.split()
    if noun == "agency" and "news" in text.lower():
        return bare[:1].isupper()
    named = len(words) > 1 and all(
        w[:1].isupper() or len(w) < _CAPITALISED_LENGTH for w in words
    )
    return named and (
        words[-1].casefold() in media.lexicon.name_words.media | _LAST_WORDS
        or words[0].casefold() in media.lexicon.name_words.media_starts
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
    known = lexicon.outlets.find(name)
    if known and not known.ambiguous:
        return known.name
    return name if len(words) > 1 and words[-1] in lexicon.name_words.media else None


def referred_medium(media: ArticleMedia, tree: Tree, head: int) -> Medium | None:
    """Return the medium that a definite noun refers to ("the newspaper"), or None.

    The noun has no name of its own beside it.
    """
    noun = tree.lemma(head)
    if not kinds_of(media.lexicon, noun) or not tree.has(head, "det", "the", "this"):
        return None
    named = tree.first(head, "appos")
    if named is not None and _is_capitalised(tree, named):
        words = noun_phrase(tree, named).positions
        return Medium(without_article(tree.text(words)), tree.span(words))
    phrase = noun_phrase(tree, head)
    if any(
        tree.tokens[p].upos == "PROPN" and tree.name_span(p, "NORP") is None
        for p in phrase.positions
    ):
        return None
    name = media.referent(noun, phrase.span.start)
    return Medium(name, phrase.span) if name else None
