"""Stage: the records that leave the pipeline, from candidates and entities."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, starmap

from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.features import quotation_type
from service.attribution.context import Context
from service.attribution.coref.entities import Entity
from service.attribution.coref.profiles.build_profiles import ProfiledSpeaker
from service.nlp.annotator import Annotation
from service.records import (
    Attribution,
    Cue,
    Evidence,
    Notice,
    Outlet,
    OutletCredit,
    Reading,
    Span,
    Speaker,
)
from service.text.article import Article

_STOP_INSIDE = re.compile(r"[,.](?=[\"'”’]$)")  # noqa: RUF001 - a closing mark
MOST_NOTICES = 10
"""Warnings of one code that are given each; one more sums up the others."""


def build_records(
    context: Context,
    candidates: Sequence[Candidate],
    entities: Sequence[Entity | None],
    profiles: Mapping[int, ProfiledSpeaker],
    *,
    warnings: tuple[Notice, ...],
) -> Reading:
    """Return the reading: records in text order, speakers and outlets by first use."""
    candidates = [_with_outlet_as_written(context.article, c) for c in candidates]
    order = _text_order(candidates)
    ids = {index: f"a{number}" for number, index in enumerate(order, 1)}
    speakers: dict[int, str] = {}
    outlets: dict[str, str] = {}
    records: list[Attribution] = []
    for index in order:
        entity, name = entities[index], candidates[index].outlet
        if entity is not None:
            speakers.setdefault(id(entity), f"s{len(speakers) + 1}")
        if name is not None:
            outlets.setdefault(name, f"o{len(outlets) + 1}")
        records.append(
            _record(
                context,
                _with_reasons(candidates[index], entity),
                ids=(ids[index], *_links(ids, candidates[index])),
                speaker=speakers.get(id(entity)),
                outlet=outlets.get(name or ""),
            )
        )
    return Reading(
        language="en",
        attributions=tuple(records),
        speakers=_speakers(context.article, entities, profiles, speakers),
        outlets=_outlets(candidates, outlets),
        credits=tuple(Span(start, end) for start, end in context.article.credits),
        warnings=warnings,
        words=sum(len(tree) for tree in context.trees),
    )


def _with_reasons(candidate: Candidate, entity: Entity | None) -> Candidate:
    """Return the candidate with the reasons why its speaker's names are one's."""
    reasons = () if entity is None else sorted(entity.joined_by)
    evidence = (Evidence("coref", reason) for reason in reasons)
    return replace(candidate, evidence=(*candidate.evidence, *evidence))


def _text_order(candidates: Sequence[Candidate]) -> list[int]:
    """Return the indices of the candidates in text order, the longer of two first."""
    places = [(candidate.start, -candidate.end) for candidate in candidates]
    return sorted(range(len(candidates)), key=places.__getitem__)


def _links(ids: dict[int, str], candidate: Candidate) -> tuple[str | None, str | None]:
    parent = None if candidate.parent is None else ids[candidate.parent]
    return parent, None if candidate.continues is None else ids[candidate.continues]


def _record(
    context: Context,
    candidate: Candidate,
    *,
    ids: tuple[str, str | None, str | None],
    speaker: str | None,
    outlet: str | None,
) -> Attribution:
    cue = candidate.cue
    return Attribution(
        id=ids[0],
        type=quotation_type(context, candidate),
        kind="speech" if cue is None else cue.kind,
        content=candidate.content,
        cue=Cue(candidate.cue_span, cue.lemma) if cue and candidate.cue_span else None,
        source=candidate.source.span if candidate.source else None,
        speaker=speaker,
        outlet=(
            OutletCredit(outlet, candidate.outlet, candidate.outlet_mention)
            if outlet and candidate.outlet
            else None
        ),
        addressee=candidate.addressee.span if candidate.addressee else None,
        parent=ids[1],
        continues=ids[2],
        negated=cue.negated if cue else False,
        confidence=candidate.confidence,
        evidence=candidate.evidence,
    )


def _speakers(
    article: Article,
    entities: Sequence[Entity | None],
    profiles: Mapping[int, ProfiledSpeaker],
    ids: dict[int, str],
) -> tuple[Speaker, ...]:
    """Return the speakers; ``ids`` maps the identity of an entity to a speaker's id.

    ``profiles`` has what is known of each entity that speaks, by its number.
    """
    by_identity = {id(entity): entity for entity in entities if entity is not None}
    return tuple(
        _speaker(article, key, by_identity[identity], profiles)
        for identity, key in ids.items()
    )


def _speaker(
    article: Article, key: str, entity: Entity, profiles: Mapping[int, ProfiledSpeaker]
) -> Speaker:
    profiled = profiles[entity.number]
    return Speaker(
        id=key,
        name=name_as_written(article, entity.name),
        type=entity.type,
        role=max(entity.roles, key=len, default=None),
        mentions=profiled.mentions,
        profile=profiled.profile,
    )


def _outlets(
    candidates: Sequence[Candidate], ids: dict[str, str]
) -> tuple[Outlet, ...]:
    """Return the outlets; ``ids`` maps the name of an outlet to its id."""
    mentions: dict[str, set[Span]] = {name: set() for name in ids}
    for candidate in candidates:
        if candidate.outlet is not None and candidate.outlet_mention is not None:
            mentions[candidate.outlet].add(candidate.outlet_mention)
    return tuple(
        Outlet(key, name, tuple(sorted(mentions[name]))) for name, key in ids.items()
    )


def _with_outlet_as_written(article: Article, candidate: Candidate) -> Candidate:
    if candidate.outlet is None:
        return candidate
    return replace(candidate, outlet=outlet_as_written(article, candidate.outlet))


def outlet_as_written(article: Article, name: str) -> str:
    """Return the name of an outlet with the marks and apostrophes that it has.

    A comma or a full stop before a closing mark at the end is no part of the name.
    """
    return _STOP_INSIDE.sub("", name_as_written(article, name))


def name_as_written(article: Article, name: str) -> str:
    """Return a name with the article's own apostrophes and dashes.

    Every kind of blank becomes a plain space.
    """
    start = article.normalised.find(name)
    if start < 0:
        return name
    written = article.text[start : start + len(name)]
    return "".join(" " if c.isspace() else c for c in written)


def notices_of(
    article: Article,
    mark_warnings: Iterable[Notice],
    annotations: Iterable[Annotation],
) -> tuple[Notice, ...]:
    """Return the warnings of the text, of its quotation marks and of the annotator."""
    told = (each for one in annotations for each in starmap(Notice, one.warnings))
    return sum_up_notices(chain(starmap(Notice, article.warnings), mark_warnings, told))


def sum_up_notices(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return the first ten notices of each code, and one for the others of a code.

    That one says how many they are and has their spans.
    """
    kept: list[Notice] = []
    by_code: dict[str, list[Notice]] = {}
    for notice in notices:
        same = by_code.setdefault(notice.code, [])
        same.append(notice)
        if len(same) <= MOST_NOTICES:
            kept.append(notice)
    for code, same in by_code.items():
        if more := same[MOST_NOTICES:]:
            spans = tuple(span for notice in more for span in notice.spans)
            kept.append(Notice(code, f"and {len(more)} more of these", spans))
    return tuple(kept)
