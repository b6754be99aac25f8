"""What loading accepts, and what it refuses before the service starts."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from service.errors import InvalidModels
from service.nlp.fast.shared_parser import SharedParser
from service.nlp.stanza_annotator import StanzaAnnotator
from service.text.article import Passage

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "models"
OTHER = ("tokenize", "pos", "lemma", "depparse")


def link_models(folder: Path) -> Path:
    """Link the shipped models into a folder, so that single files can be replaced."""
    for path in MODELS.rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(MODELS)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(path)
    return folder


def as_package(folder: Path, name: str, processors: tuple[str, ...]) -> None:
    """Make the folder one of Stanza's: a list with md5, no manifest."""
    (folder / "manifest.json").unlink()
    language: dict[str, Any] = {"packages": {name: {}}}
    for processor in processors:
        path = folder / "en" / processor / "news.pt"
        path.rename(path.with_stem(name))
        digest = hashlib.md5(
            path.with_stem(name).read_bytes(), usedforsecurity=False
        ).hexdigest()
        language[processor] = {name: {"md5": digest}}
        language["packages"][name][processor] = name
    (folder / "resources.json").unlink()
    (folder / "resources.json").write_text(json.dumps({"en": language}))


def test_package_without_names_and_tagger(tmp_path: Path) -> None:
    """A package of another name, without NER and tagger, has the fast parser."""
    folder = link_models(tmp_path)
    as_package(folder, "other", OTHER)
    shutil.rmtree(folder / "en" / "ner")
    annotator = StanzaAnnotator.load(folder, package="other")
    assert isinstance(annotator._parser, SharedParser)
    assert not annotator.info.tagger
    text = "Ada Moreno said so. It was early."
    (annotation,) = annotator.annotate([Passage(5, text)])
    first, second = annotation.sentences
    assert [token.text for token in first.tokens] == [
        "Ada",
        "Moreno",
        "said",
        "so",
        ".",
    ]
    assert (first.start, second.end) == (5, 5 + len(text))
    assert first.tokens[2].deprel == "root"
    assert first.entities == first.tags == ()


def test_without_tagger() -> None:
    """The shipped package runs without the attribution tagger."""
    annotator = StanzaAnnotator.load(MODELS, tagger=False)
    assert not annotator.info.tagger
    (annotation,) = annotator.annotate([Passage(0, "Ada Moreno said so.")])
    (sentence,) = annotation.sentences
    assert sentence.tags == ()
    assert [one.label for one in sentence.entities] == ["Person"]


def drop_weight(path: Path) -> None:
    """Save a model again without its last weight."""
    saved = torch.load(path, weights_only=True)
    saved["model"].popitem()
    path.unlink()
    torch.save(saved, path, _use_new_zipfile_serialization=False)


def drop_encoder_weight(path: Path) -> None:
    """The same for the encoder."""
    saved = load_file(path)
    saved.pop("encoder.layer.0.output.dense.weight")
    path.unlink()
    save_file(saved, path, metadata={"format": "pt"})


def sign(folder: Path) -> None:
    """Write the digests of the files as they are now into the manifest."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for path, entry in manifest["files"].items():
        content = (folder / path).read_bytes()
        entry["bytes"] = len(content)
        entry["sha256"] = hashlib.sha256(content).hexdigest()
    (folder / "manifest.json").unlink()
    (folder / "manifest.json").write_text(json.dumps(manifest))


INCOMPLETE: list[tuple[str, Callable[[Path], None]]] = [
    ("en/ner/attribution.pt", drop_weight),
    ("en/tokenize/news.pt", drop_weight),
    ("en/encoder/model.safetensors", drop_encoder_weight),
]


@pytest.mark.parametrize(
    ("path", "drop"), INCOMPLETE, ids=[path for path, _ in INCOMPLETE]
)
def test_missing_weight(
    tmp_path: Path, path: str, drop: Callable[[Path], None]
) -> None:
    """A model that lacks a weight is refused, though its digest is the listed one."""
    folder = link_models(tmp_path)
    drop(folder / path)
    sign(folder)
    with pytest.raises(InvalidModels, match=r"weight|parameters"):
        StanzaAnnotator.load(folder)


def test_missing_encoder(tmp_path: Path) -> None:
    """Without the encoder nothing is loaded, and nothing downloaded."""
    folder = link_models(tmp_path)
    shutil.rmtree(folder / "en" / "encoder")
    with pytest.raises(InvalidModels, match="missing"):
        StanzaAnnotator.load(folder)
    as_package(folder, "other", OTHER)
    with pytest.raises(InvalidModels, match="cannot be loaded"):
        StanzaAnnotator.load(folder, package="other")


def test_damaged_model(tmp_path: Path) -> None:
    """One wrong byte stops the start before anything is loaded."""
    folder = link_models(tmp_path)
    path = folder / "en/pos/news.pt"
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.unlink()
    path.write_bytes(content)
    with pytest.raises(InvalidModels, match="damaged"):
        StanzaAnnotator.load(folder)


MEMORY = """
import resource, sys
from pathlib import Path
from service.nlp.stanza_annotator import StanzaAnnotator
from service.text.reader import read_article
text = ("said that the ferries " * 2_500)[:50_000]
annotator = StanzaAnnotator.load(Path(sys.argv[1]))
(passage,) = read_article(text).passages
(annotation,) = annotator.annotate([passage])
print(len(annotation.sentences), len(annotation.warnings))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def test_memory_of_unpunctuated_text() -> None:
    """50,000 characters without a full stop take less than 2 GiB in all."""
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(MODELS)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    counts, peak = done.stdout.splitlines()
    sentences, warnings = map(int, counts.split())
    assert sentences > 40
    assert warnings >= 1
    assert int(peak) < 2048
