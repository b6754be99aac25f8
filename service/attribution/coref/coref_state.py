"""The state of coreference resolution: entities and speakers found so far."""

import msgspec

from service.attribution.context import Context
from service.attribution.coref.entities import Entity, EntityIndex, Mention
from service.attribution.coref.salience import Salience
from service.attribution.syntax.descriptions import (
    NameSpan,
    is_plural,
    name_from_description,
    title_start,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.records import Span, SpeakerType

_CURLY_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class CorefState(msgspec.Struct):
    """The entities and speakers so far, while candidates are read in text order."""

    context: Context
    entity_index: EntityIndex
    salience: Salience
    questioners: tuple[Span, ...] = ()
    """Mentions of whoever asked the question that the current candidate answers."""

    def is_questioner(self, entity: Entity) -> bool:
        """Whether the entity asked the question that the current candidate answers."""
        return any(
            span.start <= mention.offset < span.end
            for span in self.questioners
            for mention in entity.mentions
        )

    def entity_of_name(self, tree: Tree, name: NameSpan) -> Entity:
        """Return the entity of a name, added if new."""
        text, offset = tree.text(name.positions), tree.tokens[name.start].start
        if not name.is_person:
            return self.entity_index.get_or_add_organization(
                text, offset + 1, is_location=name.label == "Location"
            )
        titled = title_start(self.context.lexicon, tree, name.start) < name.start
        last_speaker = None if titled else self.salience.last_speaker
        abbreviated = self.entity_index.by_acronym(text)
        return abbreviated or self.entity_index.get_or_add_person(
            text, offset + 1, last_speaker=last_speaker
        )

    def entity_of_description(
        self,
        tree: Tree,
        source: NounPhrase,
        *,
        kind: SpeakerType,
        possessor: Entity | None = None,
    ) -> Entity:
        """Return the entity that has a noun phrase without a name as its description.

        It is added if no entity has it. With a ``possessor``, which the first word
        refers to, the description is "Tom Roe's family" for "his family".
        """
        description = name_from_description(tree, source.positions)
        if possessor is not None:
            text = self.context.article.text
            apostrophe = max("'", _CURLY_APOSTROPHE, key=text.count)
            rest = tree.text(source.positions[1:])
            description = f"{possessor.name}{apostrophe}s {rest}"
        same = [e for e in self.entity_index.entities if e.name == description]
        if same:
            return same[0]
        entity = self.entity_index.add_unnamed(
            description, kind, tree.lemma(source.head)
        )
        entity.plural = is_plural(tree, source.head)
        entity.mentions.append(Mention(source.span.start, tree.index, is_subject=True))
        return entity
