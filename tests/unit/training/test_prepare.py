"""Preparation of the corpora, and when it is outdated."""

from pathlib import Path

import msgspec
import pytest

from training.__main__ import main
from training.errors import BrokenRow, StaleWork, TrainingError
from training.prepare import LIST, is_prepared, prepare, prepared_in
from training.recipe import Data, Recipe, load_recipe

RECIPES = Path(__file__).parents[3] / "training" / "recipes"
ROWS = (
    "1\tMara\tMara\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
    "2\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_\n\n"
)
NAMES = '[[{"text": "Mara", "ner": "S-Person"}]]'


@pytest.fixture
def recipe() -> Recipe:
    """A recipe of plain files without attributions."""
    news = load_recipe(RECIPES / "news.toml")
    data = Data(ud="ud.{part}.conllu", ner="ner.{part}.json")
    return msgspec.structs.replace(news, data=data)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Corpora of one sentence."""
    folder = tmp_path / "data"
    folder.mkdir()
    for part in ("train", "dev", "test"):
        (folder / f"ud.{part}.conllu").write_text(ROWS)
        (folder / f"ner.{part}.json").write_text(NAMES)
    return folder


def test_it_tells_what_was_made_of_what(
    recipe: Recipe, data: Path, tmp_path: Path
) -> None:
    """Each file read has its digest, each file made its size."""
    prepare(recipe, data, tmp_path, None)
    prepared = prepared_in(tmp_path, recipe)

    assert prepared.sources.keys() == {path.name for path in data.iterdir()}
    assert prepared.counts["ud.train"].words == 2
    assert prepared.counts["ner.test"].sentences == 1
    assert is_prepared(recipe, data, tmp_path)


def test_other_data_is_prepared_again(
    recipe: Recipe, data: Path, tmp_path: Path
) -> None:
    """A file that changed is seen by its digest."""
    prepare(recipe, data, tmp_path, None)
    (data / "ner.dev.json").write_text(NAMES.replace("Mara", "Ines"))

    assert not is_prepared(recipe, data, tmp_path)


def test_another_recipe_needs_it_anew(
    recipe: Recipe, data: Path, tmp_path: Path
) -> None:
    """Other preparation settings make the data stale; another limit does not."""
    prepare(recipe, data, tmp_path, None)
    replace = msgspec.structs.replace
    longer = replace(recipe, joint=replace(recipe.joint, steps=9))
    other = replace(recipe, preparation=replace(recipe.preparation, longest_form=5))

    assert prepared_in(tmp_path, longer)
    with pytest.raises(StaleWork, match="another recipe"):
        prepared_in(tmp_path, other)


def test_nothing_is_prepared_after_a_broken_row(
    recipe: Recipe, data: Path, tmp_path: Path
) -> None:
    """A failure leaves no list behind, not even an older one."""
    prepare(recipe, data, tmp_path, None)
    (data / "ud.test.conllu").write_text(ROWS.replace("root", "_"))

    with pytest.raises(BrokenRow, match="line 2"):
        prepare(recipe, data, tmp_path, None)
    with pytest.raises(StaleWork, match=LIST):
        prepared_in(tmp_path, recipe)


def test_an_empty_corpus_is_refused(recipe: Recipe, data: Path, tmp_path: Path) -> None:
    """A file without a sentence is a mistake, and named."""
    (data / "ud.dev.conllu").write_text("# nothing\n")

    with pytest.raises(TrainingError, match=r"ud\.dev\.conllu: there is no sentence"):
        prepare(recipe, data, tmp_path, None)


def test_the_command_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake is one line and status 1, not a traceback."""
    recipe = tmp_path / "clean.toml"
    recipe.write_text((RECIPES / "clean.toml").read_text())
    arguments = ["--recipe", str(recipe), "--work", str(tmp_path)]

    assert main(["prepare", *arguments, "--data", str(tmp_path)]) == 1
    assert main(["lemma", *arguments]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("prepare: ")
    assert "en_news-ud-train.conllu.xz" in first
    assert "nothing is prepared here yet" in second
