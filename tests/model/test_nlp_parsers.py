"""The shared-encoder parser against Stanza's own pipeline."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from service.nlp.convert import RawSentence
from service.nlp.fast.encoder import MAX_PIECES, Encoder
from service.nlp.fast.loading import load_heads
from service.nlp.fast.shared_parser import NER, PROCESSORS, SharedParser
from service.nlp.packages import TAGGER_PATH
from service.nlp.stanza_pipeline.foundation import load_cache
from service.nlp.stanza_pipeline.pipeline_parser import PipelineParser
from service.text.reader import read_article

pytestmark = pytest.mark.model

MODELS = Path(__file__).parents[2] / "models"
GOLDEN = Path(__file__).parents[1] / "golden"

STORY = """\
The harbour board will raise its fees next spring, its chair, Ada Moreno, told \
reporters in Bergen on Monday, and "nobody can stop it" - not even the ministry.

"We've waited long enough," she said. "Nobody wants this, but who else will pay?!"

According to a report by the Maritime Union, 1,200 dockers lost their jobs in 2019; \
the board's own figure is £3.5m lower (or so it says).

Moreno denied that she had met Tom Pryce, the union's lawyer, at www.harbour.example \
or anywhere else. He did not answer an e-mail to press@harbour.example this week...

What had the U.S. envoy, Dr. Li Wen-hui, to say?? "Nothing at all!!" he laughed.
"""

MANY_PIECES = "He wrote " + " ".join(["qzxvjkwp" * 12] * 15) + " to her."
"""One sentence of more word pieces than the encoder's window holds."""

BROKEN_OFF = "Pilot Henrik Dahl denied that he had been drinking."
"""The tokenizer ends a sentence before the surname."""
ODD_TEXTS = [
    "x",
    "?!",
    "He   said  it .",
    "Xi Jinping (習近平) said so to José 😀.",
    "He wrote " + "ab" * 300 + " to her.",
    "He wrote " + "-".join(["qz7"] * 90) + " to her.",
    MANY_PIECES,
    "no end " * 400,
    BROKEN_OFF,
    "The ferry left; " * 90,
    "He said that it was early, and she said that it was late. " * 40,
]


@pytest.fixture(scope="module")
def plain() -> PipelineParser:
    """Stanza's own pipelines on the shipped models."""
    return PipelineParser.load(
        MODELS,
        package="news",
        tagger=True,
        device="cpu",
        cache=load_cache(MODELS, "cpu"),
    )


@pytest.fixture(scope="module")
def heads() -> dict[str, Any]:
    """The shipped models without Stanza's pipeline."""
    loaded = load_heads(
        MODELS,
        dict.fromkeys(PROCESSORS | {NER}, "news"),
        tagger=MODELS / TAGGER_PATH,
        hidden_size=384,
        device="cpu",
    )
    assert loaded is not None
    return loaded


@pytest.fixture(scope="module")
def shared(heads: dict[str, Any]) -> SharedParser:
    """The shared-encoder parser of the shipped models."""
    assert SharedParser.supports(heads)
    return SharedParser(heads, Encoder(MODELS / "en" / "encoder"))


def columns(sentence: RawSentence) -> dict[str, list[Any]]:
    """Return the columns of a sentence by name."""
    names = sentence.__struct_fields__
    return {name: list(getattr(sentence, name)) for name in names}


def read(text: str) -> list[str]:
    """Return the body of an article as the annotator hands it on."""
    parsed = ("body", "heading")
    passages = read_article(text).passages
    return [one.text.replace("\n", " ") for one in passages if one.kind in parsed]


@pytest.mark.parametrize("name", ["story", "article.json", "twin.json"])
def test_article(plain: PipelineParser, shared: SharedParser, name: str) -> None:
    """Words, tags, features, lemmas, trees, names and attribution tags are the same."""
    text = STORY
    if name != "story":
        text = json.loads((GOLDEN / name).read_text(encoding="utf-8"))["text"]
    texts = read(text)
    for ours, theirs in zip(shared.parse(texts), plain.parse(texts), strict=True):
        assert list(map(columns, ours.sentences)) == list(
            map(columns, theirs.sentences)
        )
        assert ours.cut == theirs.cut


@pytest.mark.parametrize("text", ODD_TEXTS, ids=lambda text: text[:12])
def test_odd_text(plain: PipelineParser, shared: SharedParser, text: str) -> None:
    """So they are for texts that exercise windows, cuts and long words."""
    ((ours,), (theirs,)) = shared.parse([text]), plain.parse([text])
    assert list(map(columns, ours.sentences)) == list(map(columns, theirs.sentences))
    assert ours.cut == theirs.cut


def test_package_without_names_and_tagger(
    plain: PipelineParser, heads: dict[str, Any]
) -> None:
    """Without them the annotations are still those of Stanza's pipeline."""
    pipeline = copy.copy(plain._pipeline)
    pipeline.processors = {
        name: one for name, one in pipeline.processors.items() if name != NER
    }
    trainers = {name: heads[name] for name in PROCESSORS}
    assert SharedParser.supports(trainers)
    without = SharedParser(trainers, Encoder(MODELS / "en" / "encoder"))
    texts = [*read(STORY), *ODD_TEXTS]
    for ours, theirs in zip(
        without.parse(texts), PipelineParser(pipeline).parse(texts), strict=True
    ):
        assert list(map(columns, ours.sentences)) == list(
            map(columns, theirs.sentences)
        )
        assert ours.cut == theirs.cut


def test_sentence_that_breaks_off_is_joined(shared: SharedParser) -> None:
    """A sentence that the tokenizer ends inside a name is joined to the next."""
    assert len(shared._tokenizer.split([BROKEN_OFF])[0]) > 1
    (parsed,) = shared.parse([BROKEN_OFF])
    (sentence,) = parsed.sentences
    assert [word.text for word in sentence.words][:4] == [
        *"Pilot Henrik Dahl denied".split()
    ]


def test_sentence_is_longer_than_the_window(shared: SharedParser) -> None:
    """The test sentence is longer than the encoder's window."""
    (job,) = shared._prepare(shared._tokenizer.split([MANY_PIECES])[0])
    assert len(job.pieces.ids) > MAX_PIECES


def test_question_mark_is_simplified_for_the_parser_alone(
    shared: SharedParser,
) -> None:
    """The tagger and the parser read "?!" as "?", NER reads "?!", as in Stanza."""
    (job,) = shared._prepare([shared._tokenizer.split(["Who will pay?!"])[0][0]])
    assert job.forms[-1] == "?!"
    assert job.plain_forms[-1] == "?"
    assert job.name_pieces is not None


@pytest.mark.parametrize("missing", ["pos", "lemma"])
def test_other_packages_are_not_supported(heads: dict[str, Any], missing: str) -> None:
    """A package of other processors is left to Stanza's pipeline."""
    trainers = {name: one for name, one in heads.items() if name != missing}
    assert not SharedParser.supports(trainers)


@pytest.mark.parametrize(
    ("processor", "option", "value"),
    [
        ("tokenize", "feat_funcs", ["space_before"]),
        ("tokenize", "use_mwt", True),
        ("pos", "bert_hidden_layers", 4),
        ("pos", "word_emb_dim", 75),
        ("pos", "bert_model", "another"),
        ("depparse", "resolve_head_constraints", True),
        ("depparse", "use_upos", True),
        ("depparse", "pretrain", True),
        ("ner", "charlm", True),
        ("ner", "char_lowercase", True),
        ("attribution", "char", False),
        ("lemma", "dict_only", False),
    ],
)
def test_other_configurations_are_not_supported(
    heads: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    processor: str,
    option: str,
    value: object,
) -> None:
    """A model of another configuration is left to Stanza's pipeline."""
    monkeypatch.setitem(heads[processor].args, option, value)
    assert not SharedParser.supports(heads)
