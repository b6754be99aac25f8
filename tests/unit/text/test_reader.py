"""The passages of an article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.text.article import Article
from service.text.reader import read_article

ARTICLE = """\
Ferries stay in dock
By Ida Kahn
OSLO, May 3 (Reuters) — The strike will go on, union leader Ada Moreno said on Monday, \
and no talks are planned.
“We asked for [a fair] offer,” she told reporters.
Also read | Ferry strike enters its third week
STARPICKS
The board declined to comment. – AFP
(With inputs from agencies)
"""


def kinds(article: Article) -> list[tuple[str, str]]:
    """Return kind and original text of each passage."""
    return [
        (passage.kind, article.text[passage.start : passage.end])
        for passage in article.passages
    ]


def test_whole_article() -> None:
    """Every line of a news page gets its kind; the dateline is boilerplate."""
    article = read_article(ARTICLE)
    assert kinds(article) == [
        ("heading", "Ferries stay in dock"),
        ("boilerplate", "By Ida Kahn"),
        ("boilerplate", "OSLO, May 3 (Reuters) —"),
        (
            "body",
            "The strike will go on, union leader Ada Moreno said on Monday, "
            "and no talks are planned.",
        ),
        ("body", "“We asked for [a fair] offer,” she told reporters."),
        ("boilerplate", "Also read | Ferry strike enters its third week"),
        ("heading", "STARPICKS"),
        ("body", "The board declined to comment."),
        ("credit", "– AFP"),
        ("credit", "(With inputs from agencies)"),
    ]
    texts = [article.text[start:end] for start, end in article.credits]
    assert texts == ["Reuters", "– AFP", "(With inputs from agencies)"]
    assert article.warnings == ()


def test_parts_of_a_paragraph_share_its_number() -> None:
    """Dateline, body and credit of a paragraph count as one paragraph."""
    article = read_article("OSLO (AP) - He left, she said. - Reuters\n\nIt rained.")
    assert [passage.paragraph for passage in article.passages] == [0, 0, 0, 1]


TURNS = """\
KAHN: Will you go?

MORENO: I will go, and so will you.

KAHN: Thank you for that."""


def test_speakers_of_turns_are_no_datelines() -> None:
    """Capitals before a colon in several paragraphs are speaker labels."""
    assert {kind for kind, _ in kinds(read_article(TURNS))} == {"body"}


def test_city_before_a_colon_is_a_dateline() -> None:
    """Capitals before a colon in the first paragraph only are a dateline."""
    article = read_article("KUALA LUMPUR: The fee will rise, he said.\n\nIt rained.")
    assert kinds(article)[0] == ("boilerplate", "KUALA LUMPUR:")


@pytest.mark.parametrize("paragraphs", [2, 3])
def test_capitals_before_a_dash_only_at_the_top(paragraphs: int) -> None:
    """Capitals before a dash are no dateline after the first paragraphs."""
    text = "\n\n".join(["It rained all day."] * paragraphs + ["OSLO - He left."])
    first = [part for kind, part in kinds(read_article(text)) if kind == "boilerplate"]
    assert first == (["OSLO -"] if paragraphs == 2 else [])


def test_paragraph_of_nothing_but_dateline_and_credit() -> None:
    """No passage is empty."""
    article = read_article("OSLO (AP) - (Reporting by Ida Kahn)")
    assert [passage.text for passage in article.passages] == [
        "OSLO (AP) -",
        "(Reporting by Ida Kahn)",
    ]


def test_not_english() -> None:
    """A text that is not English is read with a warning."""
    article = read_article("Der Hafen bleibt zu, sagte der Minister am Montag. " * 4)
    assert [code for code, _ in article.warnings] == ["not_english"]
    assert article.passages


@settings(max_examples=200)
@given(
    st.text(alphabet=st.characters(), max_size=200)
    | st.lists(
        st.sampled_from(
            [*ARTICLE.splitlines(), "", "''So,'' he said.", "[W]e", "\r", "OSLO:"]
        )
    ).map("\n".join)
)
def test_passages_tile(text: str) -> None:
    """Passages are slices in order, without overlap; only space lies outside them."""
    article = read_article(text)
    assert article.text == text
    assert len(article.normalised) == len(text)
    rest = list(article.normalised)
    last = 0
    for passage in article.passages:
        assert last <= passage.start < passage.end
        assert article.normalised[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip()
        rest[passage.start : passage.end] = " " * len(passage.text)
        last = passage.end
    assert not "".join(rest).strip()
    assert all(0 <= start < end <= len(text) for start, end in article.credits)
