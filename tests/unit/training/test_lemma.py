"""Capitalised forms of the lemma dictionary."""

from training.lemma import capitalised


def test_words_at_the_beginning_of_a_sentence() -> None:
    """A lower-case word gets its capitalised form; a name and a known one do not."""
    known = [("said", "VERB", "say"), ("mara", "PROPN", "Mara"), ("it", "PRON", "it")]

    assert capitalised([*known, ("It", "PRON", "it")], []) == [("Said", "VERB", "say")]
