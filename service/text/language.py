"""A test for English by the share of function words, without a model."""

import re

from service.text.text_lists import function_words

LEAST_SHARE = 0.1
"""Least share of function words; English news has 0.25 or more, other languages of
Latin script have less than 0.05."""

FEW_WORDS = 12
"""Texts of fewer words are tested by their letters alone."""

_WORD = re.compile(r"[^\W\d_]+")


def looks_english(text: str) -> bool:
    """Whether the text may be English.

    At least half of the letters are in words of ASCII letters and, from ``FEW_WORDS``
    words on, at least ``LEAST_SHARE`` of the words are function words.
    """
    words = _WORD.findall(text.lower())
    letters = sum(map(len, words))
    if sum(len(word) for word in words if word.isascii()) * 2 < letters:
        return False
    if len(words) < FEW_WORDS:
        return True
    english = function_words().english
    known = sum(word in english for word in words)
    return known >= LEAST_SHARE * len(words)
