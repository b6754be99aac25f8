"""Say who every source is, over the whole article: the fullest name and the role."""

from collections.abc import Sequence

from service.attribution.draft import Draft
from service.attribution.figures import Figure
from service.attribution.gathering import gather
from service.attribution.presence import Presence
from service.attribution.resolver import resolve
from service.attribution.scene import Scene
from service.attribution.story import Story


def resolve_speakers(
    scene: Scene, drafts: Sequence[Draft]
) -> tuple[Figure | None, ...]:
    """Return the figure behind each draft, in their order, None where there is none."""
    story = Story(scene, gather(scene), Presence(scene))
    figures: dict[int, Figure | None] = {}
    order = sorted(range(len(drafts)), key=lambda i: _depth_and_place(drafts, i))
    for index in order:
        draft = drafts[index]
        figures[index] = _speaker(story, draft, figures)
        figure = figures[index]
        if figure is not None and draft.source is not None:
            figure.sources.append(draft.source.span)
            _note(story, draft, figure)
    return tuple(_followed(drafts, figures, i) for i in range(len(drafts)))


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
    if draft.parent is None:
        story.presence.note(source.span.start, figure)
    figure.places.append((source.span.start, source.tree, True))
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
    return resolve(story, source, parent=parent, quoted=quoted)
