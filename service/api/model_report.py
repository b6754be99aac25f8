"""What ``/v1/model`` tells: versions, licences, scores and limits."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from service.nlp.annotator import AnnotatorInfo
from service.settings import Settings
from service.wire.fields import LANGUAGE
from service.wire.responses import SERVICE_VERSION


class ModelFile(Struct, frozen=True):
    """One file of the models."""

    path: Annotated[str, Meta(description="Its place in the folder of the models.")]
    bytes: Annotated[int, Meta(description="Its size.")]
    sha256: Annotated[str, Meta(description="Its digest, in hexadecimal digits.")]
    licence: Annotated[
        str | None, Meta(description="Licence and training data, where known.")
    ]


class ServiceLimits(Struct, frozen=True):
    """What a request may ask of this service."""

    max_chars: Annotated[int, Meta(description="Longest text, in characters.")]
    max_body: Annotated[int, Meta(description="Longest body, in bytes.")]
    deadline: Annotated[float, Meta(description="Seconds until a 504.")]
    queue: Annotated[int, Meta(description="Requests that may wait.")]


class ModelReport(Struct, frozen=True, kw_only=True):
    """The models behind the records, and the limits of the service."""

    service: Annotated[str, Meta(description="Version of Whosaid.")]
    stanza: Annotated[str, Meta(description="Version of Stanza.")]
    package: Annotated[str, Meta(description="Name of the model package.")]
    tagger: Annotated[bool, Meta(description="Whether the attribution tagger runs.")]
    languages: Annotated[
        tuple[str, ...], Meta(description="Languages that are read, by ISO 639 code.")
    ]
    files: Annotated[
        tuple[ModelFile, ...], Meta(description="Empty without a manifest.")
    ]
    scores: Annotated[
        dict[str, dict[str, float]],
        Meta(
            description="Scores in per cent by test set, as the manifest states them."
        ),
    ]
    limits: Annotated[ServiceLimits, Meta(description="What a request may ask.")]


def to_report(
    info: AnnotatorInfo, settings: Settings, manifest: dict[str, Any]
) -> ModelReport:
    """Return the report; a manifest of another package is left out."""
    fits = manifest.get("package") == info.package
    files: dict[str, dict[str, Any]] = manifest.get("files", {}) if fits else {}
    return ModelReport(
        service=SERVICE_VERSION,
        stanza=info.stanza,
        package=info.package,
        tagger=info.tagger,
        languages=(LANGUAGE,),
        files=tuple(
            ModelFile(path, item["bytes"], item["sha256"], item.get("data_and_licence"))
            for path, item in sorted(files.items())
        ),
        scores=manifest.get("scores", {}) if fits else {},
        limits=ServiceLimits(
            settings.max_chars, settings.max_body, settings.deadline, settings.queue
        ),
    )
