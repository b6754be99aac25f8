"""Name the outlet of a medium that is told by a pronoun or by what it is.

Only when the speakers are known is "the newspaper said" or "it said" the medium that
was named before.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.candidates import Draft
from service.attribution.context import Scene
from service.attribution.coref.entities import Figure
from service.attribution.lexicon import Lexicon
from service.attribution.outlets.detect_outlets import ITSELF


def settle_outlets(
    scene: Scene, drafts: Sequence[Draft], figures: Sequence[Figure | None]
) -> tuple[Draft, ...]:
    """Return the drafts with the names of the media that speak themselves."""
    return tuple(
        _settled(scene.lexicon, draft, figure)
        for draft, figure in zip(drafts, figures, strict=True)
    )


def _settled(lexicon: Lexicon, draft: Draft, figure: Figure | None) -> Draft:
    name = None if figure is None else known_medium(lexicon, figure)
    unnamed = draft.outlet is None or draft.outlet.islower()
    if name is None or draft.source is None or not unnamed:
        return draft
    return replace(draft, outlet=name, evidence=draft.because("outlets", ITSELF))


def known_medium(lexicon: Lexicon, figure: Figure) -> str | None:
    """Return the name of a figure that is a medium."""
    if figure.type != "organization" or not figure.named:
        return None
    for name in (figure.name, f"the {figure.name}"):
        known = lexicon.outlets.get(name.casefold())
        if known:
            return known
    several = len(figure.words) > 1
    return figure.name if several and figure.words[-1] in lexicon.media else None
