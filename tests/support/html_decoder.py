"""A reference decoder: what a reader sees of a piece of HTML.

Written on the standard library's parser and apart from ``service.text.html``, which it
checks. It takes well-formed pieces and pieces with one tag of an element.
"""

import re
from html.parser import HTMLParser

UNSEEN = frozenset(
    "head title script style template noscript iframe nav select textarea button svg "
    "math object canvas audio video rt rp".split()
)
BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th tbody thead blockquote "
    "figure figcaption aside section article header footer pre main address hr body "
    "html details summary caption nav".split()
)
NO_END = frozenset("br hr img input wbr meta link source".split())
PARAGRAPH, LINE, SPACE = "\ue000", "\ue001", "\ue002"


def decode(piece: str) -> str:
    """Return the words that a piece of HTML shows, as they are shown."""
    decoder = _Decoder()
    decoder.feed(piece)
    decoder.close()
    joined = re.sub(r"[ \t\n\r\f]+", " ", "".join(decoder.parts))
    lines, breaks = [""], [""]
    for part in re.split(f"([{PARAGRAPH}{LINE}]+)", joined):
        if part[:1] in {PARAGRAPH, LINE}:
            breaks[-1] += part
        elif part.strip(f" {SPACE}") and not part.isspace():
            lines.append(part.strip(" ").replace(SPACE, " "))
            breaks.append("")
    shown = "".join(
        line + _written(after) for line, after in zip(lines, breaks, strict=True)
    )
    return shown.strip("\n")


def _written(breaks: str) -> str:
    if not breaks:
        return ""
    return "\n\n" if PARAGRAPH in breaks or len(breaks) > 1 else "\n"


def is_hidden(name: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is not shown."""
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return (
        name in UNSEEN
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


class _Decoder(HTMLParser):
    """Collects the shown text with signs for breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.open: list[tuple[str, bool, bool]] = []
        """Name, whether hidden, whether preformatted."""

    @property
    def state(self) -> tuple[bool, bool]:
        """Whether the place is hidden, and whether it is preformatted."""
        return (self.open[-1][1], self.open[-1][2]) if self.open else (False, False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        hidden, preformatted = self.state
        inner = hidden or is_hidden(tag, dict(attrs))
        if tag == "br" and not hidden:
            self.parts.append(LINE)
        elif tag in BLOCKS and not hidden and (not inner or tag in UNSEEN):
            self.parts.append(PARAGRAPH)
        if tag not in NO_END:
            self.open.append((tag, inner, preformatted or tag == "pre"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a slash closes none in HTML."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the last element of a name, and those inside."""
        if tag == "br":
            self.handle_starttag(tag, [])
            return
        names = [name for name, _, _ in self.open]
        if tag not in names:
            if tag in BLOCKS and not self.state[0]:
                self.parts.append(PARAGRAPH)
            return
        last = len(names) - 1 - names[::-1].index(tag)
        for name, hidden, _ in reversed(self.open[last:]):
            self.open.pop()
            seen = not hidden or name in UNSEEN
            if name in BLOCKS and seen and not self.state[0]:
                self.parts.append(PARAGRAPH)

    def handle_data(self, data: str) -> None:
        """Add text that is shown."""
        hidden, preformatted = self.state
        if hidden:
            return
        if preformatted:
            data = re.sub(r"\r\n?|\n", LINE, data).replace(" ", SPACE)
        self.parts.append(data)
