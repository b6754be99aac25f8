"""Recipes, and the ones that come with the repository."""

from pathlib import Path

import msgspec
import pytest

from training.errors import InvalidRecipe
from training.recipe import Recipe, digest, load_recipe, without_limit

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "training" / "recipes"
RECIPES = sorted(FOLDER.glob("*.toml"))


def changed(folder: Path, old: str, new: str) -> Path:
    """Return a copy of the news recipe with a change in it."""
    text = (FOLDER / "news.toml").read_text()
    assert old in text
    path = folder / "changed.toml"
    path.write_text(text.replace(old, new, 1))
    return path


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_recipes_can_be_read(path: Path) -> None:
    """Every recipe of the repository is whole."""
    assert load_recipe(path).joint.heads


def test_the_clean_recipe_uses_no_corpus_without_a_licence() -> None:
    """Universal Dependencies alone, and no encoder that has seen more."""
    recipe = load_recipe(FOLDER / "clean.toml")

    assert recipe.data.ner is None
    assert recipe.data.attribution is None
    assert recipe.joint.heads.keys() == {"depparse", "pos"}
    assert recipe.joint.start is None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("seed = 3", 'seed = "three"', "seed"),
        ("seed = 3", "sed = 3", "sed"),
        ("steps = 2700", "", "a limit"),
        ("steps = 2700", "steps = 2700\nminutes = 5.0", "a limit"),
        ('"pos", ', "", "the same heads"),
        ('ner = "ner/en_worldwide-{part}.json.xz"', "", r"needs data\.ner"),
        ("batch = 1400", "batch = 1400\nguided = 2", "names no package"),
        ("[data]", "[data", "\\]"),
    ],
)
def test_contradictions_are_refused(
    old: str, new: str, reason: str, tmp_path: Path
) -> None:
    """A recipe that cannot be followed is refused, with its file and the reason."""
    path = changed(tmp_path, old, new)

    with pytest.raises(InvalidRecipe, match=reason) as caught:
        load_recipe(path)

    assert caught.value.path == path


def test_a_missing_recipe_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error that names it."""
    with pytest.raises(InvalidRecipe, match=r"gone\.toml"):
        load_recipe(tmp_path / "gone.toml")


def news() -> Recipe:
    """Return the recipe of the shipped package."""
    return load_recipe(FOLDER / "news.toml")


def test_the_digest_is_of_what_is_said(tmp_path: Path) -> None:
    """Comments and layout do not count; a value does."""
    comment = load_recipe(changed(tmp_path, "seed = 3", "# a seed\nseed  =  3"))
    other = load_recipe(changed(tmp_path, "seed = 3", "seed = 4"))

    assert digest(comment) == digest(news())
    assert digest(other) != digest(news())


def test_a_limit_may_change_in_the_middle() -> None:
    """A training that was begun can go on for longer or shorter."""
    replace = msgspec.structs.replace
    longer = replace(news(), joint=replace(news().joint, steps=9000))

    assert digest(longer) != digest(news())
    assert digest(without_limit(longer)) == digest(without_limit(news()))
