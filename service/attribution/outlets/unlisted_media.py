"""Media that no list has: unknown names in a medium's place, and nouns for media."""

from collections.abc import Sequence

from service.attribution.lexicon import Lexicon
from service.attribution.outlets.article_media import ArticleMedia, kinds_of
from service.attribution.outlets.media_slots import (
    ANY_NAME,
    LONGEST_INITIALS,
    NAMED,
    Medium,
    without_article,
)
from service.attribution.outlets.programmes import with_programme
from service.attribution.syntax.noun_phrases import noun_phrase
from service.attribution.syntax.sentence import Tree
from service.text.media_list import fold_name

_PEOPLE = frozenset({"Person", "Location"})


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
    words = range(name_span.start, end_of_name(tree, name_span.end))
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


def end_of_name(tree: Tree, end: int) -> int:
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
    initials = name.isupper() and len(name) <= LONGEST_INITIALS
    after = tree.lower(words[-1] + 1) if words[-1] + 1 < len(tree) else ""
    determined = words[0] > 0 and tree.lower(words[0] - 1) == "the"
    beside = kinds_of(media.lexicon, after) or after in {"news", "press"}
    determined = determined and not beside
    return not (initials and determined) and fold_name(name) not in media.actors


def referred_medium(media: ArticleMedia, tree: Tree, head: int) -> Medium | None:
    """Return the medium that a definite noun refers to ("the newspaper"), or None.

    The noun is singular and has no name of its own beside it.
    """
    noun = tree.lemma(head)
    singular = tree.tokens[head].xpos != "NNS"  # not "the agencies"
    definite = singular and tree.has(head, "det", "the", "this")
    if not kinds_of(media.lexicon, noun) or not definite:
        return None
    named = tree.first(head, "appos")
    if named is not None and tree.tokens[named].text[:1].isupper():
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
