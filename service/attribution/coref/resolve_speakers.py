"""Say who every source is, over the whole article: the fullest name and the role."""

from collections import deque
from collections.abc import Sequence

from service.attribution.candidates import Draft
from service.attribution.context import Scene
from service.attribution.coref.antecedents.pronouns import (
    narrated_pronouns,
    note_pronoun,
)
from service.attribution.coref.coref_state import Story
from service.attribution.coref.entities import Figure
from service.attribution.coref.mention_detection import gather
from service.attribution.coref.questioners import askers
from service.attribution.coref.resolve import resolve
from service.attribution.coref.salience import Presence
from service.attribution.syntax.sentence import Tree


def resolve_speakers(
    scene: Scene, drafts: Sequence[Draft]
) -> tuple[Figure | None, ...]:
    """Return the figure behind each draft, in their order, None where there is none."""
    reported = tuple(s for d in drafts if d.parent is None for s in d.content)
    story = Story(scene, gather(scene), Presence(scene, reported))
    narrated = _narrated(scene, drafts)
    figures: dict[int, Figure | None] = {}
    order = sorted(range(len(drafts)), key=lambda i: _depth_and_place(drafts, i))
    last: Draft | None = None
    for index in order:
        draft = drafts[index]
        _note_until(story, narrated, _depth_and_place(drafts, index)[1])
        story.askers = askers(scene, draft, last if draft.parent is None else None)
        figures[index] = _speaker(story, draft, figures)
        last = last if draft.source is None else draft
        figure = figures[index]
        if figure is not None and draft.source is not None:
            figure.sources.append(draft.source.span)
            _note(story, draft, figure)
    return tuple(_followed(drafts, figures, i) for i in range(len(drafts)))


def _narrated(scene: Scene, drafts: Sequence[Draft]) -> deque[tuple[Tree, int]]:
    """Return the pronouns of the narrative that are no sources, in text order."""
    said = {(d.source.tree, d.source.head) for d in drafts if d.source is not None}
    pronouns = narrated_pronouns(scene)
    return deque((t, p) for t, p in pronouns if (t.index, p) not in said)


def _note_until(story: Story, narrated: deque[tuple[Tree, int]], offset: int) -> None:
    while narrated and narrated[0][0].tokens[narrated[0][1]].start < offset:
        note_pronoun(story, *narrated.popleft())


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


def _note(story: Story, draft: Draft, figure: Figure) -> None:
    source = draft.source
    if source is None:
        return
    verbal = draft.cue is None or draft.cue.form != "noun"
    if draft.parent is None and verbal:
        story.presence.note(source.span.start, figure)
    figure.places.append((source.span.start, source.tree, verbal))
    figure.places.sort()


def _depth_and_place(drafts: Sequence[Draft], index: int) -> tuple[int, int]:
    draft = drafts[index]
    depth, parent = 0, draft.parent
    while parent is not None and depth <= len(drafts):
        depth, parent = depth + 1, drafts[parent].parent
    at = draft.source.span.start if draft.source else draft.start
    return (depth, at)


def _speaker(
    story: Story, draft: Draft, figures: dict[int, Figure | None]
) -> Figure | None:
    if draft.continues is not None:
        return figures.get(draft.continues)
    parent = figures.get(draft.parent) if draft.parent is not None else None
    source = draft.source or draft.implied
    if source is None:
        return None
    quoted = story.scene.enclosing(source.span.start, source.span.end) is not None
    return resolve(story, source, parent=parent, quoted=quoted, said=draft.content)
