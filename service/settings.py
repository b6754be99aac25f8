"""The settings of an operator: read once from ``WHOSAID_*``, then passed as a value."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

import msgspec
from msgspec import Meta

from service.errors import InvalidSettings

PREFIX = "WHOSAID_"
MODELS = (Path(__file__).parents[1] / "whosaid_attribution" / "models").resolve()
"""The default folder of the models; a link to ``models`` in the checkout."""
BYTES_PER_CHARACTER = 12
"""The longest encoding of one character: two JSON escapes of six bytes (an emoji)."""
BODY_SLACK = 16_384
"""Bytes of a body for everything but the text."""
STOP_MARGIN = 3
"""Seconds between the last answer and the end of a graceful stop."""
NONE = "none"
"""The value of a text setting that is not set."""
BOOLEANS = {"on": "true", "yes": "true", "off": "false", "no": "false"}


def env_name(field: str) -> str:
    """Return the name of the environment variable of a field."""
    return PREFIX + field.upper()


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename=env_name):
    """All settings. The variable of ``max_chars`` is ``WHOSAID_MAX_CHARS``."""

    models: Annotated[
        Path, Meta(description="Folder of the models, in Stanza's layout.")
    ] = MODELS
    package: Annotated[
        str, Meta(description="Name of the Stanza package in that folder.")
    ] = "news"
    tagger: Annotated[
        bool, Meta(description="Whether the attribution tagger runs: on or off.")
    ] = True
    device: Annotated[
        Literal["cpu", "cuda"], Meta(description="Where the models run: cpu or cuda.")
    ] = "cpu"
    precision: Annotated[
        Literal["auto", "fp32", "bf16"],
        Meta(
            description="Precision of the encoder: fp32, bf16, or auto, which takes "
            "bf16 where the processor computes in it."
        ),
    ] = "auto"
    threads: Annotated[
        int,
        Meta(description="Threads of one process with models; one in bf16.", ge=1),
    ] = 1
    pool: Annotated[
        Literal["process", "thread"],
        Meta(description="Where inference runs: a process of its own or a thread."),
    ] = "process"
    processes: Annotated[
        int,
        Meta(
            description="Number of inference processes of the service; 0 takes one "
            "for each core, or for each WHOSAID_THREADS cores.",
            ge=0,
        ),
    ] = 0
    max_chars: Annotated[
        int, Meta(description="Longest text, in characters.", ge=1, le=10_000_000)
    ] = 50_000
    queue: Annotated[
        int, Meta(description="Requests that may wait beside those in work.", ge=0)
    ] = 16
    queue_words: Annotated[
        int, Meta(description="Words that may wait beside those in work.", ge=1)
    ] = 200_000
    unit_words: Annotated[
        int,
        Meta(
            description="Words of one work unit; longer articles take several.", ge=50
        ),
    ] = 1_000
    deadline: Annotated[
        float, Meta(description="Seconds until a request is answered 504.", gt=0)
    ] = 20.0
    body_seconds: Annotated[
        float,
        Meta(
            description="Seconds a client may take to send a body (408).", gt=0, le=600
        ),
    ] = 10.0
    batch_seconds: Annotated[
        float,
        Meta(
            description="Seconds a client may take to send a batch (408).",
            gt=0,
            le=600,
        ),
    ] = 30.0
    batch_window: Annotated[
        int,
        Meta(description="Lines of one batch that may be in work at once.", ge=1),
    ] = 4
    cache: Annotated[
        int,
        Meta(description="Articles whose results stay in memory; 0 keeps none.", ge=0),
    ] = 0
    header_seconds: Annotated[
        float,
        Meta(description="Seconds from connecting to the first request.", gt=0, le=600),
    ] = 10.0
    send_seconds: Annotated[
        float,
        Meta(
            description="Seconds a client may take no byte of an answer.", gt=0, le=600
        ),
    ] = 30.0
    graceful: Annotated[
        int, Meta(description="Seconds a graceful stop may take.", ge=5, le=600)
    ] = 30
    host: Annotated[str, Meta(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[
        int, Meta(description="Port to listen on; 0 takes a free one.", ge=0, le=65_535)
    ] = 8000
    keys: Annotated[
        str, Meta(description="Stored API keys, with commas between them.")
    ] = NONE
    keys_file: Annotated[
        str,
        Meta(
            description="File of stored API keys, one a line; read again when it "
            "changes."
        ),
    ] = NONE
    key_rate: Annotated[
        int,
        Meta(description="Requests a minute for each key; 0 sets no limit.", ge=0),
    ] = 0
    allow_anonymous: Annotated[
        bool,
        Meta(description="Whether to listen beyond this machine without keys."),
    ] = False
    traces: Annotated[
        bool,
        Meta(description="Whether to send OpenTelemetry traces (extra `traces`)."),
    ] = False
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Meta(description="Least level that is logged."),
    ] = "info"

    def __post_init__(self) -> None:
        """Raise an error where the deadline does not fit into a graceful stop.

        Raises:
            ValueError: the deadline is not under ``graceful - STOP_MARGIN``.
        """
        if self.deadline >= self.graceful - STOP_MARGIN:
            raise ValueError(
                f"the deadline must be under the graceful stop less {STOP_MARGIN} s"
            )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Return the settings of an environment.

        Args:
            environ: such as ``os.environ``; empty variables count as not set.

        Raises:
            InvalidSettings: a ``WHOSAID_*`` variable is unknown or invalid.
        """
        given = {
            name: value.strip()
            for name, value in environ.items()
            if name.startswith(PREFIX) and value.strip()
        }
        _refuse_unknown(given)
        for setting in describe():
            if setting.name in given and setting.default in {"on", "off"}:
                value = given[setting.name].lower()
                given[setting.name] = BOOLEANS.get(value, value)
        try:
            return msgspec.convert(given, cls, strict=False, dec_hook=_decode)
        except msgspec.ValidationError as error:
            raise InvalidSettings(_explain(str(error))) from error

    @property
    def max_body(self) -> int:
        """Size in bytes of the longest body of a text within ``max_chars``."""
        return self.max_chars * BYTES_PER_CHARACTER + BODY_SLACK


def pack(settings: Settings) -> bytes:
    """Return the settings as msgpack, for another process."""
    return msgspec.msgpack.encode(settings, enc_hook=str)


def unpack(packed: bytes) -> Settings:
    """Return the settings that ``pack`` encoded."""
    return msgspec.msgpack.decode(packed, type=Settings, dec_hook=_decode)


class Setting(msgspec.Struct, frozen=True):
    """The documentation of one setting: variable, default and description."""

    name: str
    default: str
    help: str


def describe() -> tuple[Setting, ...]:
    """Return the documentation of all settings, in order."""
    defaults = Settings()
    info = msgspec.inspect.type_info(Settings)
    fields = info.fields if isinstance(info, msgspec.inspect.StructType) else ()
    return tuple(
        Setting(
            field.encode_name,
            _shown(field.name, getattr(defaults, field.name)),
            _help(field.type),
        )
        for field in fields
    )


def _shown(name: str, default: object) -> str:
    if isinstance(default, bool):
        return "on" if default else "off"
    return "models" if name == "models" else str(default)


def _help(kind: msgspec.inspect.Type) -> str:
    extra: dict[str, str] = getattr(kind, "extra_json_schema", None) or {}
    return extra.get("description", "")


def _decode(kind: type, value: str) -> object:
    """Return a ``Path``, the one type that msgspec cannot decode."""
    return kind(value)


def _refuse_unknown(given: Mapping[str, str]) -> None:
    known = [setting.name.removeprefix(PREFIX) for setting in describe()]
    for name in sorted(given):
        if name.removeprefix(PREFIX) not in known:
            near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1)
            hint = f"; did you mean {PREFIX}{near[0]}?" if near else ""
            raise InvalidSettings(f"{name} is not a setting{hint}")


def _explain(message: str) -> str:
    """Return a message of msgspec with the variable first.

    "Expected `int` - at `$.WHOSAID_PORT`" becomes "WHOSAID_PORT: Expected `int`".
    """
    reason, _, path = message.partition(" - at `$")
    name = path.strip(".`[]'\"")
    return f"{name}: {reason}" if name else reason
