"""Recipes: one TOML file with everything that the result of a training depends on."""

import hashlib
from pathlib import Path
from typing import Any, Literal

import msgspec

from training.errors import InvalidRecipe

Part = Literal["train", "dev", "test"]
PARTS: tuple[Part, ...] = ("train", "dev", "test")
Kind = Literal["parser", "tagger", "names"]


class _Base(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all structs: an unknown field is an error."""


class Data(_Base, frozen=True, kw_only=True):
    """Paths relative to the folder of the corpora; ``{part}`` is train, dev or test."""

    ud: str
    ner: str | None = None
    attribution: str | None = None

    def path(self, source: str, part: Part, folder: Path) -> Path | None:
        """Return the path of a part of a source, or None if the recipe lacks it."""
        template: str | None = getattr(self, source)
        return None if template is None else folder / template.format(part=part)


class Preparation(_Base, frozen=True, kw_only=True):
    """Limits and packages of the preparation."""

    longest_form: int = 22
    """Most characters of a word of the treebank: the hundreds of word pieces of a long
    address slow down its batch."""
    longest_name_form: int = 25
    """Most characters of a word of the NER data."""
    longest_name_sentence: int = 100
    """Most words of a sentence of the NER data; a longer one is split."""
    splitter: str = "models"
    """A package whose tokenizer splits the articles of the attribution corpus."""
    guided: str | None = None
    """A package whose parser makes guided trees of the attribution corpus
    (``training.guided_trees``)."""


class TokenizerRecipe(_Base, frozen=True, kw_only=True):
    """The training of the tokenizer; ``stanza`` has options of Stanza's trainer."""

    steps: int
    evaluate_every: int = 200
    save_every: int = 200
    stanza: dict[str, Any] = {}


class LemmaRecipe(_Base, frozen=True, kw_only=True):
    """The lemma dictionary."""

    wordnet: bool = True
    """Whether to add lemmas by WordNet for words that the treebank lacks."""


class HeadRecipe(_Base, frozen=True, kw_only=True):
    """One model on the shared encoder."""

    kind: Kind
    batch: int
    """Size of a batch: words for the parser, sentences for the other kinds."""
    source: Literal["ud", "ner", "attribution"] = "ud"
    guided: int = 0
    """Number of times that an epoch of the parser has the guided trees."""
    stanza: dict[str, Any] = {}


class JointRecipe(_Base, frozen=True, kw_only=True):
    """The training of the encoder and the heads on it."""

    start: str | None = None
    """Folder of the initial encoder in transformers' format; else use ``--start``."""
    train_encoder: bool = True
    """If false, the encoder is frozen, and other heads on it stay valid."""
    continue_from: str | None = None
    """A package with the initial weights of the heads; None starts from random ones."""
    order: tuple[str, ...]
    """Names of the heads in the order of their steps, repeated to the end."""
    heads: dict[str, HeadRecipe]
    steps: int | None = None
    minutes: float | None = None
    """One of the two is the limit, towards which the learning rates decrease."""
    encoder_rate: float = 1e-4
    encoder_decay: float = 0.01
    head_rate: float = 2e-3
    encoder_warm_up: int = 40
    head_warm_up: int = 30
    longest_sentence: int = 110
    """Most words of a training sentence of the treebank; longer ones are left out."""
    evaluate_every: int = 150
    development_sentences: int = 500
    """Sentences of each development set that are scored during the training."""
    save_every: int = 50


class Licences(_Base, frozen=True, kw_only=True):
    """The data and licence of each part, as in the manifest."""

    encoder: str
    ud: str
    lemma: str
    parser: str = ""
    """If the parser was trained on more than the treebank."""
    ner: str = ""
    attribution: str = ""


class Recipe(_Base, frozen=True, kw_only=True):
    """All settings of a training."""

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
        InvalidRecipe: the file cannot be read, or its fields contradict each other.
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
    """Return the SHA-256 of a recipe or parts of it, independent of the notation."""
    encoded = msgspec.json.encode(content, order="deterministic")
    return hashlib.sha256(encoded).hexdigest()


def without_limit(recipe: Recipe) -> Recipe:
    """Return the recipe without the fields that may change during a training."""
    replace = msgspec.structs.replace
    joint = replace(recipe.joint, steps=None, minutes=None, save_every=0)
    return replace(recipe, joint=joint)
