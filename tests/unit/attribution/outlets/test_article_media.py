"""The media that an article names, and what refers to them."""

import pytest

from service.attribution.outlets.article_media import ArticleMedia, kinds_of
from tests.support.builders import LEXICON, context_of

NAMED = [
    pytest.param(
        "the/DT>2:det newspaper/NN>4:nsubj [Organization Kelmar/NNP>2:appos ] "
        "closed=close/VBD>0:root",
        {"kelmar": "Kelmar"},
        id="a noun for media before it",
    ),
    pytest.param(
        "the/DT>2:det [Organization Kelmar/NNP>4:compound ] news/NN>4:compound "
        "agency/NN>5:nsubj closed=close/VBD>0:root",
        {"kelmar": "Kelmar"},
        id="a noun for media after it",
    ),
    pytest.param(
        "the/DT>2:det bank/NN>4:nsubj [Organization Kelmar/NNP>2:appos ] "
        "closed=close/VBD>0:root",
        {},
        id="another noun",
    ),
]


@pytest.mark.parametrize(("row", "names"), NAMED)
def test_named_media(row: str, names: dict[str, str]) -> None:
    """A name beside a noun for media is a medium's in the whole article."""
    assert ArticleMedia.of(context_of(row)).names == names


ROW = (
    "[Organization AFP/NNP>4:nsubj ] and/CC>3:cc [Organization Selby/NNP>3:compound "
    "Times/NNP>1:conj ] left=leave/VBD>0:root"
)
REFERENTS = [
    pytest.param("agency", 100, "AFP", id="an agency"),
    pytest.param("newspaper", 100, "Selby Times", id="a newspaper"),
    pytest.param("newspaper", 0, None, id="named later"),
    pytest.param("bank", 100, None, id="no medium"),
]


@pytest.mark.parametrize(("noun", "offset", "name"), REFERENTS)
def test_referents(noun: str, offset: int, name: str | None) -> None:
    """A noun refers to the last medium before it of a kind that it fits."""
    assert ArticleMedia.of(context_of(ROW)).referent(noun, offset) == name


@pytest.mark.parametrize(
    ("short", "name"),
    [("The Times", "Selby Times"), ("times", None), ("Dial", None)],
)
def test_short_names(short: str, name: str | None) -> None:
    """The last word of a longer name stands for it, if it is capitalised."""
    assert ArticleMedia.of(context_of(ROW)).name_of(short) == name


def test_kinds() -> None:
    """A noun tells the kinds of media that it refers to."""
    assert kinds_of(LEXICON, "broadcaster") == {"broadcaster", "station"}
    assert kinds_of(LEXICON, "bridge") == set()
