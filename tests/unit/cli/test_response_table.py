"""The table of a response."""

import io

import pytest
from rich.console import Console

from service.cli.response_table import printable, render
from service.wire.schemas import (
    Attribution,
    AttributionResponse,
    Cue,
    Model,
    OutletRef,
    Span,
    SpeakerRef,
    Warning,  # noqa: A004 - the contract's own word
)
from tests.support.speakers import wire_speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("two\n lines\tand  tabs", "two lines and tabs"),
        ("\x1b[31mred\x07", "[31mred"),
        ("[bold]kept[/bold]", "[bold]kept[/bold]"),
        ("no\u00a0break é 😀", "no break é 😀"),
        ("", ""),
    ],
    ids=repr,
)
def test_printable(text: str, expected: str) -> None:
    """Text comes out on one line and cannot steer the terminal."""
    assert printable(text) == expected


def attribution(**fields: object) -> Attribution:
    """Return an attribution with nothing but its content, and what is given."""
    empty: dict[str, object] = {
        "id": "a1",
        "type": "indirect",
        "kind": "speech",
        "content": (Span(0, 2, "it"), Span(3, 5, "is")),
        "cue": None,
        "source": None,
        "speaker": None,
        "outlet": None,
        "addressee": None,
        "parent": None,
        "continues": None,
        "negated": False,
        "confidence": 0.5,
        "evidence": (),
    }
    return Attribution(**empty | fields)  # type: ignore[arg-type]


def shown(found: Attribution) -> str:
    """Return the table of one attribution as words with single spaces."""
    response = AttributionResponse(
        format="text",
        id="x",
        offset_unit="codepoint",
        language="en",
        attributions=(found,),
        speakers=(wire_speaker("s1", "Ida Holm", "person", "mayor"),),
        outlets=(),
        credits=(),
        warnings=(Warning("odd", "an odd [red] mark", ()),),
        model=Model("0", "0", "fake", "0"),
    )
    out = io.StringIO()
    Console(file=out, width=120).print(render(response))
    return " ".join(out.getvalue().replace("│", " ").split())


def test_full_row() -> None:
    """A row has speaker, role, cue, notes, content, addressee and outlet."""
    text = shown(
        attribution(
            cue=Cue(6, 10, "believes", "believe"),
            speaker=SpeakerRef("s1", "Ida Holm", "person"),
            outlet=OutletRef("o1", "Daily Ferry", None),
            addressee=Span(11, 13, "us"),
            kind="thought",
            negated=True,
            parent="a3",
            continues="a2",
        )
    )

    for words in (
        "a1 Ida Holm believes it […] is to us",
        "mayor negated through Daily Ferry",
        "thought",
        "continues a2",
        "in a3",
        "Warning: an odd [red] mark",
        "1 attribution",
    ):
        assert words in text


def test_bare_row() -> None:
    """Unknown speakers are shown as unknown; other absent fields are empty."""
    assert "a1 unknown it […] is" in shown(attribution())


def test_role_of_nobody() -> None:
    """A speaker that the response does not list has no role to show."""
    text = shown(attribution(speaker=SpeakerRef("s9", "Per", "person")))

    assert "a1 Per it […] is" in text
