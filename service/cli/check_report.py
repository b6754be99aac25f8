"""The findings of a check as a report for people, with the words that differ."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from service.cli.response_table import printable
from service.wire.check_schemas import (
    CheckDifference,
    CheckFinding,
    CheckIndirect,
    CheckPassage,
    CheckResponse,
    CheckSpeaker,
)
from service.wire.schemas import Span

COLOURS = {
    "verbatim": "green",
    "typography": "green",
    "trimmed": "cyan",
    "altered": "red",
    "absent": "magenta",
}
CHANGED = "bold reverse"
OPS = {
    "changed": "changed",
    "added": "added",
    "left_out": "left out without a sign",
    "moved": "moved",
    "omitted": "left out",
    "bracketed": "in brackets",
    "typography": "set otherwise",
}
LONGEST = 160
"""Characters of words that a line shows."""


def render(response: CheckResponse) -> RenderableType:
    """Return the report: findings, indirect attributions, warnings, a count."""
    blocks: list[RenderableType] = []
    for finding in response.findings:
        blocks += [*_finding(finding), Text("")]
    for indirect in response.indirect:
        blocks += [*_indirect(indirect), Text("")]
    blocks += [
        Text(f"Warning: {printable(each.detail)}", style="yellow")
        for each in response.warnings
    ]
    return Group(*blocks, Text(_count(response.findings), style="dim"))


def _finding(finding: CheckFinding) -> Iterator[Text]:
    head = Text(f"{finding.id}  ", style="dim")
    head.append(finding.verdict, style=f"bold {COLOURS.get(finding.verdict, '')}")
    for flag in _flags(finding):
        head.append(f"  {flag}", style="bold yellow")
    yield head
    ours = [each.draft for each in finding.differences if each.draft]
    yield _side("draft ", finding.draft.speaker, finding.draft.content, ours)
    if finding.source is not None:
        theirs = [each.source for each in finding.differences if each.source]
        yield _side(
            f"source {printable(finding.source.id)} ",
            finding.source.speaker,
            finding.source.content,
            theirs,
        )
    yield from (_difference(each) for each in finding.differences)
    if finding.nearest is not None:
        yield _passage(finding.nearest)


def _flags(finding: CheckFinding) -> Iterator[str]:
    if finding.critical:
        yield "critical"
    if finding.stitched:
        yield "stitched"
    if finding.source_verdict == "other":
        yield "another source"
    if finding.speaker_verdict == "different":
        yield "another speaker"


def _side(
    title: str,
    speaker: CheckSpeaker | None,
    content: Sequence[Span],
    marked: Sequence[Span],
) -> Text:
    """Return one line: who, and the words with those marked that differ."""
    text = Text(f"    {title}", style="dim")
    text.append(printable(speaker.name) if speaker else "nobody named", style="bold")
    text.append(": ")
    for number, span in enumerate(content):
        if number:
            text.append(" […] ", style="dim")
        for words, differs in _cut(span, marked):
            text.append(_plain(words), style=CHANGED if differs else "not dim")
    return text


def _cut(span: Span, marked: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a span, and whether each is marked."""
    at = span.start
    for mark in sorted(marked, key=lambda each: each.start):
        start, end = max(mark.start, at), min(mark.end, span.end)
        if start >= end:
            continue
        yield span.text[at - span.start : start - span.start], False
        yield span.text[start - span.start : end - span.start], True
        at = end
    yield span.text[at - span.start :], False


def _difference(difference: CheckDifference) -> Text:
    ours = _short(difference.draft) if difference.draft else ""
    theirs = _short(difference.source) if difference.source else ""
    shown = f"{theirs} → {ours}" if ours and theirs else ours or theirs
    text = Text(f"    - {OPS.get(difference.op, difference.op)}: {shown}")
    if difference.critical:
        text.append("  critical", style="bold yellow")
    return text


def _indirect(indirect: CheckIndirect) -> Iterator[Text]:
    yield Text(f"{indirect.id}  indirect, no verdict", style="dim")
    yield _side("draft ", indirect.draft.speaker, indirect.draft.content, ())
    yield from map(_passage, indirect.nearest)


def _passage(passage: CheckPassage) -> Text:
    likeness = f"{passage.likeness:.0%}"
    return Text(
        f"    nearest {printable(passage.id)} ({likeness}): {_short(passage.span)}",
        style="dim",
    )


def _short(span: Span) -> str:
    words = printable(span.text)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _plain(words: str) -> str:
    """Return words without what could steer a terminal; blanks at the ends stay."""
    return "".join(char if char.isprintable() else " " for char in words)


def _count(findings: Sequence[CheckFinding]) -> str:
    number = len(findings)
    return f"{number} {'quotation' if number == 1 else 'quotations'}"
