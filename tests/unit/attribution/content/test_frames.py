"""Which frames are tried for a cue, and in which order."""

import pytest

from service.attribution.content.frames import match_frames
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
