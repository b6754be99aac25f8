"""The made set: quotations of invented articles, put through every edit."""

import pytest

from tests.checking.made_drafts import EDITS
from tests.checking.scoring import Score, score_made_set

SEEDS = (11, 12)
ROUNDS = 1
RIGHT = 0.98
RIGHT_SPEAKERS = 0.95


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def score(request: pytest.FixtureRequest) -> Score:
    """Return the score of one set."""
    return score_made_set(request.param, rounds=ROUNDS)


def test_every_edit_is_made(score: Score) -> None:
    """No edit of the recipe is left out for want of a quotation that suits it."""
    extra = {"reattributed", "of_another_source"}

    assert set(score.by_edit) == {edit.__name__ for edit in EDITS} | extra


def test_verdicts(score: Score) -> None:
    """At least 98 % of the cases get the right verdict, source and flags."""
    assert score.right >= RIGHT * score.cases, "\n".join(score.wrong)


def test_no_altered_quotation_passes(score: Score) -> None:
    """No altered or invented quotation is called verbatim, typography or trimmed."""
    assert score.passed == 0


def test_speakers(score: Score) -> None:
    """At least 95 % of the cases get the right verdict on the speaker."""
    assert score.right_speakers >= RIGHT_SPEAKERS * score.speakers
