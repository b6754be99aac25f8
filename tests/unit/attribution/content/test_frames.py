"""Which frames are tried for a cue, and in which order."""

import pytest

from service.attribution.content.frames import match_frames, match_tags
from service.attribution.cues.detect_cues import find_cues
from tests.support.builders import context_of

HALE = "Hale/NNP>2:nsubj "
FRAMES = [
    pytest.param(
        "{0}called=call/VBD>0:root the/DT>4:det raid/NN>2:obj a/DT>6:det "
        "crime/NN>2:xcomp",
        "call",
        id="the predicate before the object",
    ),
    pytest.param(
        "{0}said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        "that",
        id="a clause",
    ),
    pytest.param(
        "{0}{{Cue thundered=thunder/VBD>0:root }} it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        "that",
        id="any frame for a tagged word that the lexicon lacks",
    ),
    pytest.param(
        "{0}{{Cue thundered=thunder/VBD>0:root }} against/IN>5:case the/DT>5:det "
        "plan/NN>2:obl",
        "p",
        id="any preposition for that word",
    ),
    pytest.param(
        "{0}{{Cue insisted=insist/VBD>0:root }} to/TO>4:mark leave/VB>2:xcomp",
        "inf",
        id="another frame for a tagged word",
    ),
    pytest.param(
        "{0}{{Cue insisted=insist/VBD>0:root }} against/IN>5:case the/DT>5:det "
        "plan/NN>2:obl",
        None,
        id="no other preposition for it",
    ),
    pytest.param(
        "{0}insisted=insist/VBD>0:root to/TO>4:mark leave/VB>2:xcomp",
        None,
        id="no other frame without the tagger",
    ),
]


@pytest.mark.parametrize(("row", "frame"), FRAMES)
def test_frames(row: str, frame: str | None) -> None:
    """The first frame with a content matches; a tagged cue has further frames."""
    here = context_of(row.format(HALE))
    (cue,) = find_cues(here)
    match = match_frames(here.trees[0], cue)
    assert (match.frame if match else None) == frame


TAGS = [
    pytest.param(
        "{{Content It/PRP>2:nsubj fell=fall/VBD>4:ccomp }} ,/,>4:punct "
        "{{Source Hale/NNP>5:nsubj }} {{Cue said=say/VBD>0:root }} ,/,>9:punct "
        "{{Content but/CC>9:cc slowly/RB>9:advmod }} ./.>5:punct",
        (0, 1, 6, 7),
        id="both sides of the only cue",
    ),
    pytest.param(
        "{{Cue Rejected=reject/VBD>0:root }} {{Content the/DT>3:det offer/NN>1:obj }} "
        ",/,>5:punct {{Cue called=call/VBD>1:conj }} {{Content it/PRP>5:obj "
        "madness/NN>5:xcomp }} ./.>1:punct",
        (5, 6),
        id="nearest of the last cue",
    ),
    pytest.param(
        "{{Content It/PRP>2:nsubj fell=fall/VBD>6:ccomp }} in/IN>5:case the/DT>5:det "
        "long/JJ>5:amod winter/NN>2:obl {{Cue said=say/VBD>0:root }} Hale/NNP>7:nsubj",
        None,
        id="none near",
    ),
]


@pytest.mark.parametrize(("row", "positions"), TAGS)
def test_tagged_contents(row: str, positions: tuple[int, ...] | None) -> None:
    """Tagged contents beside a tagged cue; a source in between is no distance."""
    here = context_of(row.format())
    cue = find_cues(here)[-1]
    match = match_tags(here.trees[0], cue)
    assert (match.positions if match else None) == positions
