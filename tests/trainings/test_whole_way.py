"""All training steps on a tiny corpus, to a package that the service runs."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from service.bootstrap import build_attributor
from service.nlp.packages import verify
from service.settings import Settings
from tests.trainings.workshop import RECIPE, STEPS, Workshop
from training.__main__ import main
from training.conllu import read_conllu
from training.loop import LOG
from training.recipe import digest, load_recipe

pytestmark = pytest.mark.model

TEXT = "“The bridge was closed,” Mara said.\n\nTomas warned that the market was busy."


@pytest.fixture(scope="module")
def package(workshop: Workshop) -> Path:
    """Return the package of the tiny recipe."""
    for step in STEPS[1:-1]:
        assert workshop.run(step) == 0
    assert workshop.run("measure", "--write") == 0
    return workshop.work / "package"


def manifest(package: Path) -> dict[str, Any]:
    """Return the manifest."""
    found: dict[str, Any] = json.loads((package / "manifest.json").read_text())
    return found


def test_the_service_answers_with_it(package: Path) -> None:
    """The service verifies and loads the package, and finds sources and cues."""
    attributor = build_attributor(Settings(models=package, package="tiny", threads=1))
    reading = attributor.attribute(TEXT)

    assert attributor.info.package == "tiny"
    assert attributor.info.tagger
    found = [
        (
            TEXT[one.source.start : one.source.end],
            TEXT[one.cue.span.start : one.cue.span.end],
        )
        for one in reading.attributions
        if one.source and one.cue
    ]
    assert found == [("Mara", "said"), ("Tomas", "warned")]


def test_the_manifest_identifies_the_package(package: Path, workshop: Workshop) -> None:
    """The manifest has digests of recipe, data and files, and the measured scores."""
    found = manifest(package)

    assert found["recipe"] == digest(load_recipe(RECIPE))
    assert set(found["data"]) == {path.name for path in workshop.data.iterdir()}
    assert verify(package, "tiny")
    assert found["taken_over"] == []
    assert found["files"]["en/ner/attribution.pt"]["data_and_licence"] == "made up"
    assert found["scores"]["ud-test, gold tokens"]["LAS"] > 75
    assert found["scores"]["ud-test, raw text"]["Words"] > 95
    assert found["scores"]["ner-test"].keys() == {"Location", "Person", "micro"}


def test_nothing_of_this_machine_is_in_it(package: Path, workshop: Workshop) -> None:
    """No file contains a path of the machine on which it was made."""
    place = str(workshop.work.parent).encode()

    assert not [
        p for p in package.rglob("*") if p.is_file() and place in p.read_bytes()
    ]


def test_everybody_may_read_it(package: Path) -> None:
    """A service under another account can load the package."""
    files = [path for path in package.rglob("*") if path.is_file()]

    assert all(path.stat().st_mode & 0o444 == 0o444 for path in files)


def test_logs_and_curves(package: Path, workshop: Workshop) -> None:
    """Training steps write a log of losses and scores, and its curves."""
    for step in ("tokenizer", "joint"):
        rows = (workshop.work / step / LOG).read_text().splitlines()
        assert json.loads(rows[0])["loss"]
        assert json.loads(rows[-1])["score"]
        assert "<svg" in (workshop.work / step / "curve.svg").read_text()
    assert package.is_dir()


def test_two_packages_side_by_side(
    package: Path,
    workshop: Workshop,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """``measure`` with two packages prints the difference of each score."""
    other = shutil.copytree(package, tmp_path / "other")
    assert workshop.run("measure", str(package), str(other)) == 0
    figures = manifest(package)["scores"].values()
    assert capsys.readouterr().out.count("+0.00") == sum(map(len, figures))


def test_what_is_prepared_is_not_prepared_again(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unchanged data is recognised by its digests."""
    assert workshop.run("prepare") == 0
    assert "prepared already" in capsys.readouterr().err


def test_a_package_can_correct_the_trees_of_the_next(
    package: Path, workshop: Workshop, tmp_path: Path
) -> None:
    """A package makes guided trees, on which the next parser is trained."""
    recipe, work = tmp_path / "guided.toml", tmp_path / "work"
    text = RECIPE.read_text()
    text = text.replace(
        "[tokenizer]", f'[preparation]\nguided = "{package}"\n[tokenizer]'
    )
    recipe.write_text(text.replace("batch = 120\n", "batch = 120\nguided = 2\n", 1))
    common = ["--recipe", str(recipe), "--work", str(work)]
    assert main(["prepare", *common, "--data", str(workshop.data)]) == 0
    counts = json.loads((work / "prepared" / "prepared.json").read_text())["counts"]
    trees = list(read_conllu(work / "prepared" / "guided.conllu"))

    assert counts["guided.train"]["sentences"] == len(trees)
    start = ["--start", str(workshop.encoder), "--steps", "5"]
    assert main(["joint", *common, *start]) == 0
