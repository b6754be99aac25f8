"""Normalisation: one character for one, as the models know them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.normalise import ZERO_WIDTH, normalise

CASES = [
    ("plain words stay", "plain words stay"),
    ("“So,” he said", '"So," he said'),
    ("„So“ und «da» und »dort«", '"So" und "da" und "dort"'),
    ("‘It’s’ ‚so‘ ‹a›", "'It's' 'so' 'a'"),
    ("`quoted´", "'quoted'"),
    ("a – b — c ‑ d − e", "a - b - c - d - e"),
    ("10\u00a0000\u2009kg\u3000x\ty", "10 000 kg x y"),
    ("one\r\ntwo\rthree\u2028four\u2029five", "one \ntwo\nthree\nfour\nfive"),
    ("bell\a and nul\0 here", "bell  and nul  here"),
    ("half \ud800 pair", "half   pair"),
    ("\ufeffFirst", " First"),
    ("said\u200b, then", "said , then"),
    ("co\u00adoperate", f"co{ZERO_WIDTH}operate"),
    ("in\u200b\u200bside", f"in{ZERO_WIDTH}{ZERO_WIDTH}side"),
    ("\U0001f468\u200d\U0001f469", "\U0001f468 \U0001f469"),
    ("red \u2764\ufe0f heart", "red \u2764  heart"),
    ("wait… what", "wait… what"),
    ("ＡＢＣ，（ｄ）", "ABC,(d)"),
    ("\U0001d401\U0001d428ld", "Bold"),
    ("naïve café 習近平 ½", "naïve café 習近平 ½"),
    ("So far, [it is early] to", "So far,  it is early  to"),
    ("“[We] will” and [W]e", f'" We  will" and  W{ZERO_WIDTH}e'),
    ("work[ed] on", f"work{ZERO_WIDTH}ed  on"),
    ("see [1] and [...] there", "see [1] and [...] there"),
    ("an [open bracket", "an [open bracket"),
    ("''Go,'' she said", '" Go,"  she said'),
    ("``Go,'' she said", '" Go,"  she said'),
    ("he said, ''No.''", 'he said,  "No. "'),
    ("he said, ''No.'' It", 'he said,  "No."  It'),
    ("'the 'so-called''' end", "'the 'so-called'\"  end"),
    ("it fell \u00e2\u20ac\u201d badly", "it fell  -  badly"),
    ("it fell \u00e2 \u20ac\u201c badly", "it fell  -   badly"),
    ("it cost 5 \u20ac” there", 'it cost 5 \u20ac" there'),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=repr)
def test_normalise(text: str, expected: str) -> None:
    """Marks, dashes, spaces and invisible characters get their plain equivalents."""
    assert normalise(text) == expected


@given(st.text(alphabet=st.characters()) | st.text(alphabet="'\"`[]ab \n\r\u200b“”"))
def test_length_stays(text: str) -> None:
    """Any text, also with surrogates, keeps its length."""
    assert len(normalise(text)) == len(text)


@given(st.text(alphabet=st.characters()))
def test_result_is_plain(text: str) -> None:
    """No control character but the newline and no curly mark is left."""
    left = set(normalise(text)) & set("“”‘’«»—–\u00a0\t\r\0\ufeff\u00ad")
    assert not left


@given(st.text(alphabet="abc XYZ.,;:!?()-0123\n\"'", max_size=80))
def test_plain_text_changes_only_at_doubled_marks(text: str) -> None:
    """Plain text is unchanged, except for doubled single marks."""
    if "''" not in text:
        assert normalise(text) == text


def test_long_bracket_is_quick() -> None:
    """The time of an unclosed bracket is linear in the text."""
    text = "[" * 3 + "a" * 200_000
    assert normalise(text) == text
