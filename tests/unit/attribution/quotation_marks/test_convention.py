"""The convention of quotation marks that an article follows."""

import pytest

from service.attribution.quotation_marks import find_quotations
from service.text.reader import read_article

QUOTED = [
    pytest.param("”No,“ she said. ”Never.“", ["”No,“", "”Never.“"], id="reversed"),
    pytest.param("»No,« she said.", ["»No,«"], id="reversed guillemets"),
    pytest.param("“No,“ she said.", ["“No,“"], id="the opening mark twice"),
    pytest.param("”No,” she said.", ["”No,”"], id="the closing mark twice"),
    pytest.param("»No,» she said.", ["»No,»"], id="one guillemet twice"),
    pytest.param('“No," she said.', ['“No,"'], id="curly, then straight"),
    pytest.param("„No,“ she said.", ["„No,“"], id="low"),
    pytest.param("„No,” she said.", ["„No,”"], id="low, then high"),
    pytest.param("「No,」 she said.", ["「No,」"], id="corner brackets"),
    pytest.param("``No,'' she said.", ["``No,''"], id="backticks"),
    pytest.param("She said ``no.''", ["``no.''"], id="apostrophes at the end"),
    pytest.param('No way," she said.', ['No way,"'], id="lost opening mark"),
    pytest.param(
        '"No," she said. No way," he said.',
        ['"No,"', 'No way,"'],
        id="lost opening mark after a quotation",
    ),
    pytest.param("&quot;No,&quot; she said.", ["&quot;No,&quot;"], id="references"),
    pytest.param("â€œNo,â€ she said.", ["â€œNo,â€"], id="mojibake"),
    pytest.param(
        "'The lads' day,' she said. 'No.'",
        ["'The lads' day,'", "'No.'"],
        id="single marks and a plural possessive",
    ),
    pytest.param(
        "It had 'betrayed its workers' and 'lied', he said.",
        ["'betrayed its workers'", "'lied'"],
        id="a fragment that ends in a plural",
    ),
    pytest.param(
        "'No,' she said. 'We stay.\n\n'We like it.'",
        ["'No,'", "'We stay.", "'We like it.'"],
        id="single marks over paragraphs",
    ),
    pytest.param("’90s bands and ’60s bands.", [], id="centuries"),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quoted(text: str, expected: list[str]) -> None:
    """The place of a mark decides where its glyph does not."""
    quotations, _ = find_quotations(read_article(text))
    assert [text[q.start : q.end] for q in quotations] == expected


NOTICES = [
    pytest.param(
        "”No,“ she said.", ["quotation marks are reversed: ”...“"], id="reversed"
    ),
    pytest.param("“No,“ she said.", ["“ opens and closes"], id="one mark"),
    pytest.param("'No,' she said.", ["single marks quote"], id="single"),
    pytest.param("“No,” she said.", [], id="curly"),
    pytest.param('"No," she said.', [], id="straight"),
]


@pytest.mark.parametrize(("text", "expected"), NOTICES)
def test_notices(text: str, expected: list[str]) -> None:
    """An unusual convention is a warning, a usual one is none."""
    _, warnings = find_quotations(read_article(text))
    details = [w.detail for w in warnings if w.code == "quotation_convention"]
    assert details == expected
