"""The class that a person's doings show where the article states no role."""

from collections.abc import Iterator, Sequence

from service.attribution.context import Context
from service.attribution.coref.profiles.described.predicate_nouns import (
    clauses_of,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import is_age_noun
from service.attribution.syntax.sentence import Tree
from service.records import SpeakerClass


def activity_class(
    context: Context, mentions: Sequence[PlacedMention], words: ProfileWords
) -> SpeakerClass | None:
    """Return the class that verbs and possessions of a person show, None without any.

    "Roe starred in" and "Roe's album" show culture, "Roe was arrested" the accused's
    side in court; whoever has no more than an age is a private person.
    """
    for mention in mentions:
        tree = context.trees[mention.tree]
        for shown in _shown_at(tree, mention.head, words):
            return shown
    aged = any(_has_age(context.trees[m.tree], m) for m in mentions)
    return "private_person" if aged else None


def _shown_at(tree: Tree, head: int, words: ProfileWords) -> Iterator[SpeakerClass]:
    owned = tree.head(head) if tree.is_possessor(head) else None
    if owned is not None:
        lemmas = [tree.lemma(p) for p in (owned, *tree.find(owned, "compound"))]
        yield from _of_nouns(lemmas, words)
    if any(_is_prosecuted(tree, p, words) for p in tree.find(head, "acl")):
        yield "courts"
    for verb in clauses_of(tree, head):
        yield from _of_verb(tree, verb, words)


def _is_prosecuted(tree: Tree, participle: int, words: ProfileWords) -> bool:
    """Whether a participle makes its noun the accused ("a man charged with theft")."""
    listed = tree.lemma(participle) in words.words.prosecuting_verbs
    return listed and tree.tokens[participle].xpos == "VBN"


def _of_verb(tree: Tree, verb: int, words: ProfileWords) -> Iterator[SpeakerClass]:
    lemma, classes = tree.lemma(verb), words.words
    if tree.is_passive(verb):
        if lemma in classes.prosecuting_verbs:
            yield "courts"
    elif lemma in classes.performing_verbs and not _is_praise(tree, verb):
        yield "culture"
    elif lemma in classes.campaigning_verbs:
        yield "politics"
    elif lemma in classes.creating_verbs:
        yield from _of_works([tree.lemma(o) for o in tree.find(verb, "obj")], words)


def _is_praise(tree: Tree, verb: int) -> bool:
    """Whether nothing is performed ("sang her praises")."""
    return any(tree.lemma(noun) == "praise" for noun in tree.find(verb, "obj"))


def _of_nouns(lemmas: Sequence[str], words: ProfileWords) -> Iterator[SpeakerClass]:
    if not words.words.political_nouns.isdisjoint(lemmas):
        yield "politics"
    yield from _of_works(lemmas, words)


def _of_works(lemmas: Sequence[str], words: ProfileWords) -> Iterator[SpeakerClass]:
    if not words.words.artworks.isdisjoint(lemmas):
        yield "culture"
    if not words.words.sporting_nouns.isdisjoint(lemmas):
        yield "sport"


def _has_age(tree: Tree, mention: PlacedMention) -> bool:
    """Whether an age stands beside a name ("Ann Roe, 42,"), or is the whole mention."""
    if mention.name is None:
        return is_age_noun(tree, mention.head)
    if not mention.name.is_person:
        return False
    after = [tree.tokens[p].text for p in range(mention.name.end, len(tree))][:3]
    closed = len(after) > 1 and after[0] == "," and after[1].isdigit()
    return closed and len(after[1]) in {1, 2} and after[-1] in {",", "."}
