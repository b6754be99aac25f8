"""Request lines to response lines, in a batch process.

Importing this module imports torch.
"""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec

from service.batch_attributor import BatchAttributor
from service.bootstrap import build_attributor
from service.cli.batch_output import error_line
from service.errors import WhosaidError
from service.settings import Settings
from service.wire.codecs import decode_request
from service.wire.decoding import JSON
from service.wire.schemas import AttributionRequest


def build_line_attributor(
    settings: Settings,
) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Load the models; return the function from request lines to response lines."""
    attributor = BatchAttributor(build_attributor(settings), settings.unit_words)
    return partial(attribute_lines, attributor=attributor)


def attribute_lines(lines: Sequence[bytes], attributor: BatchAttributor) -> list[bytes]:
    """Return the response line, or the error line, of each request line."""
    asked = [_request(line) for line in lines]
    requests = [one for one in asked if isinstance(one, AttributionRequest)]
    answers = iter(attributor.answer(requests))
    found = (
        next(answers) if isinstance(one, AttributionRequest) else one for one in asked
    )
    return [
        error_line(line, one)
        if isinstance(one, WhosaidError)
        else msgspec.json.encode(one.response)
        for line, one in zip(lines, found, strict=True)
    ]


def _request(line: bytes) -> AttributionRequest | WhosaidError:
    try:
        return decode_request(line, media=JSON, query={})
    except WhosaidError as error:
        return error
