"""Measure a package on the test parts, in single precision.

Stanza's own pipeline runs the models, so that the scores are independent of the
service's faster implementation.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import stanza
import torch

from service.nlp.packages import LANGUAGE, MANIFEST, read_manifest
from service.nlp.stanza_pipeline.foundation import load_cache
from training.alignment import alignment_scores, gold_spans, predicted_spans
from training.attribution_labels import Splitter
from training.prepare import labelled_sentences, read_trees
from training.recipe import Part, Recipe
from training.span_scores import span_f1
from training.text import text_of

Scores = dict[str, dict[str, float]]

UD_GOLD = "ud-test, gold tokens"
UD_RAW = "ud-test, raw text"
NER = "ner-test"
ATTRIBUTION = "polnear-dev, exact spans in sentences"
TREE_PROCESSORS = ("tokenize", "lemma", "pos", "depparse")
LONGEST_SENTENCE = 200
"""Most words of a sentence that is parsed as a whole, as in the service."""
AT_ONCE = 500
"""Sentences of one call of the pipeline."""


class Package:
    """A package that is measured."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._cache = load_cache(folder, "cpu")

    def has(self, processor: str, name: str) -> bool:
        """Whether the package has the model ``name`` of a processor."""
        return (self.folder / LANGUAGE / processor / f"{name}.pt").is_file()

    def pipeline(self, processors: Mapping[str, str], **options: Any) -> Any:  # noqa: ANN401
        """Return Stanza's pipeline with the given models, by processor."""
        return stanza.Pipeline(
            LANGUAGE,
            dir=str(self.folder),
            package=None,
            processors=dict(processors),
            download_method=None,
            foundation_cache=self._cache,
            verbose=False,
            use_gpu=False,
            **options,
        )

    def trees(self, **options: Any) -> Any:  # noqa: ANN401
        """Return the pipeline of tokenizer, lemmas, tagger and parser."""
        return self.pipeline(dict.fromkeys(TREE_PROCESSORS, self.name), **options)


class TestData(msgspec.Struct, frozen=True):
    """The recipe, the corpora and the splitter for the measurement."""

    recipe: Recipe
    data: Path
    splitter: Splitter | None


def measure(
    package: Package, test: TestData, names: Iterable[str], say: Callable[[str], None]
) -> Scores:
    """Return the scores by test set, as in the manifest.

    Args:
        package: to measure; test sets for which it has no model are left out.
        test: the data.
        names: keys of ``MEASURES``.
        say: prints the name of each test set.

    Raises:
        BrokenRow: a row of the data is invalid.
    """
    scores: Scores = {}
    with torch.inference_mode():
        for name in names:
            key, one = MEASURES[name]
            say(f"{package.folder}: {key}")
            if found := one(package, test):
                scores[key] = found
    return scores


def _gold_tokens(package: Package, test: TestData) -> dict[str, float]:
    trees = read_trees(test.recipe, test.data, "test")
    longest_form = test.recipe.preparation.longest_form
    pipeline = package.trees(tokenize_pretokenized=True)
    short = [tree for tree in trees if len(tree.words) <= LONGEST_SENTENCE]
    document = pipeline(
        [[word.form[:longest_form] for word in tree.words] for tree in short]
    )
    pairs = [
        pair
        for tree, sentence in zip(short, document.sentences, strict=True)
        for pair in zip(tree.words, sentence.words, strict=True)
    ]

    def share(same: Callable[[Any, Any], bool]) -> float:
        return round(100 * sum(same(one, two) for one, two in pairs) / len(pairs), 2)

    def main(relation: str) -> str:
        return relation.split(":", maxsplit=1)[0]

    return {
        "UAS": share(lambda a, b: a.head == b.head),
        "LAS": share(lambda a, b: (a.head, a.deprel) == (b.head, b.deprel)),
        "LAS_main": share(
            lambda a, b: (a.head, main(a.deprel)) == (b.head, main(b.deprel))
        ),
        "UPOS": share(lambda a, b: a.upos == b.upos),
        "XPOS": share(lambda a, b: a.xpos == b.xpos),
        "lemma": share(lambda a, b: a.lemma.lower() == (b.lemma or "").lower()),
    }


def _raw_text(package: Package, test: TestData) -> dict[str, float]:
    trees = read_trees(test.recipe, test.data, "test")
    text = text_of(trees)
    return alignment_scores(
        predicted_spans(package.trees()(text), text), gold_spans(trees)
    )


def _ner(package: Package, test: TestData) -> dict[str, float]:
    return _spans(package, package.name, test, "ner", "test")


def _attributions(package: Package, test: TestData) -> dict[str, float]:
    return _spans(package, "attribution", test, "attribution", "dev")


def _spans(
    package: Package, model: str, test: TestData, source: str, part: Part
) -> dict[str, float]:
    gold = labelled_sentences(test.recipe, source, part, test.data, test.splitter)
    if not gold or not package.has("ner", model):
        return {}
    pipeline = package.pipeline(
        {"tokenize": package.name, "ner": model}, tokenize_pretokenized=True
    )
    longest = test.recipe.preparation.longest_name_form
    predicted: list[list[str]] = []
    for start in range(0, len(gold), AT_ONCE):
        some = gold[start : start + AT_ONCE]
        document = pipeline([[w.text[:longest] for w in one] for one in some])
        predicted += [[t.ner for t in one.tokens] for one in document.sentences]
    scores = span_f1(predicted, ([w.ner for w in one] for one in gold))
    return {label: round(value, 1) for label, value in scores.items()}


MEASURES: dict[str, tuple[str, Callable[[Package, TestData], dict[str, float]]]] = {
    "gold": (UD_GOLD, _gold_tokens),
    "raw": (UD_RAW, _raw_text),
    "names": (NER, _ner),
    "attributions": (ATTRIBUTION, _attributions),
}
"""By the name on the command line: the name in the manifest and the function."""


def write_scores(folder: Path, scores: Scores) -> None:
    """Write scores into the manifest of a package.

    Scores on other test sets are kept and listed as ``carried_over``, since they were
    not measured by this module.
    """
    manifest = read_manifest(folder)
    known: Scores = manifest.get("scores", {})
    manifest["scores"] = known | scores
    manifest["carried_over"] = sorted(known.keys() - scores.keys())
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / MANIFEST).write_bytes(encoded + b"\n")
