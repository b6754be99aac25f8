"""Where quotations begin and end, whatever marks a newspaper sets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.attribution.quotation_marks import Quotation, find_quotations
from service.nlp.annotator import Annotation
from service.text.article import Article
from service.text.reader import read_article
from tests.support.builders import document


def article_of(text: str, *, kinds: dict[int, str] | None = None) -> Article:
    """Return an article whose paragraphs blank lines part; nothing is parsed."""
    headings = {n: (kinds or {}).get(n, "boilerplate") for n in range(99)}
    article, annotations = document(text, (), kinds=headings)
    assert annotations == list[Annotation]()
    bodies = tuple(
        p
        if p.paragraph in (kinds or {})
        else type(p)(p.start, p.text, "body", p.paragraph)
        for p in article.passages
    )
    return Article(text, article.normalised, bodies)


def quotations_of(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text."""
    return find_quotations(article_of(text))[0]


def cut(text: str) -> list[str]:
    """Return the quotations as written, outer before inner."""
    return [text[q.start : q.end] for q in quotations_of(text)]


MARKS = [
    pytest.param('She said "no".', ['"no"'], id="straight"),
    pytest.param("She said “no”.", ["“no”"], id="curly"),
    pytest.param(
        "She said “no \u00e2\u20ac\u201d never”.",
        ["“no \u00e2\u20ac\u201d never”"],
        id="a dash in the wrong encoding",
    ),
    pytest.param("It cost “5 \u20ac”.", ["“5 \u20ac”"], id="after a euro sign"),
    pytest.param("She said „no“.", ["„no“"], id="low-high"),
    pytest.param("She said „no”.", ["„no”"], id="low-right"),
    pytest.param("She said «no».", ["«no»"], id="guillemets"),
    pytest.param("She said « no ».", ["« no »"], id="spaced guillemets"),
    pytest.param("She said ‘no’.", ["‘no’"], id="single curly"),
    pytest.param("She said 'no'.", ["'no'"], id="single straight"),
    pytest.param("She said ’’no’’.", ["’’no’’"], id="double single marks"),
    pytest.param("She said ''no''.", ["''no''"], id="double apostrophes"),
    pytest.param("She said ``no''.", ["``no''"], id="TeX"),
    pytest.param(
        "She said ＂no＂.",
        ["＂no＂"],
        id="full width",
    ),
    pytest.param('She said “no".', ['“no"'], id="curly, then straight"),
    pytest.param('She said " no ".', ['" no "'], id="spaced"),
    pytest.param('"No," she said.', ['"No,"'], id="at the start"),
    pytest.param('She said: "No."', ['"No."'], id="at the end"),
    pytest.param('"No."', ['"No."'], id="alone"),
    pytest.param('"No," she said, "never."', ['"No,"', '"never."'], id="split"),
    pytest.param('("No," she said.)', ['"No,"'], id="after a bracket"),
    pytest.param('It is a "no"-vote.', ['"no"'], id="before a hyphen"),
    pytest.param('"No" "yes"', ['"No"', '"yes"'], id="side by side"),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks(text: str, expected: list[str]) -> None:
    """Every usual pair of marks makes a quotation, the marks included."""
    assert cut(text) == expected
    assert all(q.closed and q.depth == 0 for q in quotations_of(text))


APOSTROPHES = [
    pytest.param("It isn't the dog's day.", [], id="contraction, possessive"),
    pytest.param("It isn’t the dog’s day.", [], id="curly"),
    pytest.param("The workers' day wasn't long.", [], id="plural possessive"),
    pytest.param("Rock ’n’ roll of the ’60s.", [], id="elisions"),
    pytest.param("The summer of '69 and the '70s.", [], id="decades"),
    pytest.param("He stood 6' 2\" tall.", [], id="feet and inches"),
    pytest.param('A 13" pipe burst.', [], id="inches"),
    pytest.param("She said ‘it isn’t mine’.", ["‘it isn’t mine’"], id="inside"),
    pytest.param(
        "She said 'it isn't mine'.", ["'it isn't mine'"], id="inside, straight"
    ),
    pytest.param(
        "He called it 'the workers' day' twice.",
        ["'the workers' day'"],
        id="possessive inside",
    ),
    pytest.param("O'Hara left; 'twas late.", [], id="names"),
]


@pytest.mark.parametrize(("text", "expected"), APOSTROPHES)
def test_apostrophes(text: str, expected: list[str]) -> None:
    """An apostrophe opens and closes nothing, nor do signs for feet and inches."""
    assert cut(text) == expected


NESTED = [
    pytest.param(
        "“He said ‘no’ to me.”",
        [("“He said ‘no’ to me.”", 0), ("‘no’", 1)],
        id="single",
    ),
    pytest.param(
        "\"He said 'no' to me.\"",
        [("\"He said 'no' to me.\"", 0), ("'no'", 1)],
        id="straight",
    ),
    pytest.param(
        "‘He said “no” to me.’",
        [("‘He said “no” to me.’", 0), ("“no”", 1)],
        id="British",
    ),
    pytest.param(
        '“He said "no" to me.”',
        [('“He said "no" to me.”', 0), ('"no"', 1)],
        id="straight inside curly",
    ),
    pytest.param(
        '“He said: "No." I said: "Yes." We left.” Rain fell.',
        [
            ('“He said: "No." I said: "Yes." We left.”', 0),
            ('"No."', 1),
            ('"Yes."', 1),
        ],
        id="two straight ones inside curly",
    ),
    pytest.param(
        '“I asked him, "Why?"” she said.',
        [('“I asked him, "Why?"”', 0), ('"Why?"', 1)],
        id="closed together",
    ),
    pytest.param(
        '“He said "yes and left,” she said.',
        [('“He said "yes and left,”', 0)],
        id="straight inside curly, not closed",
    ),
    pytest.param(
        '« He said "no" to me », she said.',
        [('« He said "no" to me »', 0), ('"no"', 1)],
        id="straight inside guillemets",
    ),
    pytest.param(
        '“The "old" mill burns.\n\n“The "new" one burns,” she said.',
        [
            ('“The "old" mill burns.', 0),
            ('"old"', 1),
            ('“The "new" one burns,”', 0),
            ('"new"', 1),
        ],
        id="in a paragraph that the next one continues",
    ),
    pytest.param(
        '“We leave," he said. “They stay," she said.',
        [('“We leave,"', 0), ('“They stay,"', 0)],
        id="closed by straight ones",
    ),
    pytest.param(
        '“We leave," he said. "They stay," she said.',
        [('“We leave,"', 0), ('"They stay,"', 0)],
        id="the first closed by a straight one",
    ),
    pytest.param(
        "“He said “no” to me.”", [("“He said “no” to me.”", 0), ("“no”", 1)], id="same"
    ),
    pytest.param(
        "“‘No,’ he said.”", [("“‘No,’ he said.”", 0), ("‘No,’", 1)], id="at once"
    ),
    pytest.param(
        "“He said: ‘No.’”", [("“He said: ‘No.’”", 0), ("‘No.’", 1)], id="together"
    ),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_nesting(text: str, expected: list[tuple[str, int]]) -> None:
    """A quotation inside a quotation is one level deeper."""
    found = quotations_of(text)
    assert [(text[q.start : q.end], q.depth) for q in found] == expected


def test_deep_nesting_ends() -> None:
    """Marks more than four levels deep are counted out, and nothing breaks."""
    text = "“a " * 6 + "b" + "”" * 6
    assert max(q.depth for q in quotations_of(text)) == 3


INSIDE = [
    pytest.param('"[We] must … go," she said.', '"[We] must … go,"', id="brackets"),
    pytest.param('"We must ... go."', '"We must ... go."', id="ellipsis"),
    pytest.param('"We have 3" of rain."', '"We have 3"', id="inches win nothing"),
    pytest.param("“We must go!” she said.", "“We must go!”", id="exclamation"),
]


@pytest.mark.parametrize(("text", "expected"), INSIDE)
def test_inside(text: str, expected: str) -> None:
    """Editorial brackets and dots inside a quotation do not part it."""
    assert cut(text)[0] == expected


PARAGRAPHS = [
    pytest.param("“One.\n\n“Two.”", [(False, False), (True, True)], id="reopened"),
    pytest.param(
        '"One.\n\n"Two.\n\n"Three."',
        [(False, False), (False, True), (True, True)],
        id="twice, straight",
    ),
    pytest.param(
        "“One.”\n\n“Two.”", [(True, False), (True, False)], id="closed each time"
    ),
    pytest.param(
        "“One.\n\nShe said “two”.",
        [(False, False), (True, False)],
        id="not at the start",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_paragraphs(text: str, expected: list[tuple[bool, bool]]) -> None:
    """A quotation reopened in the next paragraph goes on from an unclosed one."""
    assert [(q.closed, q.reopens) for q in quotations_of(text)] == expected
    assert [q.paragraph for q in quotations_of(text)] == list(range(len(expected)))


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    """Without a closing mark the last word of the paragraph is the end."""
    assert cut("She said “no and left. \n\nThen it rained.") == ["“no and left."]


NOTHING = [
    pytest.param("", id="empty"),
    pytest.param("No marks at all.", id="none"),
    pytest.param('""', id="nothing inside"),
    pytest.param("“ ... ”", id="no letter inside"),
    pytest.param('"', id="a mark alone"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_quotation(text: str) -> None:
    """Marks with no word between them are no quotation."""
    assert cut(text) == []


WARNINGS = [
    pytest.param(
        'It ended." Then it rained.', "quotation_not_opened", '"', id="not opened"
    ),
    pytest.param(
        "She said “no.\n\nThen it rained.", "quotation_not_closed", "“", id="not closed"
    ),
    pytest.param(
        "“Yes,” she said: “No, “no.”\n\nIt rained.",
        "quotation_not_closed",
        "“No, “no.”",
        id="the outer one",
    ),
    pytest.param(
        "It ended.'' Then it rained.", "quotation_not_opened", "''", id="two characters"
    ),
]


@pytest.mark.parametrize(("text", "code", "begins"), WARNINGS)
def test_odd_marks(text: str, code: str, begins: str) -> None:
    """A mark without a partner is a warning with its span, never an error."""
    _, (warning,) = find_quotations(article_of(text))

    (span,) = warning.spans
    assert warning.code == code
    assert span.start == text.index(begins)
    assert text[span.start : span.end] == begins[: span.end - span.start]


def test_even_marks_give_no_warning() -> None:
    """Inches and closed quotations are nothing to warn of."""
    text = 'A 13" pipe burst. “No,” she said.\n\n“One.\n\n“Two.”'
    assert find_quotations(article_of(text))[1] == ()


def test_boilerplate_is_not_read() -> None:
    """Marks in passages that are not parsed open nothing."""
    text = 'Also read | "Ten things\n\n"No," she said.'
    found, warnings = find_quotations(article_of(text, kinds={0: "boilerplate"}))
    assert [text[q.start : q.end] for q in found] == ['"No,"']
    assert warnings == ()


ANY_TEXT = st.text(
    st.sampled_from("ab s1.,!?-\n[]()“”„«»‘’‚‹›\"'`´＂…") | st.characters(), max_size=80
)


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text(text: str) -> None:
    """Any text is read; a quotation lies in one passage, wholly in or out of others."""
    article = read_article(text)
    found, _ = find_quotations(article)
    bodies = [
        (p.start, p.end) for p in article.passages if p.kind in {"body", "heading"}
    ]
    for q in found:
        assert any(start <= q.start < q.end <= end for start, end in bodies)
        assert any(c.isalnum() for c in text[q.start : q.end])
    for one in found:
        for other in found:
            apart = one.end <= other.start or other.end <= one.start
            inside = other.start <= one.start and one.end <= other.end
            around = one.start <= other.start and other.end <= one.end
            assert apart or inside or around
