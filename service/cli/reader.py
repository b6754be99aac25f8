"""What a batch process does with one line. Importing this module imports torch."""

from collections.abc import Callable
from functools import partial

import msgspec

from service.api.codecs import decode_request
from service.api.decoding import JSON
from service.api.records import to_response
from service.attributor import Attributor
from service.bootstrap import build_attributor
from service.cli.lines import error_line
from service.errors import InferenceFailed, WhosaidError
from service.settings import Settings


def build_reader(settings: Settings) -> Callable[[bytes], bytes]:
    """Load the models and return the function from a request to its response."""
    return partial(read_line, attributor=build_attributor(settings))


def read_line(line: bytes, *, attributor: Attributor) -> bytes:
    """Return the response to one line, or the line that tells what is wrong."""
    try:
        request = decode_request(line, media=JSON, query={})
        reading = attributor.attribute(request.text)
        response = to_response(reading, request, info=attributor.info)
    except WhosaidError as error:
        return error_line(line, error)
    except Exception as error:  # noqa: BLE001 - one bad article fails alone
        return error_line(
            line, InferenceFailed(f"{type(error).__name__} while reading")
        )
    return msgspec.json.encode(response)
