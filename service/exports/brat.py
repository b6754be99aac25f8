"""brat standoff: the ``.ann`` file for an article stored as ``.txt``.

Each attribution is an event whose trigger is its content. An annotation in brat must
not contain a line break, and a tab ends its text column, so a span with either is
written as several fragments. brat's own reader and bioc's drop white space at the end
of a line, and take a line without text for damaged: no fragment begins or ends with
white space, and a span of nothing else is not written.
"""

import re
from collections.abc import Sequence

from service.wire.schemas import Attribution, AttributionResponse, Cue, Span

_LINE = re.compile(r"[^\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""A run of characters between tabs and line breaks, as ``str.splitlines`` has these."""


def to_brat(text: str, response: AttributionResponse) -> str:
    """Return the content of the ``.ann`` file of an article."""
    writer = _StandoffWriter(text)
    for attribution in response.attributions:
        writer.add_event(attribution)
    for attribution in response.attributions:
        writer.add_relations(attribution)
    return "".join(f"{line}\n" for line in writer.lines)


class _StandoffWriter:
    """Collects the lines of a standoff file and numbers its annotations."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.counts: dict[str, int] = {}
        self.places: dict[tuple[str, str], str] = {}
        self.events: dict[str, str] = {}

    def add_event(self, attribution: Attribution) -> None:
        """Add the event of an attribution with its roles, attributes and note."""
        said = attribution
        trigger = self._text_bound("Content", said.content)
        if trigger is None:
            return
        parts = (
            ("Cue", said.cue),
            ("Source", said.source),
            ("Outlet", said.outlet.mention if said.outlet else None),
            ("Addressee", said.addressee),
        )
        roles = [
            f" {role}:{place}"
            for role, span in parts
            if span and (place := self._text_bound(role, [span]))
        ]
        event = self._add("E", f"Content:{trigger}{''.join(roles)}")
        self.events[said.id] = event
        self._add("A", f"Type {event} {said.type}")
        self._add("A", f"Kind {event} {said.kind}")
        if said.negated:
            self._add("A", f"Negated {event}")
        self._add("#", f"AnnotatorNotes {event}\t{_note(said)}")

    def add_relations(self, attribution: Attribution) -> None:
        """Add the relations to the parent and to the continued attribution."""
        event = self.events.get(attribution.id)
        relations = (("In", attribution.parent), ("Continues", attribution.continues))
        for name, target in relations:
            other = self.events.get(target or "")
            if event and other:
                self._add("R", f"{name} Arg1:{event} Arg2:{other}")

    def _text_bound(self, label: str, spans: Sequence[Span | Cue]) -> str | None:
        """Return the id of a text-bound annotation, added unless it exists already.

        None if no fragment is left of the spans.
        """
        fragments = [part for span in spans for part in self._fragments(span)]
        if not fragments:
            return None
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        if (label, offsets) not in self.places:
            words = " ".join(self.text[start:end] for start, end in fragments)
            place = self._add("T", f"{label} {offsets}\t{words}")
            self.places[label, offsets] = place
        return self.places[label, offsets]

    def _fragments(self, span: Span | Cue) -> list[tuple[int, int]]:
        """Return the parts of a span between tabs and line breaks, stripped."""
        fragments: list[tuple[int, int]] = []
        for match in _LINE.finditer(self.text, span.start, span.end):
            line = match[0]
            start = match.start() + len(line) - len(line.lstrip())
            end = match.end() - len(line) + len(line.rstrip())
            if start < end:
                fragments.append((start, end))
        return fragments

    def _add(self, letter: str, rest: str) -> str:
        number = self.counts.get(letter, 0) + 1
        self.counts[letter] = number
        identifier = f"{letter}{number}"
        self.lines.append(f"{identifier}\t{rest}")
        return identifier


def _note(attribution: Attribution) -> str:
    speaker, outlet = attribution.speaker, attribution.outlet
    said_by = f"speaker {speaker.name}; " if speaker else ""
    through = f"outlet {outlet.name}; " if outlet else ""
    note = f"{said_by}{through}confidence {attribution.confidence:.2f}"
    return " ".join(note.split())
