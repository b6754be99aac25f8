"""The components of hidden states that the network of speakers reads."""

import numpy as np

from service.attribution.coref.antecedents.ranking.components import (
    Components,
    EntityRows,
    entity_vectors,
)


def test_a_sentence_has_a_row_before_its_words() -> None:
    """Position -1 of a word is the sentence itself."""
    first = np.zeros((3, 2), np.float32)
    here = Components.of_sentences([first, np.ones((2, 2), np.float32)])

    assert [here.row(word) for word in ((0, -1), (0, 1), (1, -1), (1, 0))] == [
        0,
        2,
        3,
        4,
    ]
    assert here.rows[here.row((1, -1))].tolist() == [1, 1]


def test_an_entity_has_three_words_and_the_mean_of_all() -> None:
    """The last, the first and the last subject."""
    rows = np.array([[1.0], [2.0], [6.0]], np.float32)
    options = [EntityRows(0, 1, 2, (1, 2)), EntityRows(2, 2, 2, (0,))]

    assert entity_vectors(rows, options).tolist() == [[1, 2, 6, 4], [6, 6, 6, 1]]
