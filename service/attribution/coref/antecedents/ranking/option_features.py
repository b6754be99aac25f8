"""Features of an entity as the speaker of a candidate: agreement and other records.

A name of a feature is made of words and of classes of numbers ("last sentence 3":
up to three sentences). They mean nothing but in the fitted numbers.
"""

from collections.abc import Iterator

from service.attribution.coref.antecedents.ranking.classes import type_of, up_to
from service.attribution.coref.antecedents.ranking.description_features import (
    description_features,
)
from service.attribution.coref.antecedents.ranking.mention_features import (
    mentions_after,
    mentions_before,
)
from service.attribution.coref.antecedents.ranking.mention_words import MentionWords
from service.attribution.coref.antecedents.ranking.options import Option
from service.attribution.coref.antecedents.ranking.ranked_record import RankedRecord
from service.attribution.coref.antecedents.ranking.speaker_sequence import (
    SpeakerSequence,
)
from service.attribution.coref.entities import Entity


def option_features(
    record: RankedRecord,
    option: Option,
    speakers: SpeakerSequence,
    words: MentionWords,
) -> frozenset[str]:
    """Return the features of an option of a candidate."""
    entity = option.entity
    if entity is None:
        found = _new(record) if option.is_new else _nobody(record)
        return frozenset(found)
    return frozenset(
        {
            *_agreement(record, option, entity),
            *_other_records(record, entity, speakers),
            *mentions_before(record, option, entity, words),
            *mentions_after(record, option, entity),
            *description_features(record.anaphor, entity, type_of(entity)),
        }
    )


def _new(record: RankedRecord) -> Iterator[str]:
    """Yield the features of the speaker whom a description introduces."""
    description = record.anaphor.description
    yield "new"
    yield f"new {record.anaphor.kind}"
    if description is not None:
        yield f"new {description.determiner}"
        yield f"new {description.type}"
        yield f"new plural {description.plural}"
    if record.by_rules is not None:
        rules = record.by_rules
        yield f"new against {'named' if rules.named else 'unnamed'} {rules.type}"


def _nobody(record: RankedRecord) -> Iterator[str]:
    """Yield the features of no speaker at all."""
    kind = record.anaphor.kind
    yield "none"
    yield f"none {record.anaphor.key}"
    yield f"none {kind}"
    yield f"none first person {record.first_person}"
    yield f"none parent {record.parent is not None} {kind}"
    if record.by_rules is None:
        yield from ("rule", f"rule {kind}", "rule none")


def _agreement(record: RankedRecord, option: Option, entity: Entity) -> Iterator[str]:
    kind, kept = record.anaphor.kind, type_of(entity)
    yield f"type {kept}"
    yield f"type {kept} {kind}"
    yield f"gender {entity.gender} {record.anaphor.key}"
    if option.by_rule:
        description = record.anaphor.description
        yield "rule"
        yield f"rule {kind}"
        yield f"rule type {kept}"
        yield f"rule determiner {description.determiner if description else ''}"
    if record.by_rules is None:
        yield f"no rule {kind}"
    if kind in {"continuation", "agentless"}:
        yield f"first person {record.first_person} type {kept}"
        in_content = option.is_in(record.content)
        yield f"third person {record.third_person} in content {in_content}"
        if record.first_of_chain is entity:
            yield "chain"
    if kind == "first_person":
        yield f"first_person quoted {record.quoted} {kept}"
    if record.quoted:
        yield f"quoted source {kept}"


def _other_records(
    record: RankedRecord, entity: Entity, speakers: SpeakerSequence
) -> Iterator[str]:
    """Yield which other attributions the rules resolved to the entity."""
    kind = record.anaphor.kind
    for steps, other in enumerate(record.previous):
        if other is entity:
            yield from (f"previous {steps}", f"previous {steps} {kind}")
    if record.previous and record.previous[0] is entity:
        yield from _place_of_latest(record)
    if record.following is entity:
        yield from ("next", f"next {kind}")
    if record.parent is entity:
        yield from ("parent", f"parent {kind}", f"parent quoted {record.quoted}")
    elif record.parent is not None:
        yield f"no parent {kind}"
    others = speakers.count(entity) - (record.by_rules is entity)
    yield f"spoken {up_to(others, 0, 1, 2, 4, 8)}"


def _place_of_latest(record: RankedRecord) -> Iterator[str]:
    """Yield how far before the last outermost candidate is."""
    context, latest = record.context, record.latest
    tree = None if latest is None else context.tree_at(latest.start)
    if latest is None or tree is None:
        return
    sentence = record.anaphor.tree.index
    apart = context.paragraphs[sentence] - context.paragraphs[tree.index]
    yield f"previous paragraph {up_to(apart, 0, 1, 2, 4)}"
    yield f"previous sentence {up_to(sentence - tree.index, 0, 1, 2, 4)}"
    source = latest.source or latest.implied
    if source is not None and source.tree == sentence:
        yield "previous same sentence"
