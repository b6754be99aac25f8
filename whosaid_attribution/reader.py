"""The class ``Whosaid``: the models in this process, for any number of threads."""

import os
import threading
from typing import Self

import msgspec

from service.attributor import Attributor
from service.settings import Settings
from service.text.html import TextFormat
from service.wire.decoding import invalid_field
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest, AttributionResponse, Options


class Whosaid:
    """Finds the attributions of articles, with the models loaded once.

    Threads may share an instance: the models read one article at a time. A process that
    forks needs one of its own. ``close`` (or the end of a ``with``) frees the models.

    Torch is set to ``Settings.threads`` threads for the whole process.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        """Load the models, which takes seconds.

        Args:
            settings: None reads the variables ``WHOSAID_...`` of the environment. Only
                those of the models and ``max_chars`` are used.

        Raises:
            InvalidSettings: a variable is unknown or has a wrong value.
            StartError: a model is missing, damaged or differs from the manifest.
        """
        # Imports torch, which ``import whosaid_attribution`` must not need.
        from service.bootstrap import build_attributor  # noqa: PLC0415

        chosen = Settings.from_environ(os.environ) if settings is None else settings
        self._attributor: Attributor | None = build_attributor(chosen)
        self._busy = threading.Lock()

    def attribute(
        self,
        text: str,
        *,
        id: str | None = None,  # noqa: A002 - its name over HTTP
        format: TextFormat = "text",  # noqa: A002 - the same
        options: Options = Options(),  # noqa: B008 - frozen
    ) -> AttributionResponse:
        """Return the attributions of an article, as ``POST /v1/attributions`` does.

        Args:
            text: the article, plain or HTML; offsets of the response are in it.
            id: of the article; None takes a hash of the text.
            format: ``text`` or ``html``.
            options: filters, and the unit of offsets.

        Raises:
            TypeError: ``text`` is not a ``str``.
            RequestError: the text is empty, too long or has an invalid character, or an
                option has an invalid value.
            RuntimeError: this instance is closed.
        """
        request = _request(text, id, format, options)
        readable = readable_of(request)
        with self._busy:
            if self._attributor is None:
                raise RuntimeError("this Whosaid is closed")
            reading = self._attributor.attribute(readable.text)
            info = self._attributor.info
        return to_response(reading, request, info=info, readable=readable)

    def close(self) -> None:
        """Free the models, after the article that is being read; may be repeated."""
        with self._busy:
            self._attributor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _request(
    text: object, name: str | None, form: str, options: Options
) -> AttributionRequest:
    """Return the request of checked arguments: no decoder has seen them."""
    if isinstance(text, bytes | bytearray):
        kind = "bytes" if isinstance(text, bytes) else "bytearray"
        raise TypeError(f"text is {kind}, not str: decode it first, as UTF-8 mostly")
    if not isinstance(text, str):
        shown = "None" if text is None else f"of type {type(text).__name__}"
        raise TypeError(f"text is {shown}, not a str")
    fields = {
        "text": text,
        "id": name,
        "format": form,
        "options": msgspec.to_builtins(options),
    }
    try:
        return msgspec.convert(fields, AttributionRequest)
    except msgspec.ValidationError as error:
        raise invalid_field(error, root="$") from error
