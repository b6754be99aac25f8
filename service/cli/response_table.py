"""A response as a table."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from service.wire.schemas import Attribution, AttributionResponse

COLOURS = {"direct": "green", "indirect": "cyan", "mixed": "yellow"}

COLUMNS = (("Who", 4), ("Cue", 3), ("What", 8), ("To, through", 4))


def render(response: AttributionResponse) -> RenderableType:
    """Return the table of a response, followed by its credits and warnings."""
    table = Table(expand=True, show_lines=True, header_style="bold")
    table.add_column("", no_wrap=True)
    for title, ratio in COLUMNS:
        table.add_column(title, ratio=ratio, overflow="fold")
    roles = {speaker.id: speaker.role for speaker in response.speakers}
    for found in response.attributions:
        role = roles.get(found.speaker.id) if found.speaker else None
        table.add_row(
            found.id,
            _who(found, role),
            _cue(found),
            _what(found),
            _addressee_outlet(found),
        )
    notes = [Text(f"Credit: {printable(span.text)}") for span in response.credits]
    notes += [
        Text(f"Warning: {printable(item.detail)}", style="yellow")
        for item in response.warnings
    ]
    number = len(response.attributions)
    counted = f"{number} {'attribution' if number == 1 else 'attributions'}"
    return Group(table, *notes, Text(counted, style="dim"))


def printable(text: str) -> str:
    """Return the text on one line without control characters."""
    shown = (part if part.isprintable() else " " for part in text)
    return " ".join("".join(shown).split())


def _who(found: Attribution, role: str | None) -> Text:
    if found.speaker is None:
        return Text("unknown", style="dim")
    text = Text(printable(found.speaker.name), style="bold")
    if role:
        text.append(f"\n{printable(role)}", style="not bold dim")
    return text


def _cue(found: Attribution) -> Text:
    text = Text(printable(found.cue.text) if found.cue else "")
    notes = [
        note
        for note, holds in (
            ("negated", found.negated),
            ("thought", found.kind == "thought"),
            (f"continues {found.continues}", found.continues),
            (f"in {found.parent}", found.parent),
        )
        if holds
    ]
    for note in notes:
        text.append(("\n" if text else "") + note, style="dim")
    return text


def _what(found: Attribution) -> Text:
    words = " […] ".join(printable(span.text) for span in found.content)
    return Text(words, style=COLOURS.get(found.type, ""))


def _addressee_outlet(found: Attribution) -> Text:
    lines: list[str] = []
    if found.addressee:
        lines.append(f"to {printable(found.addressee.text)}")
    if found.outlet:
        lines.append(f"through {printable(found.outlet.name)}")
    return Text("\n".join(lines))
