"""An article while its speakers are found: who is in it and who spoke where."""

from collections.abc import Sequence

import msgspec

from service.attribution.context import Scene
from service.attribution.coref.entities import Cast, Figure
from service.attribution.coref.salience import Presence
from service.attribution.syntax.descriptions import (
    described_name,
    is_plural,
    with_titles,
)
from service.attribution.syntax.noun_phrases import Nominal
from service.attribution.syntax.sentence import Tree
from service.records import Span, SpeakerType

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


class Story(msgspec.Struct):
    """The figures and who spoke where, while drafts are read in text order."""

    scene: Scene
    cast: Cast
    presence: Presence
    askers: tuple[Span, ...] = ()
    """Where those are named whom the draft at hand answers."""

    def asked(self, figure: Figure) -> bool:
        """Tell whether a figure asked what the draft at hand answers."""
        return any(
            s.start <= p < s.end for s in self.askers for p, _, _ in figure.places
        )

    def named(self, tree: Tree, carried: tuple[int, int, str]) -> Figure:
        """Return the figure of a name: its first token, its end and its label."""
        start, end, label = carried
        text, offset = tree.text(range(start, end)), tree.tokens[start].start
        if label != "Person":
            place = label == "Location"
            return self.cast.organization(text, offset + 1, place=place)
        titled = with_titles(self.scene.lexicon, tree, start) < start
        spoke = self.presence.spoke[-1][1] if self.presence.spoke else None
        person = self.cast.by_acronym(text)
        return person or self.cast.person(
            text, offset + 1, spoke=None if titled else spoke
        )

    def describe(
        self,
        tree: Tree,
        source: Nominal,
        positions: Sequence[int],
        *,
        kind: SpeakerType,
        owner: Figure | None = None,
    ) -> Figure:
        """Return the figure of those words, new or met before.

        With an owner, the first word is a pronoun that means them.
        """
        name = described_name(tree, positions)
        if owner is not None:
            text = self.scene.article.text
            mark = max("'", _CURLY, key=text.count)
            name = f"{owner.name}{mark}s {tree.text(positions[1:])}"
        same = [f for f in self.cast.figures if f.name == name]
        if same:
            return same[0]
        figure = Figure(name, kind, nouns={tree.lemma(source.head)})
        figure.plural = is_plural(tree, source.head)
        figure.places.append((source.span.start, tree.index, True))
        self.cast.figures.append(figure)
        return figure
