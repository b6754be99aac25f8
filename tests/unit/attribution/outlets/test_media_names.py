"""Names of news media and platforms."""

import pytest

from service.attribution.outlets.article_media import ArticleMedia
from service.attribution.outlets.media_names import (
    media_name,
    media_noun_after,
    medium_at,
    medium_name,
)
from service.attribution.outlets.media_slots import without_article
from service.attribution.outlets.unlisted_media import unknown_medium
from tests.support.builders import LEXICON, candidates_of, context_of, texts
from tests.support.trees import position_of, tree_of

MEDIA = ArticleMedia(LEXICON)
"""Those of an article that names none."""
STATIONS = [
    pytest.param(
        "Hale/NNP>2:nsubj told=tell/VBD>0:root [Organization Selby/NNP>2:iobj ] "
        "radio/NN>3:flat it/PRP>6:nsubj fell=fall/VBD>2:ccomp",
        ("Selby radio",),
        id="a media noun after it",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj told=tell/VBD>0:root [Organization Selby/NNP>5:compound ] "
        "radio/NN>5:compound Roe/NNP>2:iobj it/PRP>7:nsubj fell=fall/VBD>2:ccomp",
        ("Selby",),
        id="before the name of a person",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
        "told=tell/VBD>0:root [Organization CNN/NNP>5:iobj ]",
        ("CNN",),
        id="nothing after it",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
        "told=tell/VBD>0:root [Organization CNN/NNP>9:nmod:poss ] 's/POS>6:case "
        "[Misc Good/JJ>9:amod Morning/NNP>5:iobj ] ./.>5:punct",
        ("CNN's Good Morning",),
        id="a show of its own",
    ),
]


@pytest.mark.parametrize(("row", "mention"), STATIONS)
def test_media_nouns_after_names(row: str, mention: tuple[str, ...]) -> None:
    """A noun for media after a name is part of it, unless a person's name follows."""
    here = context_of(row)
    (candidate,) = candidates_of(here)
    assert texts(here, [candidate.outlet_mention]) == mention


MEDIA_NOUNS = [
    pytest.param("Voice of Selby radio", "radio", id="after a name"),
    pytest.param("Selby Radio", "Radio", id="capitalised"),
    pytest.param("Selby news agency", "news agency", id="two words"),
    pytest.param("news agency", "", id="nothing before it"),
    pytest.param(" news agency", "news agency", id="a blank before it"),
    pytest.param("Selby agency", "", id="another noun"),
    pytest.param("Selbyradio", "", id="part of a word"),
    pytest.param("radio Selby", "", id="before a name"),
    pytest.param("", "", id="no words"),
]


@pytest.mark.parametrize(("text", "noun"), MEDIA_NOUNS)
def test_media_noun_after(text: str, noun: str) -> None:
    """The noun for a kind of media at the end of a text stands after a blank."""
    assert media_noun_after(LEXICON, text) == noun


NAMES = [
    pytest.param("CNN", "CNN", id="in the lexicon"),
    pytest.param("the CNN", "CNN", id="an article"),
    pytest.param("CNN's", "CNN", id="a genitive"),
    pytest.param("CNN's show", "CNN", id="a possessor"),
    pytest.param("selbynews.com", "selbynews.com", id="a domain"),
    pytest.param("Harbour radio", "Harbour", id="a media noun after the name"),
    pytest.param("Harbour Daily", "Harbour Daily", id="a media noun in the name"),
    pytest.param("Radio Harbour", "Radio Harbour", id="a media noun first"),
    pytest.param("Harbour Council", None, id="another organisation"),
    pytest.param("harbour gazette", None, id="lower case"),
    pytest.param("Gazette", None, id="one word"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names(text: str, name: str | None) -> None:
    """A medium has a name of the lexicon, a domain, or a word of media in its name."""
    assert medium_name(MEDIA, text, tree_of("Hale/NNP>0:root"), 0) == name


PHRASES = [
    pytest.param(
        "They/PRP>2:nsubj told=tell/VBD>0:root the/DT>4:det lender/NN>2:obj "
        "[Organization GNS/NNP>4:appos ]",
        "GNS",
        None,
        id="another noun before the name",
    ),
    pytest.param(
        "They/PRP>2:nsubj told=tell/VBD>0:root [Organization Selby/NNP>4:compound "
        "Voice/NNP>2:iobj ] radio/NN>2:obj",
        "radio",
        "Selby Voice",
        id="a media noun that the parse separates",
    ),
    pytest.param(
        "They/PRP>2:nsubj told=tell/VBD>0:root news/NN>4:compound agency/NN>2:obj "
        "[Organization GNS/NNP>4:appos ]",
        "GNS",
        "GNS",
        id="a media noun before the name",
    ),
    pytest.param(
        "Now/RB>4:advmod the/DT>3:det Economist/NN>4:nsubj left=leave/VBD>0:root",
        "Economist",
        "The Economist",
        id="tagged as a common noun",
    ),
    pytest.param(
        "Now/RB>4:advmod the/DT>3:det economist/NN>4:nsubj left=leave/VBD>0:root",
        "economist",
        None,
        id="a common noun",
    ),
    pytest.param(
        "[Organization CNN/NNP>3:nmod:poss ] 's/POS>1:case reporter/NN>0:root",
        "reporter",
        "CNN",
        id="a member of its staff",
    ),
    pytest.param(
        "They/PRP>2:nsubj told=tell/VBD>0:root [Organization CNN/NNP>2:obj ] "
        "//SYM>6:cc [Organization Selby/NNP>6:compound Gazette/NNP>3:conj ] "
        "./.>2:punct",
        "CNN",
        "CNN / Selby Gazette",
        id="partners",
    ),
    pytest.param(
        "[Organization CNN/NNP>3:nmod:poss ] 's/POS>1:case tower/NN>0:root",
        "tower",
        None,
        id="a possession",
    ),
]


@pytest.mark.parametrize(("row", "head", "name"), PHRASES)
def test_phrases(row: str, head: str, name: str | None) -> None:
    """A medium is named by the head, an apposition, or the possessor of staff."""
    tree = tree_of(row)
    medium = medium_at(MEDIA, tree, position_of(tree, head))
    assert (medium and medium.name) == name


UNKNOWN = [
    pytest.param(
        "[Organization The/DT>3:det Selby/NNP>3:compound Dial/NNP>0:root ]",
        "Selby Dial",
        id="an organisation",
    ),
    pytest.param(
        "[Misc Selby/NNP>2:compound Dial/NNP>0:root ]", "Selby Dial", id="misc"
    ),
    pytest.param(
        "[Organization Selby/NNP>3:compound Senate/NNP>3:compound News/NNP>0:root ]",
        "Selby Senate News",
        id="news of another organisation",
    ),
    pytest.param(
        "[Organization Selby/NNP>2:compound Senate/NNP>0:root ]",
        None,
        id="another organisation",
    ),
    pytest.param("[Organization Dial/NNP>0:root ]", "Dial", id="one word"),
    pytest.param(
        "the/DT>2:det [Organization SDC/NNP>0:root ]",
        None,
        id="initials with an article",
    ),
    pytest.param("[Person Ann/NNP>2:flat Dial/NNP>0:root ]", None, id="a person"),
]


@pytest.mark.parametrize(("row", "name"), UNKNOWN)
def test_unknown_media(row: str, name: str | None) -> None:
    """An organisation without a word of other bodies is a medium."""
    tree = tree_of(row)
    medium = unknown_medium(MEDIA, tree, len(tree) - 1)
    assert (medium and medium.name) == name


@pytest.mark.parametrize(
    ("name", "bare"), [("the CNN", "CNN"), ("The", "The"), ("Al the", "Al the")]
)
def test_articles(name: str, bare: str) -> None:
    """Only a leading "the" with a word after it is removed."""
    assert without_article(name) == bare


ORGANIZATIONS = [
    pytest.param("CNN", "CNN", id="known"),
    pytest.param("Guardian", "The Guardian", id="known with its article"),
    pytest.param("Selby Gazette", "Selby Gazette", id="by its last word"),
    pytest.param("Gazette", None, id="a word alone"),
    pytest.param("World Bank", None, id="no medium"),
]


@pytest.mark.parametrize(("name", "medium"), ORGANIZATIONS)
def test_media_name(name: str, medium: str | None) -> None:
    """An organisation is a medium by the lexicon or by the last word of its name."""
    assert media_name(LEXICON, name, name.lower().split()) == medium
