"""The words that state the gender of a speaker: "Mrs", "chairwoman", "father"."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from service.attribution.context import Context
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.descriptions import is_plural, title_start
from service.attribution.syntax.sentence import Tree
from service.records import GenderedWord, StatedGender

_PRONOUN_SETS: dict[tuple[str, ...], StatedGender] = {
    ("they", "them"): "nonbinary",
    ("she", "her"): "female",
    ("he", "him"): "male",
}
"""Pronouns that an article states with a slash or "and" between them."""


class StatedWord(msgspec.Struct, frozen=True, order=True):
    """A gendered word of an entity."""

    word: GenderedWord
    is_firm: bool
    """Whether it outweighs pronouns: it stands in the entity's own noun phrase, not in
    one that coreference links."""


def find_gendered_words(
    context: Context,
    mentions: Iterable[PlacedMention],
    descriptions: Iterable[Description],
    words: ProfileWords,
    *,
    named: bool,
) -> tuple[StatedWord, ...]:
    """Return the words that state a gender of the entity, in text order.

    They are titles before its name, heads of its descriptions with their adjectives,
    what it is said to identify as, and stated pronouns ("they/them"). ``named`` is
    whether the entity has a name, beside which other descriptions are not firm.
    """
    found = {
        StatedWord(word, is_firm=True)
        for mention in mentions
        for word in (
            *_titles(context, mention, words),
            *_stated(context, mention, words),
        )
    }
    for description in descriptions:
        linked = named and description.form == "nominal"
        for word in _in_description(context, description, words):
            found.add(StatedWord(word, is_firm=not linked))
    return tuple(sorted(found))


def _titles(
    context: Context, mention: PlacedMention, words: ProfileWords
) -> Iterator[GenderedWord]:
    """Yield the gendered titles before and at the beginning of a person's name."""
    name, tree = mention.name, context.trees[mention.tree]
    if name is None or not name.is_person:
        return
    first = title_start(context.lexicon, tree, name.start)
    while first > 0 and _is_title(tree, first - 1, words):
        first -= 1
    for position in range(first, name.end - 1):
        if position >= name.start and not _is_title(tree, position, words):
            return
        if _is_title(tree, position, words) and not _is_office(tree, position, words):
            yield _word(tree, position, words)


def _is_title(tree: Tree, position: int, words: ProfileWords) -> bool:
    entry = words.gendered.get(tree.lower(position).rstrip("."))
    capital = tree.tokens[position].text[:1].isupper()
    return entry is not None and "title" in entry.uses and capital


def _is_office(tree: Tree, position: int, words: ProfileWords) -> bool:
    """Whether a title is the first word of an office that tells no gender.

    "Lord Mayor Ann Hale", but not "Mr Justice Hale".
    """
    title, following = tree.lower(position), tree.lower(position + 1)
    entry = words.classes.get(following)
    office = entry is not None and (entry.role or entry.usual) is not None
    return title in words.words.office_titles and office


def _in_description(
    context: Context, description: Description, words: ProfileWords
) -> Iterator[GenderedWord]:
    """Yield the head of a description and its adjectives that state a gender.

    The nouns joined with the head count too ("a teacher and mother of two").
    """
    tree = context.trees[description.tree]
    joined = tree.find(description.head, "appos")
    if not is_plural(tree, description.head):
        joined += tree.find(description.head, "conj")
    for noun in (description.head, *joined):
        if noun not in description.positions or _is_in_name(tree, noun):
            continue
        yield from _if_gendered(tree, noun, "noun", words)
        for modifier in tree.find(noun, "amod", "compound"):
            yield from _if_gendered(tree, modifier, "adjective", words)


def _is_in_name(tree: Tree, noun: int) -> bool:
    """Whether a noun is a part of another name ("King Harald University")."""
    name = tree.name_span(noun, "Organization", "Location", "Facility")
    return name is not None and name.end - name.start > 1


def _if_gendered(
    tree: Tree, position: int, use: str, words: ProfileWords
) -> Iterator[GenderedWord]:
    entry = words.gendered.get(tree.lemma(position)) or words.gendered.get(
        tree.lower(position)
    )
    if entry is not None and use in entry.uses:
        yield GenderedWord(tree.span([position]), entry.gender)


def _stated(
    context: Context, mention: PlacedMention, words: ProfileWords
) -> Iterator[GenderedWord]:
    """Yield what the article states beside a mention: pronouns, or an adjective.

    "Roe, who uses they/them pronouns" and "Roe identifies as nonbinary".
    """
    tree = context.trees[mention.tree]
    verb = tree.head(mention.head)
    clauses = [c for c in tree.children[mention.head] if tree.is_relative_clause(c)]
    if verb is not None and tree.rels[mention.head] == "nsubj":
        clauses.append(verb)
    for clause in clauses:
        for position in _below_clause_of_pronouns(context, tree, clause):
            gender = _pronoun_set(tree, position)
            if gender is not None:
                yield GenderedWord(tree.span([position]), gender)
        if (
            tree.lemma(clause) in {"identify", "describe"}
            or tree.first(clause, "cop") is not None
        ):
            for position in (clause, *tree.find(clause, "obl", "xcomp", "obj")):
                yield from _if_gendered(tree, position, "adjective", words)


def _below_clause_of_pronouns(
    context: Context, tree: Tree, clause: int
) -> Sequence[int]:
    """Return the tokens of a clause in a sentence with the word "pronouns"."""
    sentence = tree.sentence
    found = context.text.find("pronouns", sentence.start, sentence.end) >= 0
    return tree.subtree(clause) if found else ()


def _pronoun_set(tree: Tree, position: int) -> StatedGender | None:
    """Return the gender of stated pronouns ("they/them") at a token, or None.

    The word "pronouns" follows, so that "he and him" alone is none.
    """
    after = [tree.lower(p) for p in range(position, min(position + 6, len(tree)))]
    if "pronouns" not in after:
        return None
    parts = tuple(
        "/".join(after[: after.index("pronouns")]).replace("/and/", "/").split("/")
    )
    forms = tuple(part for part in parts if part)
    return _PRONOUN_SETS.get(forms[:2])


def _word(tree: Tree, position: int, words: ProfileWords) -> GenderedWord:
    entry = words.gendered[tree.lower(position).rstrip(".")]
    return GenderedWord(tree.span([position]), entry.gender)
