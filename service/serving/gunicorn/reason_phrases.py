"""The reason phrases of RFC 9110, which do not depend on the version of Python."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType

RENAMED = {
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    422: "Unprocessable Content",
}
"""Phrases that ``http.HTTPStatus`` has since Python 3.13."""
REASON_PHRASES: Mapping[int, str] = MappingProxyType(
    {status.value: status.phrase for status in HTTPStatus} | RENAMED
)
"""Status to phrase."""
