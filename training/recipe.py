"""Recipes: everything that decides what comes out of a training, in one TOML file."""

import hashlib
from pathlib import Path
from typing import Any, Literal

import msgspec

from training.errors import InvalidRecipe

Part = Literal["train", "dev", "test"]
PARTS: tuple[Part, ...] = ("train", "dev", "test")
Kind = Literal["parser", "tagger", "names"]


class _Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of all structs here: a field that nobody reads is an error."""


class Data(_Base, kw_only=True):
    """Files below the folder of the data; ``{part}`` is train, dev or test."""

    ud: str
    ner: str | None = None
    attribution: str | None = None

    def path(self, source: str, part: Part, folder: Path) -> Path | None:
        """Return the file of one part of a source, if the recipe has the source."""
        template: str | None = getattr(self, source)
        return None if template is None else folder / template.format(part=part)


class Preparation(_Base, kw_only=True):
    """What is cut away before anything is trained."""

    longest_form: int = 22
    """Characters of a word of a treebank. A long address cut into hundreds of pieces
    makes its whole batch slow."""
    longest_name_form: int = 25
    longest_name_sentence: int = 100
    """Words of a sentence with names; a longer one is cut, no word is lost."""
    splitter: str = "models"
    """A package whose tokenizer cuts the articles of the attribution corpus."""
    guided: str | None = None
    """A package whose parser makes trees of that corpus, told what is reported."""


class TokenizerRecipe(_Base, kw_only=True):
    """The tokenizer; ``stanza`` holds options of Stanza's own trainer."""

    steps: int
    evaluate_every: int = 200
    save_every: int = 200
    stanza: dict[str, Any] = {}


class LemmaRecipe(_Base, kw_only=True):
    """The dictionary of lemmas."""

    wordnet: bool = True
    """Add WordNet's exceptions and rules for words that the treebank lacks."""


class HeadRecipe(_Base, kw_only=True):
    """One model on the shared encoder."""

    kind: Kind
    batch: int
    """Words of a batch of the parser; sentences of one of the others."""
    source: Literal["ud", "ner", "attribution"] = "ud"
    guided: int = 0
    """How often the parser sees the trees of ``preparation.guided`` in an epoch."""
    stanza: dict[str, Any] = {}


class JointRecipe(_Base, kw_only=True):
    """The encoder and the heads on it."""

    start: str | None = None
    """A folder in the format of transformers; without it, one is given by hand."""
    train_encoder: bool = True
    """Else the encoder stays as it is, and with it all that is not trained here."""
    continue_from: str | None = None
    """A package whose models the heads go on from, in place of fresh ones."""
    order: tuple[str, ...]
    """Heads in the order in which they take steps, again and again."""
    heads: dict[str, HeadRecipe]
    steps: int | None = None
    minutes: float | None = None
    """One of the two ends the training; the learning rates fall towards it."""
    encoder_rate: float = 1e-4
    encoder_decay: float = 0.01
    head_rate: float = 2e-3
    encoder_warm_up: int = 40
    head_warm_up: int = 30
    longest_sentence: int = 110
    """Words; a longer training sentence of the treebank is left out."""
    evaluate_every: int = 150
    development_sentences: int = 500
    """How many of each development set are looked at on the way; at the end, all."""
    save_every: int = 50


class Licences(_Base, kw_only=True):
    """What the manifest says about each part's data."""

    encoder: str
    ud: str
    lemma: str
    parser: str = ""
    """Where it learnt from more than the treebank."""
    ner: str = ""
    attribution: str = ""


class Recipe(_Base, kw_only=True):
    """A whole training."""

    package: str
    seed: int
    data: Data
    preparation: Preparation = Preparation()
    tokenizer: TokenizerRecipe
    lemma: LemmaRecipe
    joint: JointRecipe
    licences: Licences


def load_recipe(path: Path) -> Recipe:
    """Return the recipe of a TOML file.

    Raises:
        InvalidRecipe: it cannot be read, or its parts do not go together.
    """
    try:
        recipe = msgspec.toml.decode(path.read_bytes(), type=Recipe)
    except (OSError, ValueError) as error:
        raise InvalidRecipe(str(error), path=path) from error
    for reason in _contradictions(recipe):
        raise InvalidRecipe(reason, path=path)
    return recipe


def _contradictions(recipe: Recipe) -> list[str]:
    joint = recipe.joint
    found = []
    if (joint.steps is None) == (joint.minutes is None):
        found.append("joint needs a limit, in steps or in minutes, and not both")
    if set(joint.order) != set(joint.heads):
        found.append("joint.order and joint.heads do not name the same heads")
    found += [
        f"joint.heads.{name} needs data.{head.source}, which is not given"
        for name, head in joint.heads.items()
        if getattr(recipe.data, head.source) is None
    ]
    guided = recipe.preparation.guided
    if any(head.guided for head in joint.heads.values()) and guided is None:
        found.append("trees are asked for, but preparation.guided names no package")
    if guided is not None and recipe.data.attribution is None:
        found.append("preparation.guided needs data.attribution, which is not given")
    return found


def digest(content: object) -> str:
    """Return a sha256 of a recipe or parts of it, however a file writes them."""
    encoded = msgspec.json.encode(content, order="deterministic")
    return hashlib.sha256(encoded).hexdigest()


def without_limit(recipe: Recipe) -> Recipe:
    """Return the recipe without what may change in the middle of a training."""
    replace = msgspec.structs.replace
    joint = replace(recipe.joint, steps=None, minutes=None, save_every=0)
    return replace(recipe, joint=joint)
