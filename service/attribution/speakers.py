"""Say who every source is, over the whole article: the fullest name and the role.

A source is a name, a description or a pronoun. Names are joined in ``figures``; here
descriptions find the figure they stood beside, and pronouns the nearest figure that
agrees in gender and number (after Hobbs 1978 and Lappin & Leass 1994, in small: the
subject and the last speaker count most).
"""

from collections.abc import Sequence

import msgspec

from service.attribution.descriptions import (
    described_name,
    described_type,
    is_definite,
    is_plural,
    named_in,
)
from service.attribution.draft import Draft, Nominal
from service.attribution.figures import Cast, Figure
from service.attribution.gathering import gather
from service.attribution.lexicon import Gender
from service.attribution.scene import Scene
from service.attribution.tree import Tree

_GENDERED: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours"})
_NEUTRAL = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_BARE = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_OFTEN = 2
"""Mentions that make a figure one the article is about."""
_PRESENT = 0.5
_SHORT = 4
"""Words of a description that may stand for somebody named."""
_REACH = 6
"""Sentences that a pronoun looks back."""


class Resolver(msgspec.Struct):
    """The figures and who spoke where, while drafts are read in text order."""

    scene: Scene
    cast: Cast
    spoke: list[tuple[int, Figure]] = msgspec.field(
        default_factory=list[tuple[int, Figure]]
    )
    """(offset, figure) of each outermost source so far."""

    def resolve(
        self, source: Nominal, *, parent: Figure | None, quoted: bool
    ) -> Figure | None:
        """Return the figure a source means.

        ``parent`` is the speaker of the words round it, ``quoted`` whether these stand
        in quotation marks.
        """
        tree = self.scene.trees[source.tree]
        word = tree.lower(source.head)
        if tree.tokens[source.head].upos == "PRON" or word in _GENDERED:
            return self._pronoun(source, word, parent=parent, quoted=quoted)
        if _is_coordination(tree, source.head):
            return self._described(tree, source, kind="group")
        carried = named_in(tree, source.head)
        if carried is not None:
            return self._named(tree, carried)
        labelled = self._labelled(tree, source)
        if labelled is not None:
            return labelled
        return self._description(tree, source)

    def _named(self, tree: Tree, carried: tuple[int, int, str]) -> Figure:
        start, end, label = carried
        text, offset = tree.text(range(start, end)), tree.tokens[start].start
        if label == "Person":
            return self.cast.person(text, offset + 1)
        return self.cast.organization(text, offset + 1)

    def _labelled(self, tree: Tree, source: Nominal) -> Figure | None:
        """Return the person whose name the tagger missed: "SORENSEN:", "Pang", "A:"."""
        if self.scene.text[source.span.start : source.span.end] == "A":
            people = [f for f in self.cast.figures if f.named and f.type == "person"]
            return max(people, key=lambda f: len(f.places), default=None)
        words = {tree.lower(p) for p in source.positions}
        capital = all(tree.tokens[p].text[0].isupper() for p in source.positions)
        if not capital or tree.tokens[source.head].upos == "NOUN":
            return None
        return next(
            (
                f
                for f in self.cast.figures
                if f.named and f.type == "person" and words <= set(f.words)
            ),
            None,
        )

    def _pronoun(
        self, source: Nominal, word: str, *, parent: Figure | None, quoted: bool
    ) -> Figure | None:
        if word in _FIRST:
            return parent if quoted else None
        offset = source.span.start
        fits = [f for f in self.cast.figures if _agrees(f, word)]
        if quoted:
            fits = [f for f in fits if f is not parent]
        elif parent is not None and parent in fits:
            return parent
        scored = [(s, f) for f in fits if (s := self._salience(f, source.tree, offset))]
        if not scored:
            return self._ahead(fits, source)
        best = max(scored, key=lambda pair: pair[0])[1]
        best.gender = best.gender or _GENDERED.get(word)
        return best

    def _ahead(self, fits: Sequence[Figure], source: Nominal) -> Figure | None:
        """Return whom a pronoun means that comes before its name, in the sentence."""
        named = [
            (place, number)
            for number, figure in enumerate(fits)
            for place, sentence, _ in figure.places
            if figure.named and place > source.span.start and sentence == source.tree
        ]
        return fits[min(named)[1]] if named else None

    def _salience(self, figure: Figure, sentence: int, offset: int) -> float:
        """Return how present a figure is; 0 if it is out of reach."""
        score = 0.0
        for place, index, subject in figure.places:
            if place < offset and sentence - index <= _REACH:
                weight = (1.0 if subject else 0.6) / (1 + 0.5 * (sentence - index))
                score = max(score, weight * (0.4 if self._is_quoted(place) else 1.0))
        if score == 0.0:
            return score
        for place, speaker in self.spoke[-2:]:
            if speaker is figure and place < offset:
                score += 0.3
        return score + (0.3 if figure.named and not figure.place else 0.0)

    def _is_quoted(self, offset: int) -> bool:
        return self.scene.enclosing(offset, offset + 1) is not None

    def _description(self, tree: Tree, source: Nominal) -> Figure | None:
        kind = described_type(self.scene.lexicon, tree, source.head)
        if is_definite(tree, source.head) or tree.lemma(source.head) in _BARE:
            known = self._known(tree, source, kind)
            if known is not None:
                return known
        return self._described(tree, source, kind=kind)

    def _known(self, tree: Tree, source: Nominal, kind: str) -> Figure | None:
        """Return the figure met before that "the minister" or "the company" means."""
        noun, offset = tree.lemma(source.head), source.span.start
        before = [f for f in self.cast.figures if f.before(offset) is not None]
        known = [f for f in before if noun in f.nouns or noun in f.words]
        modifiers = {tree.lower(p) for p in source.positions[:-1]} - {"the"}
        told = [f for f in known if modifiers & _role_words(f)]
        introduced = [f for f in known if f.name.lower() != noun]
        for group in (told, [f for f in known if f.named], introduced):
            if group:
                return max(group, key=lambda f: f.before(offset) or (0,))
        if is_plural(tree, source.head) or kind not in {"person", "organization"}:
            return None
        return self._nearest(source, kind)

    def _nearest(self, source: Nominal, kind: str) -> Figure | None:
        """Return who "the politician" is likely to be: the most present of its kind."""
        tree = self.scene.trees[source.tree]
        telling = any(tree.entity(p) is not None for p in source.positions)
        if telling or len(source.positions) > _SHORT:
            return None
        fits = [
            f
            for f in self.cast.figures
            if f.type == kind and not f.place and not f.plural and not self._is_other(f)
        ]
        spoke = [f for f in fits if any(f is s for _, s in self.spoke[-2:])]
        for group in ([f for f in fits if f.named], spoke):
            present = [(p, f) for f in group if (p := self._presence(f, source))]
            if present:
                return max(present, key=lambda pair: pair[0])[1]
        return None

    def _presence(self, figure: Figure, source: Nominal) -> float:
        """Return how much an article is about a figure so far; 0 if hardly."""
        offset = source.span.start
        mentions = sum(place < offset for place, _, _ in figure.places)
        near = self._salience(figure, source.tree, offset)
        if mentions < _OFTEN and near < _PRESENT:
            return 0.0
        return near + 0.3 * min(mentions, 2 * _OFTEN)

    def _is_other(self, figure: Figure) -> bool:
        """Tell a "Ministry" or a medium, which "the company" cannot mean."""
        lexicon = self.scene.lexicon
        return figure.name.casefold() in lexicon.outlets or (
            figure.named
            and any(lexicon.sources.get(w) == "organization" for w in figure.words)
        )

    def _described(self, tree: Tree, source: Nominal, *, kind: str) -> Figure:
        name = described_name(tree, source.positions)
        same = [f for f in self.cast.figures if f.name == name]
        if same:
            return same[0]
        figure = Figure(name, kind, nouns={tree.lemma(source.head)})  # type: ignore[arg-type]
        figure.plural = is_plural(tree, source.head)
        figure.places.append((source.span.start, tree.index, True))
        self.cast.figures.append(figure)
        return figure


def _role_words(figure: Figure) -> set[str]:
    return {w for role in figure.roles for w in role.lower().split()} | set(
        figure.words
    )


def _is_coordination(tree: Tree, head: int) -> bool:
    return any(
        tree.tokens[c].upos in {"PROPN", "NOUN"} and tree.first(c, "cc") is not None
        for c in tree.find(head, "conj")
    )


def _agrees(figure: Figure, word: str) -> bool:
    gender = _GENDERED.get(word)
    if gender is not None:
        return figure.type == "person" and figure.gender in {None, gender}
    if word in _NEUTRAL:
        return figure.type in {"organization", "document"} and not figure.plural
    if word in _PLURAL:
        return figure.plural or figure.type in {"group", "organization"}
    return False


def resolve_speakers(
    scene: Scene, drafts: Sequence[Draft]
) -> tuple[Figure | None, ...]:
    """Return the figure behind each draft, in their order, None where there is none."""
    resolver = Resolver(scene, gather(scene))
    figures: dict[int, Figure | None] = {}
    order = sorted(range(len(drafts)), key=lambda i: _depth_and_place(drafts, i))
    for index in order:
        draft = drafts[index]
        figures[index] = _speaker(resolver, draft, figures)
        figure = figures[index]
        if figure is not None and draft.source is not None:
            figure.sources.append(draft.source.span)
            _note(resolver, draft, figure)
    return tuple(_followed(drafts, figures, i) for i in range(len(drafts)))


def _followed(
    drafts: Sequence[Draft], figures: dict[int, Figure | None], index: int
) -> Figure | None:
    """Return the figure of a draft, or of the first one that it goes on from."""
    seen = {index}
    goes_on = drafts[index].continues
    while goes_on is not None and goes_on not in seen:
        index = goes_on
        seen.add(index)
        goes_on = drafts[index].continues
    return figures[index]


def _note(resolver: Resolver, draft: Draft, figure: Figure) -> None:
    source = draft.source
    if source is None:
        return
    if draft.parent is None:
        resolver.spoke.append((source.span.start, figure))
        resolver.spoke.sort(key=lambda pair: pair[0])
    figure.places.append((source.span.start, source.tree, True))
    figure.places.sort()


def _depth_and_place(drafts: Sequence[Draft], index: int) -> tuple[int, int]:
    draft = drafts[index]
    depth, parent = 0, draft.parent
    while parent is not None and depth <= len(drafts):
        depth, parent = depth + 1, drafts[parent].parent
    at = draft.source.span.start if draft.source else draft.start
    return (depth, at)


def _speaker(
    resolver: Resolver, draft: Draft, figures: dict[int, Figure | None]
) -> Figure | None:
    if draft.continues is not None:
        return figures.get(draft.continues)
    parent = figures.get(draft.parent) if draft.parent is not None else None
    source = draft.source or draft.implied
    if source is None:
        return None
    quoted = resolver.scene.enclosing(source.span.start, source.span.end) is not None
    return resolver.resolve(source, parent=parent, quoted=quoted)
