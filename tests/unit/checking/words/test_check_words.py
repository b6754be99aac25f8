"""Words as a check compares them."""

import pytest

from service.checking.words.check_words import ends_sentence, read_words


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("We won’t go", "we won't go"),
        ("1,000 or 1 000 or 1\u202f000", "1000 or 1000 or 1000"),
        ("3.5 million, 2020, 12", "3.5 million 2020 12"),
        ("$5 and 7%", "$ 5 and 7 %"),
        ("twenty-five – or so", "twenty five or so"),
        ("[W]e were the[re]", "we were there"),
        ("soft\u00adware cafe\u0301 caf\u00e9", "software café café"),
        ("“Well,” she said.", "well she said"),
        ("20mph", "20 mph"),
        ("", ""),
    ],
)
def test_normal_forms(text: str, keys: str) -> None:
    """Two spellings of one word are one key; positions are those of the text."""
    words = read_words(text)

    assert " ".join(words.keys) == keys
    assert all(
        text[start:end] == words.written(number)
        for number, (start, end) in enumerate(
            zip(words.starts, words.ends, strict=True)
        )
    )


@pytest.mark.parametrize(
    ("gap", "ends"),
    [
        (". ", True),
        (",” ", True),
        (" “", True),
        ("\n\n", True),
        (": ", True),
        (", ", False),
        (" – ", False),
        ("\n", False),
        (" ", False),
    ],
)
def test_borders(gap: str, ends: bool) -> None:  # noqa: FBT001 - a column
    """Sentences end at stops, quotation marks and blank lines."""
    assert ends_sentence(gap) is ends
