"""spaCy's pipeline with the layer sizes of ``en_core_web_sm`` and random weights.

The released weights are a download of their own, and do not affect the speed. The
shared layers feed the tagger and the parser, and the entity recogniser has layers of
its own, as in version 3.8 of the released pipeline. Its rules for lemmas and parts of
speech are left out, which favours it. Needs the dependency group ``bench``.
"""

from importlib.util import find_spec
from typing import Any

import numpy as np

SEED = 1
WIDTH = 96
ATTRIBUTES = ("NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE")
ROWS = (5_000, 1_000, 2_500, 2_500, 50, 50)
"""Rows of the embedding table of each attribute."""
OWN_ATTRIBUTES = 4
"""Attributes that the layers of the entity recogniser read."""
TAGS, RELATIONS, ENTITIES = 50, 45, 18
"""Number of labels: Penn Treebank's, ClearNLP's and OntoNotes'."""


def is_installed() -> bool:
    """Whether spaCy is installed."""
    return find_spec("spacy") is not None


def load() -> Any:  # noqa: ANN401 - not installed for the checks
    """Return the pipeline: tagger, parser and entity recogniser."""
    import spacy  # noqa: PLC0415 - of a dependency group of its own

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": _layers(len(ATTRIBUTES))})
    shared = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": WIDTH,
        "upstream": "tok2vec",
    }
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": shared}
    own = _layers(OWN_ATTRIBUTES)
    models = {
        "tagger": (tagger, TAGS),
        "parser": (_transitions("parser", shared), RELATIONS),
        "ner": (_transitions("ner", own), ENTITIES),
    }
    for name, (model, labels) in models.items():
        pipe = nlp.add_pipe(name, config={"model": model})
        for number in range(labels):
            pipe.add_label(f"{name.upper()}{number}")
    nlp.initialize()
    chance = np.random.default_rng(SEED)
    for _, pipe in nlp.pipeline:
        _fill(pipe.model, chance)
    return nlp


def _layers(attributes: int) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": list(ATTRIBUTES[:attributes]),
            "rows": list(ROWS[:attributes]),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _transitions(kind: str, layers: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": layers,
    }


def _fill(model: Any, chance: np.random.Generator) -> None:  # noqa: ANN401 - thinc's
    """Give random values to the layers that begin as zeros: those of the scores."""
    for layer in model.walk():
        for name in layer.param_names:
            values = layer.get_param(name) if layer.has_param(name) else None
            if values is not None and not values.any():
                layer.set_param(name, chance.normal(0, 0.1, values.shape).astype("f"))
