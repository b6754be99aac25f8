"""A cheap test for texts that are plainly not English."""

import re

FUNCTION_WORDS = frozenset(
    "the of and to that for with was were his her has had have from which they he she"
    " it this be are by not but at as said will would who their its been than".split()
)
"""Frequent in any English text, and words of no other large language by chance."""

LEAST_SHARE = 0.1
"""English news is at a quarter and more; what shares letters with it under 0.05."""

FEW_WORDS = 12
"""Texts shorter than this are judged by their letters alone."""

_WORD = re.compile(r"[^\W\d_]+")


def looks_english(text: str) -> bool:
    """Tell whether a text may be English; short texts get the benefit of the doubt."""
    words = _WORD.findall(text.lower())
    letters = sum(map(len, words))
    if sum(len(word) for word in words if word.isascii()) * 2 < letters:
        return False
    if len(words) < FEW_WORDS:
        return True
    known = sum(word in FUNCTION_WORDS for word in words)
    return known >= LEAST_SHARE * len(words)
