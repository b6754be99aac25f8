"""HTML around a known text: what a reader sees of it is that text.

Tags between and inside of words, character references, comments, parts that are not
shown, and line breaks of the source, all at random from a seed.
"""

import html
import random
import re

INLINE = ("b", "i", "em", "span", "a href='x'", 'u class="y"', "B", "abbr title='>'")
UNSEEN = (
    "<!-- “no” -->",
    "<script>if (a < b) { “no” }</script>",
    "<span hidden>“No,” said Nobody.</span>",
    "<i style='display: none'>no</i>",
    "<style>p > b {}</style>",
    "<wbr>",
    "<img src=a>",
)
NAMED = {
    "“": "&ldquo;",
    "”": "&#8221;",
    "’": "&rsquo;",
    "—": "&mdash;",
    "\xa0": "&nbsp;",
    '"': "&quot;",
    "'": "&#39;",
    "é": "&eacute",
}
_WORD = re.compile(r"\S+|\s+")


def wrap(text: str, seed: int, *, share: float = 0.2) -> str:
    """Return HTML of a text: a ``p`` for each paragraph, a ``br`` for each line.

    Args:
        text: in which a blank line divides paragraphs.
        seed: of the choices.
        share: of the words that get tags, and so on.
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    paragraphs = [each for each in re.split(r"\n\s*\n", text) if each.strip()]
    return "\n".join(_paragraph(each, chance, share) for each in paragraphs)


def _paragraph(text: str, chance: random.Random, share: float) -> str:
    lines = [
        "".join(_part(part, chance, share) for part in _WORD.findall(line.strip()))
        for line in text.strip().splitlines()
    ]
    end = "</p>" if chance.random() > share else ""
    return f"<p>{'<br>'.join(lines)}{end}"


def _part(part: str, chance: random.Random, share: float) -> str:
    if part.isspace():
        return "\n  " if part == " " and chance.random() < share else part
    if chance.random() < share:
        at = chance.randrange(len(part) + 1)
        name = chance.choice(INLINE)
        closing = f"</{name.split()[0]}>"
        inside, after = _escaped(part[:at], chance), _escaped(part[at:], chance)
        return f"<{name}>{inside}{closing}{after}"
    if chance.random() < share / 4:
        return _escaped(part, chance) + chance.choice(UNSEEN)
    return _escaped(part, chance)


def _escaped(part: str, chance: random.Random) -> str:
    """Return a part with references, which are needed for some of its characters."""
    return "".join(
        NAMED[char]
        if char in NAMED and chance.random() < 0.5
        else html.escape(char, quote=False)
        for char in part
    )
