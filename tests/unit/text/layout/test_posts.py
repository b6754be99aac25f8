"""Posts of live blogs and embedded posts."""

import pytest

from service.text.reader import read_article

STAMPED = [
    pytest.param(
        "11:05\nIt rains.\n\n10:58\nIt rained.", ["11:05", "10:58"], id="alone"
    ),
    pytest.param(
        "6.45pm\nIt rains.\n\n6.30pm\nIt rained.", ["6.45pm", "6.30pm"], id="with dots"
    ),
    pytest.param(
        "10:15 GMT - It rains.\n\n10:02 GMT - It rained.",
        ["10:15 GMT -", "10:02 GMT -"],
        id="before the text",
    ),
    pytest.param("11:05\nIt rains.", [], id="one stamp"),
]


@pytest.mark.parametrize(("text", "expected"), STAMPED)
def test_posts(text: str, expected: list[str]) -> None:
    """Several time stamps begin the posts of a live blog, and are no words of them."""
    article = read_article(text)
    cut = {p.start: p.text for p in article.passages if p.kind == "boilerplate"}
    assert [cut[post] for post in article.posts] == expected


EMBEDDED = [
    pytest.param(
        "It rains. https://t.co/x\N{EM DASH} Ann Lee (@annlee) May 3, 2019It ended.",
        ("It rains.", "Ann Lee", "Twitter"),
        id="glued",
    ),
    pytest.param(
        "It rains. - Ann Lee (@annlee) May 3, 2024",
        ("It rains.", "Ann Lee", "X"),
        id="after the new name",
    ),
]


@pytest.mark.parametrize(("text", "expected"), EMBEDDED)
def test_embedded(text: str, expected: tuple[str, str, str]) -> None:
    """An embedded post has its words without links, its author and its network."""
    [post] = read_article(text).embedded
    assert (text[slice(*post.words)], text[slice(*post.name)], post.network) == expected


def test_no_embedded_post() -> None:
    """A handle without a dash signs nothing."""
    assert read_article("Ann Lee (@annlee) spoke. It rained.").embedded == ()
