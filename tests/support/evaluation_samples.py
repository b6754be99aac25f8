"""An invented article with gold attributions, in the form of the gold files."""

from typing import Any

TEXT = (
    "The bridge will close in May, mayor Ida Holm said on Monday.\n"
    "“We looked at every bolt,” she told the Daily Ferry, “and some are gone.”\n"
    "Allegedly, the ferry will be free. Critics call it a “raft”.\n"
)


def at(words: str, nth: int = 0) -> list[int]:
    """Return the span of the ``nth`` occurrence (from 0) of words in the text."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return [start, start + len(words)]


def record(content: list[str], **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a record; content, cue and source are given by their words."""
    made: dict[str, Any] = {
        "content": [at(words) for words in content],
        "cue": None,
        "source": None,
        "type": "indirect",
        "kind": "speech",
        "speaker": None,
        "speaker_type": "person",
        "outlet": None,
        "addressee": None,
    }
    made |= {
        name: at(words) if name in {"cue", "source"} and words else words
        for name, words in fields.items()
    }
    return made


CLOSING = record(
    ["The bridge will close in May"],
    cue="said",
    source="mayor Ida Holm",
    speaker="Ida Holm",
)
BOLTS = record(
    ["“We looked at every bolt,”", "“and some are gone.”"],
    cue="told",
    source="she",
    type="direct",
    speaker="Ida Holm",
    outlet="Daily Ferry",
    addressee="the Daily Ferry",
)
FREE = record(["the ferry will be free"], cue="Allegedly", optional=True)
RAFT = record(
    ["a “raft”"],
    cue="call",
    source="Critics",
    type="mixed",
    kind="thought",
    speaker="Critics",
    speaker_type="group",
)
GOLD = {"id": "bridge", "text": TEXT, "attributions": [CLOSING, BOLTS, FREE, RAFT]}
