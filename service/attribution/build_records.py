"""Turn drafts and figures into the records that leave the pipeline."""

from collections.abc import Sequence

from service.attribution.candidates import Draft
from service.attribution.classification.features import quoted_share
from service.attribution.context import Scene
from service.attribution.coref.entities import Figure
from service.records import (
    Attribution,
    Cue,
    Notice,
    Outlet,
    OutletCredit,
    Reading,
    Span,
    Speaker,
)
from service.text.article import Article


def write_records(
    scene: Scene,
    drafts: Sequence[Draft],
    figures: Sequence[Figure | None],
    *,
    warnings: tuple[Notice, ...],
) -> Reading:
    """Return the reading: records in text order, speakers and outlets by first use."""
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].start, -drafts[i].end))
    ids = {index: f"a{number}" for number, index in enumerate(order, 1)}
    speakers: dict[int, str] = {}
    outlets: dict[str, str] = {}
    records: list[Attribution] = []
    for index in order:
        figure, name = figures[index], drafts[index].outlet
        if figure is not None:
            speakers.setdefault(id(figure), f"s{len(speakers) + 1}")
        if name is not None:
            outlets.setdefault(name, f"o{len(outlets) + 1}")
        records.append(
            _record(
                scene,
                drafts[index],
                ids=(ids[index], *_links(ids, drafts[index])),
                speaker=speakers.get(id(figure)),
                outlet=outlets.get(name or ""),
            )
        )
    known = {id(f): f for f in figures if f is not None}
    return Reading(
        language="en",
        attributions=tuple(records),
        speakers=tuple(
            _speaker(scene.article, known[key], name) for key, name in speakers.items()
        ),
        outlets=tuple(_outlet(drafts, name, key) for name, key in outlets.items()),
        credits=tuple(Span(start, end) for start, end in scene.article.credits),
        warnings=warnings,
        words=sum(len(tree) for tree in scene.trees),
    )


def _links(ids: dict[int, str], draft: Draft) -> tuple[str | None, str | None]:
    parent = None if draft.parent is None else ids[draft.parent]
    return parent, None if draft.continues is None else ids[draft.continues]


def _record(
    scene: Scene,
    draft: Draft,
    *,
    ids: tuple[str, str | None, str | None],
    speaker: str | None,
    outlet: str | None,
) -> Attribution:
    cue = draft.cue
    return Attribution(
        id=ids[0],
        type=quoted_share(scene, draft),
        kind="speech" if cue is None else cue.kind,
        content=draft.content,
        cue=Cue(draft.cue_span, cue.lemma) if cue and draft.cue_span else None,
        source=draft.source.span if draft.source else None,
        speaker=speaker,
        outlet=(
            OutletCredit(outlet, draft.outlet, draft.outlet_mention)
            if outlet and draft.outlet
            else None
        ),
        addressee=draft.addressee.span if draft.addressee else None,
        parent=ids[1],
        continues=ids[2],
        negated=cue.negated if cue else False,
        confidence=draft.confidence,
        evidence=draft.evidence,
    )


def _speaker(article: Article, figure: Figure, key: str) -> Speaker:
    return Speaker(
        id=key,
        name=_as_written(article, figure.name),
        type=figure.type,
        role=max(figure.roles, key=len, default=None),
        mentions=tuple(sorted(set(figure.sources))),
    )


def _outlet(drafts: Sequence[Draft], name: str, key: str) -> Outlet:
    mentions = {d.outlet_mention for d in drafts if d.outlet == name}
    return Outlet(key, name, tuple(sorted(m for m in mentions if m is not None)))


def _as_written(article: Article, name: str) -> str:
    """Return a name with the article's own apostrophes and dashes, blanks apart."""
    start = article.normalised.find(name)
    if start < 0:
        return name
    written = article.text[start : start + len(name)]
    return "".join(" " if c.isspace() else c for c in written)
