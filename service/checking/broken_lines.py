"""Line breaks inside the quotations of a text.

A reading takes a single line break between long lines as the border of two paragraphs.
In a draft or a source that was broken in the middle of a quotation, the quotation then
has no closing mark and may lose its record.
"""

import re

_QUOTATION = re.compile(
    r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|(?<![^\s(\[{\u2013\u2014-])\"[^\"\s][^\"]*(?<=\S)\""
)
"""An opening double mark, and the closing one with no mark of the pair between. Each
match ends at the next mark, so that the search is linear."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_BREAK = re.compile(r"[\r\n]")


def join_broken_lines(text: str) -> str:
    r"""Return a text with a space for each line break inside a quotation.

    The length and all offsets stay the same. A quotation with a blank line is left as
    it is, and so is one that begins again with a mark in the next line ("“One\n“two”").
    """
    return _QUOTATION.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    quotation = match[0]
    if _BLANK_LINE.search(quotation):
        return quotation
    return _BREAK.sub(" ", quotation)
