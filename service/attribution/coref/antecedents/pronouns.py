"""Find whom a pronoun means: the most present figure that agrees with it.

Salience after Lappin & Leass (1994), in small: see ``presence``.
"""

from collections.abc import Iterator, Sequence

from service.attribution.context import Scene
from service.attribution.coref.coref_state import Story
from service.attribution.coref.entities import Figure
from service.attribution.lexicon import Gender
from service.attribution.syntax.noun_phrases import Nominal
from service.attribution.syntax.sentence import Tree
from service.records import Span

_GENDERED: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours"})
_NEUTRAL = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_AHEAD = 2
"""Sentences after a pronoun that may name whom it means."""
_FAR = 60
"""Characters that hold a title and the first word of a name."""
_MARKS = "'\",.;:-()"
_KNOWN = 0.05
"""What a figure of that gender has before one whose gender nothing tells."""


def is_pronoun(tree: Tree, head: int) -> bool:
    """Tell "he" from the surname in "He Qinghua"."""
    if tree.tokens[head].upos == "PRON":
        return True
    return tree.lower(head) in _GENDERED and not tree.find(head, "flat", "appos")


def meant_by_pronoun(
    story: Story,
    source: Nominal,
    *,
    parent: Figure | None,
    quoted: bool,
    said: Sequence[Span] = (),
) -> Figure | None:
    """Return the figure of a pronoun, None where the text has none.

    ``parent`` is the speaker of the words round it, ``quoted`` whether these stand in
    quotation marks: "I" is the parent there, "he" somebody else. Who is named in what
    the pronoun ``said`` is nobody that it means, if it can mean another.
    """
    word = story.scene.trees[source.tree].lower(source.head)
    if word in _FIRST:
        return parent if quoted else None
    if word == "you" and not quoted:
        return story.cast.by_word(word)
    fits = [f for f in story.cast.figures if _agrees(f, word) and not story.asked(f)]
    if quoted:
        fits = [f for f in fits if f is not parent]
    elif parent is not None and parent in fits:
        return parent
    others = fits
    if story.scene.trees[source.tree].rels[source.head] == "nsubj":
        others = [f for f in fits if not _is_named_in(story, f, said)]
    place = source.tree, source.span.start
    best = _most_present(story, others, word, *place)
    best = best or _most_present(story, fits, word, *place)
    if best is None:
        return _ahead(story, fits, source) or _nobody_known(story, word)
    best.gender = best.gender or _GENDERED.get(word)
    return best


def _is_named_in(story: Story, figure: Figure, said: Sequence[Span]) -> bool:
    """Tell Lee from who speaks in "Lee wrote half of it, he said".

    A body may name itself ("Its own lab helps the institute, it said").
    """
    if figure.type != "person" and not figure.place:
        return False
    return any(
        span.start <= place < span.end and _begins_with_name(story, figure, place)
        for place, _, _ in figure.places
        for span in said
    )


def _begins_with_name(story: Story, figure: Figure, place: int) -> bool:
    words = story.scene.text[place : place + _FAR].lower().split()
    return any(word.strip(_MARKS) in figure.words for word in words[:_AHEAD])


def _most_present(
    story: Story, fits: Sequence[Figure], word: str, sentence: int, offset: int
) -> Figure | None:
    gender = _GENDERED.get(word)
    scored = [
        (s + _known_as(f, gender), f)
        for f in fits
        if (s := story.presence.salience(f, sentence, offset, rivals=fits))
    ]
    return max(scored, key=lambda pair: pair[0])[1] if scored else None


def narrated_pronouns(scene: Scene) -> Iterator[tuple[Tree, int]]:
    """Yield the places of "he" and "her" outside quotations, in text order."""
    for tree in scene.trees:
        for position, token in enumerate(tree.tokens):
            outside = scene.enclosing(token.start, token.end) is None
            if token.text.lower() in _GENDERED and outside:
                yield tree, position


def note_pronoun(story: Story, tree: Tree, position: int) -> None:
    """Count a pronoun of the narrative as a mention of whom it means."""
    word, offset = tree.lower(position), tree.tokens[position].start
    fits = [f for f in story.cast.figures if _agrees(f, word)]
    figure = _most_present(story, fits, word, tree.index, offset)
    if figure is not None:
        figure.places.append((offset, tree.index, tree.rels[position] == "nsubj"))
        figure.places.sort()


def _ahead(story: Story, fits: Sequence[Figure], source: Nominal) -> Figure | None:
    """Return whom a pronoun means that comes before its name.

    In its own sentence, or else as the subject of the next ones; what "it" means is
    named in its own sentence or before.
    """
    word = story.scene.trees[source.tree].lower(source.head)
    reach = 0 if word in _NEUTRAL else _AHEAD
    named = [
        (place, number)
        for number, figure in enumerate(fits)
        for place, sentence, subject in figure.places
        if figure.named
        and place > source.span.start
        and not figure.place
        and not story.presence.is_quoted(place)
        and (sentence == source.tree or (subject and sentence - source.tree <= reach))
    ]
    return fits[min(named)[1]] if named else None


def _nobody_known(story: Story, word: str) -> Figure | None:
    """Return the last speaker for "it" if the one word of the name may be a body's."""
    last = story.presence.spoke[-1][1] if story.presence.spoke else None
    if word not in _NEUTRAL or last is None or not last.named:
        return None
    unknown = last.type == "person" and last.gender is None and len(last.words) == 1
    return last if unknown and not last.roles and not story.asked(last) else None


def _known_as(figure: Figure, gender: Gender | None) -> float:
    """Return what a known gender adds to a figure's presence."""
    return _KNOWN if gender is not None and figure.gender == gender else 0.0


def _agrees(figure: Figure, word: str) -> bool:
    gender = _GENDERED.get(word)
    if gender is not None:
        return figure.type == "person" and figure.gender in {None, gender}
    if word in _NEUTRAL:
        spoke = figure.type == "unknown" and bool(figure.sources)
        thing = spoke or figure.type in {"organization", "document"}
        return thing and not figure.plural
    if word in _PLURAL:
        unnamed = figure.type == "person" and not figure.named and not figure.gender
        return unnamed or figure.plural or figure.type in {"group", "organization"}
    return False
