"""The response of ``/v1/model``: versions, licences, scores and limits."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from service.provenance import AttributorInfo
from service.settings import Settings
from service.wire.fields import LANGUAGE, RulesVersion
from service.wire.responses import SERVICE_VERSION


class ModelFile(Struct, frozen=True):
    """A model file."""

    path: Annotated[str, Meta(description="Path relative to the models folder.")]
    bytes: Annotated[int, Meta(description="Size in bytes.")]
    sha256: Annotated[str, Meta(description="SHA-256 digest in hexadecimal.")]
    licence: Annotated[
        str | None, Meta(description="Licence and training data, if known.")
    ]


class ServiceLimits(Struct, frozen=True):
    """Limits of requests to this service."""

    max_chars: Annotated[
        int, Meta(description="Maximum length of a text, in characters.")
    ]
    max_body: Annotated[int, Meta(description="Maximum size of a body, in bytes.")]
    deadline: Annotated[
        float, Meta(description="Seconds after which a request is answered with 504.")
    ]
    queue: Annotated[int, Meta(description="Maximum number of waiting requests.")]


class ModelReport(Struct, frozen=True, kw_only=True):
    """The models that produce the records, and the limits of the service."""

    service: Annotated[str, Meta(description="Version of Whosaid.")]
    stanza: Annotated[str, Meta(description="Version of Stanza.")]
    package: Annotated[str, Meta(description="Name of the model package.")]
    rules_version: RulesVersion
    tagger: Annotated[bool, Meta(description="Whether the attribution tagger runs.")]
    languages: Annotated[
        tuple[str, ...], Meta(description="Supported languages, as ISO 639 codes.")
    ]
    files: Annotated[
        tuple[ModelFile, ...],
        Meta(description="Files of the package; empty if it has no manifest."),
    ]
    scores: Annotated[
        dict[str, dict[str, float]],
        Meta(description="Scores in per cent, by test set, as stated in the manifest."),
    ]
    limits: Annotated[ServiceLimits, Meta(description="Limits of requests.")]


def to_report(
    info: AttributorInfo, settings: Settings, manifest: dict[str, Any]
) -> ModelReport:
    """Return the report; a manifest of another package is ignored."""
    fits = manifest.get("package") == info.package
    files: dict[str, dict[str, Any]] = manifest.get("files", {}) if fits else {}
    return ModelReport(
        service=SERVICE_VERSION,
        stanza=info.stanza,
        package=info.package,
        rules_version=info.rules_version,
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
