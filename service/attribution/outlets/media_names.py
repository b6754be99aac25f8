"""Recognise the names of news media and platforms."""

import re
from collections.abc import Sequence

from service.attribution.lexicon import Lexicon
from service.attribution.outlets.article_media import ArticleMedia, kinds_of
from service.attribution.outlets.media_slots import (
    ANY_NAME,
    ANYWHERE,
    LONGEST_INITIALS,
    NOWHERE,
    Medium,
    Slot,
    without_article,
)
from service.attribution.outlets.programmes import title_after, with_programme
from service.attribution.syntax.noun_phrases import extend_to_name, noun_phrase
from service.attribution.syntax.sentence import Tree
from service.text.media_list import ListedMedium

DOMAIN_NAME = re.compile(
    r"^[\w-]+\.(com|net|org|co|news|tv|info)(\.[a-z]{2})?$", re.IGNORECASE
)
_PARTNERS = re.compile(r"[/-](?=[A-Z])")
"""Between the names of media that work together ("Reuters/Ipsos")."""
_LAST_WORDS = frozenset({"show", "podcast"})
"""Words that end the name of a programme ("The Ann Hale Show")."""
_CAPITALISED_LENGTH = 4
"""The least length from which a word in a name is capitalised."""


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
    if tree.name_span(head, "Person") is not None and "platform" not in slot:
        slot -= {"programme"}  # the host: "told Hale", but "said on Hale"
    for name_span in tree.sentence.entities:
        if name_span.label not in ANY_NAME or not set(phrase.positions) & set(
            range(name_span.start, name_span.end)
        ):
            continue
        positions = extend_to_media_noun(tree, name_span.start, name_span.end)
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
    """Whether a noun after the first word of a sentence is capitalised.

    The tagger may label it a common noun ("The Economist noted").
    """
    after_word = head > 0 and tree.tokens[head - 1].upos != "PUNCT"
    return after_word and tree.tokens[head].text[:1].isupper()


def _name_before_media_noun(tree: Tree, head: int) -> range | None:
    """Return the name before a noun for media, and the noun ("Voice of X radio")."""
    for name_span in tree.sentence.entities:
        if name_span.end == head and name_span.label in ANY_NAME:
            named = range(name_span.start, head + 1)
            after = media_noun_after(tree.lexicon, tree.text(named))
            return named if after else None
    return None


def extend_to_media_noun(tree: Tree, start: int, end: int) -> range:
    """Return the name with the noun for media or the partner after it ("X radio").

    A partner follows a slash ("X/Y").
    """
    if end + 1 >= len(tree):
        return range(start, end)
    if tree.tokens[end].text == "/":
        partner = tree.name_span(end + 1, "Organization")
        return range(start, partner.end if partner else end)
    longer = media_noun_after(tree.lexicon, tree.text(range(start, end + 1)))
    agency = tree.lower(end) == "news" and kinds_of(tree.lexicon, tree.lemma(end + 1))
    named_after = tree.tokens[end + 1].upos == "PROPN"
    return range(start, end + 1 if longer and not (named_after or agency) else end)


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
            or title_after(tree, end + 1) is not None
        )
        joined = tree.is_joined_to_name(position)
        person = tree.name_span(head, "Person") is not None
        employer = tree.case(position) in {"of", "from"} and (
            person or _is_staff(tree, head)
        )
        staff = _is_staff_of_name(tree, position, above) and tree.head(above) == head
        return staff or possessor or ((joined or employer) and above == head)
    return False


def _is_staff_of_name(tree: Tree, position: int, noun: int) -> bool:
    """Whether a noun after a name denotes staff of it ("Kelmar host Ann Lee")."""
    staff = tree.lemma(noun) in tree.lexicon.nouns.media_staff
    return staff and tree.rels[position] == "compound"


def _is_staff(tree: Tree, head: int) -> bool:
    """Whether a noun phrase denotes staff of a medium ("host Ann Lee")."""
    nouns = [head, *tree.find(head, "compound", "nmod", "appos")]
    return any(tree.lemma(n) in tree.lexicon.nouns.media_staff for n in nouns)


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
    if DOMAIN_NAME.search(bare):
        return bare
    stem = bare.removesuffix(media_noun_after(media.lexicon, bare)).rstrip()
    for name in (text, bare, stem):
        beside = name == stem != bare and not _ends_in_name_word(bare)
        known = _known_name(media, name, slot=ANYWHERE if beside else slot)
        if known:
            return known
    joint = _name_of_partners(media, bare, slot=slot)
    if joint:
        return joint
    if "'s " in bare:
        owner = media.find(bare.partition("'s ")[0])
        titled = bare.partition("'s ")[2][:1].isupper()
        if owner:
            person = tree.name_span(head, "Person") is not None
            return bare if titled and not person else owner.name
    if (
        stem != bare
        and stem[:1].isupper()
        and stem.rsplit(maxsplit=1)[-1][:1].isupper()
        and not _ends_in_name_word(bare)
        and tree.name_span(max(head - 1, 0), "NORP") is None
    ):
        return stem
    return bare if _looks_like_medium(media, bare, text, tree.lower(head)) else None


def _name_of_partners(media: ArticleMedia, text: str, *, slot: Slot) -> str | None:
    """Return the name of media that work together, of the first if only that is one."""
    if not _PARTNERS.search(text):
        return None
    names = _PARTNERS.split(text)
    first, *others = (_known_name(media, one, slot=slot) for one in names)
    named = all(
        other or _ends_in_media_word(media.lexicon, name)
        for name, other in zip(names[1:], others, strict=True)
    )
    return text if first and named else first


def _ends_in_media_word(lexicon: Lexicon, name: str) -> bool:
    """Whether a name has several words, the last a word of media ("Selby Gazette")."""
    words = name.split()
    return len(words) > 1 and words[-1].casefold() in lexicon.name_words.media


def _known_name(media: ArticleMedia, name: str, *, slot: Slot) -> str | None:
    """Return the name of a medium of the list or the article, None for another one."""
    told = media.name_of(name)
    if told:
        return told
    if without_article(name).casefold() in media.lexicon.countries.names:
        return None
    listed = media.lexicon.outlets.find(name)
    if listed is None or (listed.ambiguous and not _counts(listed, name, slot)):
        return None
    return listed.name


def _counts(listed: ListedMedium, name: str, slot: Slot) -> bool:
    """Whether an ambiguous name counts in a place where some kinds are expected.

    Initials with an article do not ("told the PA").
    """
    initials = listed.name.isupper() and len(listed.name) <= LONGEST_INITIALS
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


def is_platform(lexicon: Lexicon, name: str) -> bool:
    """Whether the list has the name as that of a platform ("Facebook")."""
    listed = lexicon.outlets.find(name)
    return listed is not None and listed.kind == "platform"
