"""The state of coreference resolution: entities and speakers found so far."""

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.authors import is_own_words
from service.attribution.coref.entities import (
    Entity,
    Mention,
    NewEntity,
    Resolution,
    resolved_to,
)
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.joining.abbreviations import abbreviation_key
from service.attribution.coref.joining.countries import country_of_capital
from service.attribution.coref.mentions.roles import roles_beside
from service.attribution.coref.named_entities import (
    find_acronym,
    find_organization,
    find_person,
)
from service.attribution.coref.salience import Salience
from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    NameSpan,
    is_plural,
    title_start,
)
from service.attribution.syntax.noun_phrases import NounPhrase
from service.attribution.syntax.sentence import Tree
from service.attribution.syntax.speaker_types import described_type
from service.records import Span, SpeakerType

_CURLY_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


class CorefState(msgspec.Struct):
    """The entities and speakers so far, while candidates are read in text order.

    Resolvers read it; ``apply_resolution`` and ``EntityIndex.apply`` change it.
    """

    context: Context
    entity_index: EntityIndex
    salience: Salience
    questioners: tuple[Span, ...] = ()
    """Mentions of whoever asked the question that the current candidate answers."""
    author: Entity | None = None
    """The last speaker if a text of theirs was the source ("the statement said")."""

    def is_questioner(self, entity: Entity) -> bool:
        """Whether the entity asked the question that the current candidate answers."""
        return any(entity.mentions_in(span) for span in self.questioners)

    def defines(self, text: str) -> bool:
        """Whether the article defines a text as an abbreviation."""
        return abbreviation_key(text) in self.entity_index.abbreviations

    def resolve_name(self, tree: Tree, name: NameSpan) -> Resolution:
        """Return the entity of a name, a new one if it is new."""
        text, offset = tree.text(name.positions), tree.tokens[name.start].start
        if not name.is_person:
            place = name.label == "Location"
            country = country_of_capital(self.entity_index, text) if place else None
            return resolved_to(country) or find_organization(
                self.entity_index,
                text,
                offset + 1,
                is_location=place,
            )
        titled = title_start(self.context.lexicon, tree, name.start) < name.start
        last_speaker = None if titled else self.salience.last_speaker
        abbreviated = find_acronym(self.entity_index, text)
        beside = roles_beside(self.context.lexicon, tree, name.start, name.end)
        nouns = [noun for _, noun in beside]
        return resolved_to(abbreviated) or find_person(
            self.entity_index,
            text,
            offset + 1,
            last_speaker=last_speaker,
            nouns=nouns,
        )

    def resolve_description(
        self,
        tree: Tree,
        source: NounPhrase,
        *,
        kind: SpeakerType,
        possessor: Resolution | None = None,
    ) -> Resolution:
        """Return the entity that has a noun phrase without a name as its description.

        A new one if no entity has it. With a ``possessor``, which the first word
        refers to, the description is "Tom Roe's family" for "his family".
        """
        description = name_from_description(tree, source.positions)
        if possessor is not None:
            text = self.context.article.text
            apostrophe = max("'", _CURLY_APOSTROPHE, key=text.count)
            rest = tree.text(source.positions[1:])
            description = f"{possessor.name}{apostrophe}s {rest}"
        same = self.entity_index.of_name(description)
        if same is not None:
            return Resolution(same)
        plural = is_plural(tree, source.head)
        if kind == "unknown":
            kind = described_type(self.context.lexicon, tree, source.head)
        mention = Mention.at(
            self.context, source.span.start, tree.index, is_subject=True
        )
        return Resolution(
            NewEntity(description, kind, plural=plural),
            nouns=(tree.lemma(source.head),),
            mentions=(mention,),
        )


def apply_resolution(
    state: CorefState, candidate: Candidate, resolution: Resolution
) -> Entity:
    """Apply the resolution of a candidate's source, and return its entity.

    The source is a mention of the entity, and an outermost one makes it the last
    speaker.
    """
    source = candidate.source
    if source is None:
        return state.entity_index.apply(resolution)
    verbal = candidate.cue is None or candidate.cue.form != "noun"
    mention = Mention.at(
        state.context, source.span.start, source.tree, is_subject=verbal
    )
    mentions = () if resolution.is_author else (mention,)
    stated = msgspec.structs.replace(
        resolution,
        mentions=(*resolution.mentions, *mentions),
        sources=(*resolution.sources, source.span),
    )
    entity = state.entity_index.apply(stated)
    if candidate.parent is None and verbal and not resolution.is_author:
        state.salience.add_speaker(source.span.start, entity)
        tree = state.context.trees[source.tree]
        anaphor = tree.lower(source.head) in tree.lexicon.words.neuter_pronouns
        if not (anaphor and state.author is entity):
            text = is_own_words(tree, source.head) and entity.type != "document"
            state.author = entity if text else None
    return entity
