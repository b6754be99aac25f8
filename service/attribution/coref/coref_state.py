"""An article while its speakers are found: who is in it and who spoke where."""

from collections.abc import Sequence

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity, EntityIndex
from service.attribution.coref.salience import Salience
from service.attribution.syntax.descriptions import (
    is_plural,
    name_from_description,
    title_start,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import Span, SpeakerType

_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


class CorefState(msgspec.Struct):
    """The figures and who spoke where, while candidates are read in text order."""

    context: Context
    entity_index: EntityIndex
    salience: Salience
    questioners: tuple[Span, ...] = ()
    """Where those are named whom the candidate at hand answers."""

    def asked(self, entity: Entity) -> bool:
        """Tell whether a figure asked what the candidate at hand answers."""
        return any(
            s.start <= p < s.end for s in self.questioners for p, _, _ in entity.places
        )

    def named(self, tree: Tree, carried: tuple[int, int, str]) -> Entity:
        """Return the figure of a name: its first token, its end and its label."""
        start, end, label = carried
        text, offset = tree.text(range(start, end)), tree.tokens[start].start
        if label != "Person":
            place = label == "Location"
            return self.entity_index.organization(text, offset + 1, place=place)
        titled = title_start(self.context.lexicon, tree, start) < start
        spoke = self.salience.spoke[-1][1] if self.salience.spoke else None
        person = self.entity_index.by_acronym(text)
        return person or self.entity_index.person(
            text, offset + 1, spoke=None if titled else spoke
        )

    def describe(
        self,
        tree: Tree,
        source: NounPhrase,
        positions: Sequence[int],
        *,
        kind: SpeakerType,
        owner: Entity | None = None,
    ) -> Entity:
        """Return the figure of those words, new or met before.

        With an owner, the first word is a pronoun that means them.
        """
        name = name_from_description(tree, positions)
        if owner is not None:
            text = self.context.article.text
            mark = max("'", _CURLY, key=text.count)
            name = f"{owner.name}{mark}s {tree.text(positions[1:])}"
        same = [f for f in self.entity_index.entities if f.name == name]
        if same:
            return same[0]
        entity = Entity(name, kind, nouns={tree.lemma(source.head)})
        entity.plural = is_plural(tree, source.head)
        entity.places.append((source.span.start, tree.index, True))
        self.entity_index.entities.append(entity)
        return entity
