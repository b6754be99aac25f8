"""Assemble trained models into a package: Stanza's layout with a manifest."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import msgspec
import stanza
import torch
import transformers
from safetensors.torch import load_file, save_file

from service.nlp.packages import LANGUAGE, MANIFEST, RESOURCES, read_manifest
from training import joint, lemma, tokenizer
from training.errors import TrainingError
from training.heads import ATTRIBUTION, ENCODER, model_path
from training.prepare import prepared_in
from training.recipe import Recipe, digest
from training.rows import sha256

WEIGHTS = "model.safetensors"
ENCODER_FILES = ("config.json", "tokenizer.json", "tokenizer_config.json")
MUST = ("tokenize", "lemma")
HEADS = ("pos", "depparse", "ner", ATTRIBUTION)
PROCESSORS = (*MUST, "pos", "depparse", "ner")


class Part(msgspec.Struct, frozen=True):
    """A model file of a package and its origin."""

    path: str
    """Path in the package."""
    source: Path
    taken_over: bool = False

    @property
    def processor(self) -> str:
        """Stanza's name of the processor that runs the model."""
        return PurePath(self.path).parent.name

    @property
    def name(self) -> str:
        """Name of the model among those of its processor."""
        return PurePath(self.path).stem


def assemble(
    recipe: Recipe, work: Path, out: Path, *, base: Path | None = None
) -> None:
    """Write the package of a work folder.

    Args:
        recipe: that the models were trained with.
        work: the folder with the outputs of the steps.
        out: folder of the package; its former content is removed.
        base: a package whose models replace those that were not trained.

    Raises:
        TrainingError: a model is missing.
    """
    parts = list(_parts(recipe, work, base))
    trained = work / joint.FOLDER
    _refuse_missing([part.source for part in parts] + [trained / "encoder" / WEIGHTS])
    shutil.rmtree(out, ignore_errors=True)
    for part in parts:
        target = out / part.path
        target.parent.mkdir(parents=True, exist_ok=True)
        torch.save(_slim(part), target, _use_new_zipfile_serialization=False)
    _write_encoder(trained / "encoder", out / LANGUAGE / "encoder")
    _write_json(out / RESOURCES, _resources(recipe, parts, out))
    _write_json(out / MANIFEST, _manifest(recipe, work, parts, out))


def _parts(recipe: Recipe, work: Path, base: Path | None) -> Iterator[Part]:
    """Yield the parts; those not trained come from the base, where that is possible.

    A head can only be taken from the base if the encoder was not trained.
    """
    trained = work / joint.FOLDER
    called = read_manifest(base).get("package", recipe.package) if base else ""
    made = {name: trained / f"{name}.pt" for name in recipe.joint.heads}
    kept = {
        "tokenize": work / tokenizer.FOLDER / tokenizer.MODEL,
        "lemma": work / lemma.FOLDER / lemma.MODEL,
    }
    if not recipe.joint.train_encoder:
        kept |= {name: trained / f"{name}.pt" for name in HEADS if name not in made}
    for name, path in (made | kept).items():
        place = model_path(name, recipe.package)
        taken = name in kept and base is not None and not path.is_file()
        source = path
        if base is not None and taken:
            source = base / model_path(name, called)
        if name in MUST or source.is_file() or name in made:
            yield Part(place, source, taken)


def _refuse_missing(paths: list[Path]) -> None:
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        raise TrainingError(f"not made yet: {', '.join(missing)}")


def _slim(part: Part) -> dict[str, Any]:
    """Return a model in half precision, without paths of this machine."""
    model: dict[str, Any] = torch.load(
        part.source, map_location="cpu", weights_only=True
    )
    config = model["config"]
    for key, value in config.items():
        if isinstance(value, str) and "/" in value:
            config[key] = PurePath(value).name
    if "bert_model" in config:
        config |= {"bert_model": ENCODER, "bert_finetune": False, "device": "cpu"}
        model["model"] = _halved(model["model"])
        if any(name.startswith("bert_model") for name in model["model"]):
            raise TrainingError(f"{part.source}: the encoder is inside the head")
    return model


def _halved(weights: Any) -> Any:  # noqa: ANN401 - tensors in dictionaries, any depth
    """Return weights in half precision; loading converts them to single precision."""
    if torch.is_tensor(weights):
        return weights.half() if weights.dtype == torch.float32 else weights
    if isinstance(weights, dict):
        return {name: _halved(value) for name, value in weights.items()}
    return weights


def _write_encoder(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    halved = {k: v.half().contiguous() for k, v in load_file(source / WEIGHTS).items()}
    save_file(halved, target / WEIGHTS, metadata={"format": "pt"})
    (target / WEIGHTS).chmod(0o644)  # safetensors makes it readable by the owner only
    for name in ENCODER_FILES:
        shutil.copyfile(source / name, target / name)
    config = msgspec.json.decode((target / "config.json").read_bytes())
    config.pop("_name_or_path", None)
    config |= {"attention_probs_dropout_prob": 0.0}
    _write_json(target / "config.json", config)


def _resources(recipe: Recipe, parts: list[Part], out: Path) -> dict[str, Any]:
    """Return the content of ``resources.json`` for this package."""
    entry: dict[str, Any] = {"lang_name": "English", "default_processors": {}}
    processors = {part.processor for part in parts if part.name == recipe.package}
    in_order = {name: recipe.package for name in PROCESSORS if name in processors}
    entry["packages"] = {recipe.package: in_order}
    for part in sorted(parts, key=lambda part: part.path):
        md5 = hashlib.md5((out / part.path).read_bytes(), usedforsecurity=False)
        entry.setdefault(part.processor, {})[part.name] = {"md5": md5.hexdigest()}
    return {LANGUAGE: entry}


def _manifest(
    recipe: Recipe, work: Path, parts: list[Part], out: Path
) -> dict[str, Any]:
    files = {
        path.relative_to(out).as_posix(): _file(recipe, path.relative_to(out), path)
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
    return {
        "package": recipe.package,
        "stanza": str(stanza.__version__),
        "language": LANGUAGE,
        "recipe": digest(recipe),
        "data": prepared_in(work, recipe).sources,
        "taken_over": [part.path for part in parts if part.taken_over],
        "files": files,
        "scores": {},
        "made_with": {
            "stanza": str(stanza.__version__),
            "torch": str(torch.__version__),
            "transformers": str(transformers.__version__),
        },
    }


def _file(recipe: Recipe, relative: Path, path: Path) -> dict[str, Any]:
    entry: dict[str, Any] = {"bytes": path.stat().st_size, "sha256": sha256(path)}
    licences = recipe.licences
    by_place = {
        "encoder": licences.encoder,
        "lemma": licences.lemma,
        "ner": licences.ner,
        "tokenize": licences.ud,
        "pos": licences.ud,
        "depparse": licences.parser or licences.ud,
    }
    licence = by_place.get(relative.parent.name)
    if relative.stem == ATTRIBUTION:
        licence = licences.attribution
    return entry | ({"data_and_licence": licence} if licence else {})


def _write_json(path: Path, content: dict[str, Any]) -> None:
    encoded = msgspec.json.format(msgspec.json.encode(content), indent=1)
    path.write_bytes(encoded + b"\n")
