"""Train a package on treebanks alone, without names and attribution tagger."""

import re
import shutil
from pathlib import Path

import pytest

from service.nlp.fast.shared_parser import SharedParser
from service.nlp.packages import read_manifest
from service.nlp.stanza_annotator import StanzaAnnotator
from service.text.article import Passage
from tests.trainings.workshop import RECIPE, Workshop
from training.__main__ import main

pytestmark = pytest.mark.model

MODELS = Path(__file__).parents[2] / "models"

LEFT_OUT = re.compile(
    r"^(ner|attribution) = .*\n|^\[joint\.heads\.(?:ner|attribution)\]\n(?:.+\n)*",
    re.MULTILINE,
)


def write_recipe(path: Path) -> None:
    """Write the tiny recipe without names and attributions, and shorter."""
    text = LEFT_OUT.sub("", RECIPE.read_text())
    text = re.sub(
        r"^order = .*$", 'order = ["pos", "depparse"]', text, flags=re.MULTILINE
    )
    text = re.sub(r"^steps = .*$", "steps = 10", text, flags=re.MULTILINE)
    path.write_text(text.replace('"tiny"', '"clean"', 1))


def test_a_package_of_treebanks_alone(workshop: Workshop, tmp_path: Path) -> None:
    """The package loads and parses; it finds no entities and no attribution tags."""
    recipe, work = tmp_path / "clean.toml", tmp_path / "work"
    write_recipe(recipe)
    common = ["--recipe", str(recipe), "--work", str(work)]
    data = ["--data", str(workshop.data)]
    assert main(["prepare", *common, *data]) == 0
    assert main(["tokenizer", *common]) == 0
    assert main(["lemma", *common]) == 0
    assert main(["joint", *common]) == 1, "it names no encoder"
    assert main(["joint", *common, "--start", str(workshop.encoder)]) == 0
    assert main(["assemble", *common]) == 0

    annotator = StanzaAnnotator.load(work / "package", package="clean", threads=1)
    (annotation,) = annotator.annotate([Passage(0, "Mara said that it rains.")])

    assert isinstance(annotator._parser, SharedParser), "the fast way"
    assert not annotator.info.tagger
    assert annotation.sentences
    assert all(not sentence.entities for sentence in annotation.sentences)
    assert {path.name for path in (work / "prepared").glob("*.json")} == {
        "prepared.json"
    }

    shutil.rmtree(work / "tokenizer")
    assert main(["assemble", *common]) == 1, "the tokenizer is missing"
    assert main(["assemble", *common, "--base", str(MODELS)]) == 0
    manifest = read_manifest(work / "package")
    assert manifest["taken_over"] == ["en/tokenize/clean.pt"], "under its own name"
