"""What the network of the conventions reads, and the form of its scores."""

import numpy as np
import pytest

from service.nlp.conventions import (
    UNKNOWN,
    WINDOW,
    ConventionNetwork,
    MarkedSentence,
    Weights,
    to_steps,
    window,
)
from service.nlp.document import Tagged

NETWORK = ConventionNetwork("sha", ("NOUN", "VERB"), ("acl", "acl:relcl", "obj"), {})


def test_rows_of_names() -> None:
    """A subtype that is not in the list has the row of its relation."""
    assert [NETWORK.row_of_tag(one) for one in ("NOUN", "VERB", "X")] == [1, 2, UNKNOWN]
    names = ("acl", "acl:relcl", "obj:other", "ccomp")
    assert [NETWORK.row_of_relation(one) for one in names] == [1, 2, 3, UNKNOWN]


def test_marks() -> None:
    """The first word of a span has another mark than the rest of it."""
    tags = (Tagged(0, 1, "Source"), Tagged(1, 2, "Cue"), Tagged(2, 4, "Content"))
    names = ("X",) * 5
    assert MarkedSentence(names, names, tags).marks == [5, 4, 6, 3, 0]


def test_steps_have_one_byte() -> None:
    """Log-odds are rounded to steps, and cut where a byte ends."""
    found = to_steps(np.array([0, 0.13, -1, 99, -99], np.float32))
    assert found.tolist() == [0, 1, -8, 127, -127]


@pytest.mark.parametrize(
    ("at", "words", "expected"),
    [
        (0, 3, slice(0, 3)),
        (WINDOW, 3 * WINDOW, slice(0, 2 * WINDOW + 1)),
        (2 * WINDOW, 2 * WINDOW + 1, slice(WINDOW, 2 * WINDOW + 1)),
    ],
)
def test_window(at: int, words: int, expected: slice) -> None:
    """The words around a cue end with the paragraph."""
    assert window(at, words) == expected


def test_weights_keep_their_shape() -> None:
    """An array is read as it was written, up to the precision of float16."""
    array = np.array([[0.5, 1.25, -3], [0, 1, 2]], np.float32)
    assert Weights.of(array).array.tolist() == array.tolist()
