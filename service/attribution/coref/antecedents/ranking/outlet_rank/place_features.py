"""Features of the places that name an option, and of the way from them to the cue."""

from collections.abc import Iterator
from typing import Literal, get_args

from service.attribution.coref.antecedents.ranking.classes import up_to
from service.attribution.coref.antecedents.ranking.outlet_rank.named_places import (
    NamedPlace,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_options import (
    OutletOption,
    OutletSequence,
)
from service.attribution.coref.antecedents.ranking.outlet_rank.outlet_record import (
    OutletRecord,
)
from service.attribution.syntax.sentence import Tree

_LONGEST_PATH = 4
_NEAR_END, _NEAR_START = 3, 4
"""Words from the end and the start of a sentence."""
_Nouns = Literal[
    "apposed_media",
    "generic_media",
    "media",
    "media_staff",
    "media_writings",
    "medium_partners",
    "occasions",
    "own_words",
    "platform_pages",
    "posted_texts",
    "public_bodies",
    "reports",
    "studies",
]
_Verbs = Literal[
    "airing",
    "asking",
    "media_acts",
    "media_writing",
    "medium_reports",
    "obtaining",
    "on_air",
    "posting",
    "publishing",
    "quoting",
    "relaying",
    "showing",
    "telling",
]
"""The classes of the lexicon whose words stand with media."""


def place_features(
    sequence: OutletSequence, record: OutletRecord, option: OutletOption
) -> Iterator[str]:
    """Yield where the article names an option, seen from a record."""
    if not option.near:
        yield f"far {record.kind}"
        return
    own = [place for place in option.near if place.tree == record.tree.index]
    for place in own:
        yield from _in_sentence(record, place)
        yield from _around(record.tree, place, "own")
    nearest, context = option.near[0], sequence.context
    apart = nearest.tree - record.tree.index
    side = "before" if apart < 0 else "after"
    if not own:
        yield from _around(context.trees[nearest.tree], nearest, side)
        yield from _subject(sequence, record, nearest, side)
    yield f"apart {side} {abs(apart)} {record.kind}"
    paragraphs = context.paragraphs
    same = paragraphs[nearest.tree] == paragraphs[record.tree.index]
    yield f"paragraph {same} {side}"
    yield f"speaker {record.speaker} {'own' if own else side}"
    yield f"label {nearest.label}"
    yield f"label {nearest.label} {bool(own)}"
    yield f"content {_is_in_content(record, nearest)}"


def _is_in_content(record: OutletRecord, place: NamedPlace) -> bool:
    mention = place.medium.mention
    return record.candidate.covers(mention.start, mention.end)


def _in_sentence(record: OutletRecord, place: NamedPlace) -> Iterator[str]:
    """Yield the way from a name to the cue, and where it stands."""
    tree, cue, lemma = record.tree, record.cue, record.lemma
    yield from _in_phrases(record, place)
    if cue < 0:
        return
    path, step = path_between(tree, place.head, cue), _step(tree, place.head)
    yield f"path {path}"
    yield f"path {path} {lemma}"
    for name in _classes_of(tree, cue):
        yield f"path {path} class {name}"
    ends = len(tree) - place.end_in(tree) <= _NEAR_END
    yield f"ends {ends} starts {place.head < _NEAR_START} {step}"
    yield f"ends {ends} content {_is_in_content(record, place)} {step}"
    after = place.head > cue
    yield f"after cue {after}"
    yield f"words {up_to(abs(place.head - cue), 1, 2, 3, 5, 8, 12)} {after}"


def _in_phrases(record: OutletRecord, place: NamedPlace) -> Iterator[str]:
    """Yield how a name takes part in the source and the addressee."""
    candidate, lemma = record.candidate, record.lemma
    source, addressee = candidate.source, candidate.addressee
    if source is not None and source.tree == place.tree:
        if place.head == source.head:
            yield "source"
            yield f"source {lemma}"
            yield f"source {candidate.frame}"
        elif place.head in source.positions:
            yield f"in source {_step(record.tree, place.head)}"
    if addressee is not None and place.head in addressee.positions:
        yield f"addressee {place.head == addressee.head}"
        yield f"addressee {lemma}"


def _around(tree: Tree, place: NamedPlace, side: str) -> Iterator[str]:
    """Yield the words above and before a name."""
    step, above = _step(tree, place.head), tree.head(place.head)
    yield f"{side} step {step}"
    if place.head:
        yield f"{side} word {tree.lower(place.head - 1)}"
    if above is None:
        return
    yield f"{side} above {tree.lemma(above)}"
    yield f"{side} above {tree.lemma(above)} {step}"
    for name in _classes_of(tree, above):
        yield f"{side} above class {name} {step}"
    top = tree.head(above)
    if top is None or tree.tokens[above].upos not in {"NOUN", "PROPN"}:
        return
    step = _step(tree, above)
    yield f"{side} top {tree.lemma(top)} {step}"
    for name in _classes_of(tree, top):
        yield f"{side} top class {name} {step}"


def _subject(
    sequence: OutletSequence, record: OutletRecord, place: NamedPlace, side: str
) -> Iterator[str]:
    """Yield whether the speaker is the subject of the verb above a name."""
    tree, entity = sequence.context.trees[place.tree], sequence.entities[record.index]
    for above in tree.ancestors(place.head):
        subject = tree.subject(above)
        if subject is None:
            continue
        words = () if entity is None else entity.words
        who = "speaker" if tree.lower(subject) in words else "other"
        if tree.tokens[subject].upos == "PRON":
            who = "pronoun"
        yield f"{side} subject {who}"
        for name in _classes_of(tree, above):
            yield f"{side} subject {who} {name}"
        return


def path_between(tree: Tree, word: int, cue: int) -> str:
    """Return the relations from a word up and down to the cue, "long" for many."""
    goal = [cue, *tree.ancestors(cue)]
    up: list[str] = []
    position: int | None = word
    while position is not None and position not in goal:
        up.append(_step(tree, position))
        position = tree.head(position)
    end = len(goal) if position is None else goal.index(position)
    down = ["?"] if position is None else [tree.rels[p] for p in goal[:end]]
    if len(up) + len(down) > _LONGEST_PATH:
        return "long"
    return f"{' '.join(up)} | {' '.join(down)}"


def _step(tree: Tree, position: int) -> str:
    """Return the relation of a word, with its preposition."""
    case, rel = tree.case(position), tree.tokens[position].deprel
    return f"{rel}:{case}" if case else rel


def _classes_of(tree: Tree, position: int) -> list[str]:
    """Return the classes of nouns and verbs for media that have a word."""
    lemma, lexicon = tree.lemma(position), tree.lexicon
    nouns = [name for name in get_args(_Nouns) if lemma in getattr(lexicon.nouns, name)]
    return nouns + [
        name for name in get_args(_Verbs) if lemma in getattr(lexicon.verbs, name)
    ]
