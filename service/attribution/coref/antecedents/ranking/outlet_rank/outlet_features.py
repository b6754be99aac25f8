"""Features of a name as the outlet of a record.

A name of a feature is made of words and of classes of numbers. They mean nothing but in
the fitted numbers. Features that begin with "rule" say what the rules chose, those that
begin with "listed" what the list of media and the rules know of the name: a fit hides
either at random, so that unknown names are found as well.
"""

from collections.abc import Iterator

from service.attribution.coref.antecedents.ranking.classes import up_to
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_options import (
    OutletOption,
    OutletSequence,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_record import (
    OutletRecord,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.place_features import (
    place_features,
)
from service.attribution.outlets.media_slots import LONGEST_INITIALS
from service.text.media_list import fold_name

_FIRST_SENTENCES = 2


def outlet_features(
    sequence: OutletSequence, record: OutletRecord, option: OutletOption
) -> frozenset[str]:
    """Return the features of an option of a record."""
    if option.key is None:
        return frozenset(_nothing(sequence, record))
    return frozenset(
        {
            *_rules(record, option),
            *_name(sequence, option),
            *_others(sequence, record, option.key),
            *_same_speaker(sequence, record, option.key),
            *_speakers(sequence, record, option.key),
            *place_features(sequence, record, option),
        }
    )


def _nothing(sequence: OutletSequence, record: OutletRecord) -> Iterator[str]:
    """Yield the features of no outlet."""
    candidate, kind = record.candidate, record.kind
    yield "none"
    yield f"none {kind}"
    yield f"none cue {record.lemma}"
    yield f"none frame {candidate.frame}"
    yield f"none addressee {candidate.addressee is not None} {record.lemma}"
    yield f"none speaker {record.speaker}"
    yield f"none credited {up_to(len(sequence.credited), 0, 1, 2)}"
    index = sequence.context.quotation_index
    quoted = any(
        True
        for span in candidate.content
        for _ in index.overlapping(span.start, span.end)
    )
    yield f"none quoted {quoted} {kind}"
    if candidate.outlet is None:
        yield "rule none"
        yield f"rule none {kind}"
    else:
        yield f"rule against {candidate.outlet_role}"


def _rules(record: OutletRecord, option: OutletOption) -> Iterator[str]:
    """Yield whether the rules chose the option, and by which rule."""
    candidate = record.candidate
    role = candidate.outlet_role
    if option.by_rule:
        yield "rule"
        yield f"rule role {role} {record.kind}"
        yield f"rule role {role} {record.lemma}"
    elif candidate.outlet is None:
        yield "rule no"
    else:
        yield f"rule other {role}"


def _name(sequence: OutletSequence, option: OutletOption) -> Iterator[str]:
    """Yield what the name is by the lists and by its form."""
    yield from _listed(sequence, option)
    yield from _form(option.name or "")
    lexicon, name = sequence.context.lexicon, option.name or ""
    folded = fold_name(name)
    words = folded.split()
    if words and words[-1] in lexicon.name_words.media:
        yield f"media word {len(words) > 1}"
    if any(w in lexicon.name_words.non_media or w in lexicon.sources for w in words):
        yield "other body"
    if any(word in lexicon.names for word in words[:1]):
        yield "given name"
    if folded in lexicon.countries.names:
        yield "country"
    if folded in sequence.places.media.actors:
        yield "actor"
    if name in sequence.credits:
        yield "credit"
    yield f"places {up_to(option.number, 0, 1, 2, 4)}"
    places = sequence.places.places.get(option.key or "", ())
    early = any(place.tree < _FIRST_SENTENCES for place in places)
    yield f"early {early}"


def _form(name: str) -> Iterator[str]:
    """Yield how a name is written."""
    initials = name.isupper() and len(name) <= LONGEST_INITIALS
    yield f"form {'initials' if initials else up_to(len(name.split()), 1, 2, 3)}"
    if "." in name:
        yield "domain"
    if name.islower():
        yield "lower"


def _listed(sequence: OutletSequence, option: OutletOption) -> Iterator[str]:
    name = option.name or ""
    listed = sequence.context.lexicon.outlets.find(name)
    if listed is not None:
        yield f"listed {listed.ambiguous}"
        yield f"listed kind {listed.kind}"
    if fold_name(name) in sequence.places.media.names:
        yield "listed told"
    if any(place.looks for place in option.near):
        yield "listed looks"


def _others(sequence: OutletSequence, record: OutletRecord, key: str) -> Iterator[str]:
    """Yield which other records the rules gave the same outlet."""
    index, kind, own = record.index, record.kind, sequence.entities[record.index]
    keys, order = sequence.keys, sequence.order
    number = sequence.key_counts[key] - (keys[index] == key)
    yield f"others {up_to(number, 0, 1, 2, 4)}"
    here = sequence.rank[index]
    for name, place in (("previous", here - 1), ("next", here + 1)):
        if not 0 <= place < len(order) or keys[order[place]] != key:
            continue
        other = order[place]
        same = own is not None and sequence.entities[other] is own
        role = sequence.candidates[other].outlet_role
        yield f"others {name} {kind}"
        yield f"others {name} role {role} same {same}"
        yield f"others {name} {record.speaker} {role}"
    links = (
        ("parent", record.candidate.parent),
        ("continued", record.candidate.continues),
    )
    for name, linked in links:
        if linked is not None and keys[linked] == key:
            yield f"others {name}"
            yield f"others {name} role {sequence.candidates[linked].outlet_role}"


def _same_speaker(
    sequence: OutletSequence, record: OutletRecord, key: str
) -> Iterator[str]:
    """Yield where the nearest record of the speaker with the same outlet is."""
    index, own, rank = record.index, sequence.entities[record.index], sequence.rank
    same = [
        n
        for n in sequence.neighbours(index)
        if n != index and sequence.keys[n] == key and sequence.entities[n] is own
    ]
    if own is None or not same:
        return
    nearest = min(same, key=lambda n: abs(rank[n] - rank[index]))
    steps = rank[nearest] - rank[index]
    side = "before" if steps < 0 else "after"
    yield f"others speaker {side} {up_to(abs(steps), 1, 2, 4, 8)}"
    yield f"others speaker {side} {sequence.candidates[nearest].outlet_role}"
    yield f"others speaker {side} {record.kind}"
    yield f"others speaker {side} {record.speaker}"


def _speakers(
    sequence: OutletSequence, record: OutletRecord, key: str
) -> Iterator[str]:
    """Yield which records have the medium itself as their speaker."""
    index, kind, parent = record.index, record.kind, record.candidate.parent
    keys, order = sequence.speaker_keys, sequence.order
    if keys[index] == key:
        yield "speaks"
        yield f"speaks {kind}"
        yield f"speaks {record.lemma}"
    if parent is not None and keys[parent] == key:
        yield "parent speaks"
    here = sequence.rank[index]
    for name, place in (("previous", here - 1), ("next", here + 1)):
        if 0 <= place < len(order) and keys[order[place]] == key:
            yield f"{name} speaks"
            yield f"{name} speaks {kind}"
    yield f"number speaks {up_to(sequence.speaker_counts[key], 0, 1, 2, 4)}"
