# ruff: noqa: RUF001 - the look-alikes of quotation marks and hyphens are the subject
"""Normalisation of characters that preserves every offset.

The models were trained on straight quotation marks, hyphens and plain spaces. Each
character is replaced by exactly one, so an offset into the normalised text is an
offset into the text as received.
"""

import re
import unicodedata

from service.text.damaged_characters import ZERO_WIDTH, restore

__all__ = ["ZERO_WIDTH", "normalise"]
"""``ZERO_WIDTH`` replaces an invisible character or an editorial bracket inside a word.

It does not end a word for the tokenizer; the annotator removes it from the word's
text (``convert.strip_invisible``)."""

DOUBLE_QUOTES = frozenset('"“”„‟«»″〝〞〟＂❝❞「」『』')
SINGLE_QUOTES = frozenset("'‘’‚‛‹›′`´＇❛❜")
DASHES = frozenset("-‐‑‒–—―⸺⸻−﹘﹣－")
NEWLINES = frozenset("\n\x0b\x0c\x85\u2028\u2029")

_SPACE_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cs"})
_JOINED_NEWLINE = re.compile(r"\r\n?")
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,300})\]")
_INVISIBLE = re.compile(f"{ZERO_WIDTH}+")
_DOUBLED_SINGLE_MARKS = re.compile(r"(?<!')('?)''('?)(?!')")
_LINE_END = re.compile(r" {0,3}(?:\n|\Z)")
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT = 0xFEE0
_STYLED_LETTERS = range(0x1D400, 0x1D800)


def normalise(text: str) -> str:
    """Return the text in the characters that the models were trained on.

    The result has the length of ``text``. Any string is accepted.
    """
    joined = _JOINED_NEWLINE.sub(_replace_newline, restore(text))
    plain = joined.translate({ord(char): _replace(char) for char in set(joined)})
    for pattern, replace in _REWRITES:
        plain = pattern.sub(replace, plain)
    return plain


def _replace_newline(match: re.Match[str]) -> str:
    return "\n".rjust(len(match[0]))


_TABLES = (
    (DOUBLE_QUOTES, '"'),
    (SINGLE_QUOTES, "'"),
    (DASHES, "-"),
    (NEWLINES, "\n"),
)


def _replace(char: str) -> str:
    """Return the one character that replaces a character."""
    if " " <= char <= "~" and char != "`":
        return char
    for members, replacement in _TABLES:
        if char in members:
            return replacement
    return _replace_by_category(char)


def _replace_by_category(char: str) -> str:
    category = unicodedata.category(char)
    if category in _SPACE_CATEGORIES:
        return " "
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ZERO_WIDTH
    code = ord(char)
    if code in _FULL_WIDTH:
        return chr(code - _FULL_WIDTH_SHIFT)
    if code in _STYLED_LETTERS:
        folded = unicodedata.normalize("NFKC", char)
        return folded if len(folded) == 1 else char
    return char


def _blank_invisible(match: re.Match[str]) -> str:
    """Replace invisible characters by spaces, except inside a word ("did\u200bn't")."""
    before, after = _neighbours(match, " ")
    joined = before in "'&" and match.string[match.start() - 2 : match.start() - 1]
    inside_word = after.isalnum() and (before.isalnum() or (joined or " ").isalnum())
    return match[0] if inside_word else " " * len(match[0])


def _neighbours(match: re.Match[str], edge: str) -> tuple[str, str]:
    text, start, end = match.string, match.start(), match.end()
    return text[start - 1] if start else edge, text[end] if end < len(text) else edge


def _blank_brackets(match: re.Match[str]) -> str:
    """Replace editorial brackets by spaces ("[it is] early").

    Inside a word they become ``ZERO_WIDTH`` ("[W]e" stays one word).
    """
    inside = match[1]
    if not any(char.isalpha() for char in inside):
        return match[0]
    before, after = _neighbours(match, " ")
    opening = ZERO_WIDTH if before.isalnum() and inside[0].isalnum() else " "
    closing = ZERO_WIDTH if after.isalnum() and inside[-1].isalnum() else " "
    return opening + inside + closing


def _replace_doubled_marks(match: re.Match[str]) -> str:
    """Replace two single marks by a double mark with a space on its outer side.

    The space is inside at the edge of a line, so that the line keeps its bounds.
    """
    before, after = _neighbours(match, "\n")
    inner = match[1] + match[2]
    if (before.isspace() or before in "([-") and not after.isspace():
        return f'" {inner}' if before == "\n" else f' "{inner}'
    at_end = _LINE_END.match(match.string, match.end())
    return f'{inner} "' if at_end else f'{inner}" '


_REWRITES = (
    (_BRACKETS, _blank_brackets),
    (_INVISIBLE, _blank_invisible),
    (_DOUBLED_SINGLE_MARKS, _replace_doubled_marks),
)
