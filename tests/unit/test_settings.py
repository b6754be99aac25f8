"""The settings of an environment, and their errors."""

from pathlib import Path

import pytest

from service.errors import InvalidSettings
from service.settings import Setting, Settings, describe, pack, unpack

GOOD = [
    ("WHOSAID_MODELS", "/srv/models", "models", Path("/srv/models")),
    ("WHOSAID_PACKAGE", "default", "package", "default"),
    ("WHOSAID_TAGGER", "off", "tagger", False),
    ("WHOSAID_TAGGER", "On", "tagger", True),
    ("WHOSAID_TAGGER", "0", "tagger", False),
    ("WHOSAID_DEVICE", "cuda", "device", "cuda"),
    ("WHOSAID_THREADS", "3", "threads", 3),
    ("WHOSAID_MAX_CHARS", "100", "max_chars", 100),
    ("WHOSAID_QUEUE", "0", "queue", 0),
    ("WHOSAID_DEADLINE", "2.5", "deadline", 2.5),
    ("WHOSAID_PORT", " 81 ", "port", 81),
    ("WHOSAID_LOG_LEVEL", "debug", "log_level", "debug"),
    ("WHOSAID_PORT", "", "port", 8000),
]


@pytest.mark.parametrize(("variable", "value", "field", "expected"), GOOD)
def test_variable_sets_field(
    variable: str, value: str, field: str, expected: object
) -> None:
    """A variable sets its field, converted to the field's type."""
    settings = Settings.from_environ({variable: value, "HOME": "/root"})

    assert getattr(settings, field) == expected


BAD = [
    ("WHOSAID_PORT", "http"),
    ("WHOSAID_PORT", "65536"),
    ("WHOSAID_PORT", "-1"),
    ("WHOSAID_TAGGER", "maybe"),
    ("WHOSAID_DEVICE", "tpu"),
    ("WHOSAID_THREADS", "0"),
    ("WHOSAID_MAX_CHARS", "0"),
    ("WHOSAID_DEADLINE", "0"),
    ("WHOSAID_DEADLINE", "nan"),
    ("WHOSAID_BODY_SECONDS", "inf"),
    ("WHOSAID_QUEUE", "many"),
]


@pytest.mark.parametrize(("variable", "value"), BAD)
def test_error_names_variable(variable: str, value: str) -> None:
    """A wrong value is refused with the name of its variable."""
    with pytest.raises(InvalidSettings, match=rf"^{variable}: "):
        Settings.from_environ({variable: value})


def test_unknown_variable_is_refused_with_hint() -> None:
    """A misspelt variable is not ignored: the error names the nearest one."""
    with pytest.raises(InvalidSettings, match=r"WHOSAID_PROT .* WHOSAID_PORT"):
        Settings.from_environ({"WHOSAID_PROT": "8000"})


def test_unknown_variable_without_neighbour() -> None:
    """An unknown variable that resembles no other is refused without a hint."""
    with pytest.raises(InvalidSettings, match=r"WHOSAID_QQQQQQ is not a setting$"):
        Settings.from_environ({"WHOSAID_QQQQQQ": "1"})


@pytest.mark.parametrize(("deadline", "graceful"), [("27", "30"), ("9", "10")])
def test_deadline_fits_into_graceful_stop(deadline: str, graceful: str) -> None:
    """A deadline that does not fit into a graceful stop is refused."""
    environ = {"WHOSAID_DEADLINE": deadline, "WHOSAID_GRACEFUL": graceful}

    with pytest.raises(InvalidSettings, match="deadline"):
        Settings.from_environ(environ)


def test_every_setting_is_described() -> None:
    """Every field has a variable, a default and a help line that is a sentence."""
    settings = list(describe())

    assert {setting.name for setting in settings} == {
        f"WHOSAID_{field.upper()}" for field in Settings.__struct_fields__
    }
    assert all(setting.help.endswith(".") for setting in settings)
    assert {"WHOSAID_TAGGER": "on", "WHOSAID_PORT": "8000"}.items() <= {
        setting.name: setting.default for setting in settings
    }.items()


@pytest.mark.parametrize("setting", describe(), ids=lambda setting: setting.name)
def test_defaults_can_be_set(setting: Setting) -> None:
    """The default that the documentation shows is itself a valid value."""
    name, default = setting.name, setting.default

    assert Settings.from_environ({name: default})


def test_largest_body_holds_the_longest_text() -> None:
    """A text of emoji, each written as two escapes, fits into the body limit."""
    settings = Settings(max_chars=1_000)

    assert len(b'"' + rb"\ud83d\ude00" * 1_000 + b'"') < settings.max_body


def test_packed_settings_are_unpacked() -> None:
    """Settings that were packed are the same when unpacked."""
    settings = Settings(max_chars=77, tagger=False, device="cuda")

    assert unpack(pack(settings)) == settings
