"""Whosaid from Python: who said what in an article, with the records of the service.

::

    from whosaid_attribution import Whosaid

    with Whosaid() as whosaid:
        response = whosaid.attribute("“Hello,” said Ann Lee.")

``import whosaid`` is an unrelated project's: the name of this module is the one of the
distribution, ``whosaid-attribution``.
"""

from whosaid_attribution.ownership import ForeignModule, check_package

check_package()  # before anything is imported from ``service``

from service.errors import (
    EmptyText,
    InvalidField,
    InvalidModels,
    InvalidSettings,
    InvalidText,
    RequestError,
    StartError,
    TextError,
    TextTooLong,
    UnsupportedLanguage,
    WhosaidError,
)
from service.settings import Settings
from service.wire import responses
from service.wire.schemas import (
    Affiliation,
    Anonymity,
    Attribution,
    Cue,
    Evidence,
    GenderedWord,
    Mention,
    Model,
    Options,
    Outlet,
    OutletRef,
    PronounUse,
    Span,
    Speaker,
    SpeakerRef,
    Warning,  # noqa: A004 - its name over HTTP
    WordCounts,
)
from service.wire.schemas import AttributionResponse as Response
from whosaid_attribution.reader import Whosaid

__version__ = responses.SERVICE_VERSION

__all__ = [
    "Affiliation",
    "Anonymity",
    "Attribution",
    "Cue",
    "EmptyText",
    "Evidence",
    "ForeignModule",
    "GenderedWord",
    "InvalidField",
    "InvalidModels",
    "InvalidSettings",
    "InvalidText",
    "Mention",
    "Model",
    "Options",
    "Outlet",
    "OutletRef",
    "PronounUse",
    "RequestError",
    "Response",
    "Settings",
    "Span",
    "Speaker",
    "SpeakerRef",
    "StartError",
    "TextError",
    "TextTooLong",
    "UnsupportedLanguage",
    "Warning",
    "Whosaid",
    "WhosaidError",
    "WordCounts",
    "__version__",
]
