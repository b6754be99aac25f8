"""Running text and tokenizer labels made from trees."""

from tests.unit.training.sentences import tree
from training.text import labels_of, text_of

TREES = (tree("It", "rains", "+."), tree("No"), tree("Go", "+!", paragraph=True))


def test_text_and_labels_have_one_length() -> None:
    """Each character has its label; paragraphs are parted in both."""
    assert text_of(TREES) == "It rains. No\n\nGo!"
    assert labels_of(TREES) == "010000012002\n\n012"
