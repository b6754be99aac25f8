"""The application with canned results, for tests in the browser.

Started by gunicorn as ``tests.web.canned_app:make()``. The result depends on the words
of the text.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from service.api.app import create_app
from service.api.middleware.request_envelope import App
from service.errors import Overloaded
from service.records import (
    Affiliation,
    Anonymity,
    Attribution,
    Cue,
    Notice,
    Outlet,
    OutletCredit,
    Profile,
    PronounUse,
    Reading,
    Span,
    Speaker,
    WordCounts,
)
from service.settings import Settings
from tests.support.fakes import FakePool
from tests.support.speakers import named_mentions

GOLDEN = Path(__file__).parents[1] / "golden" / "article.json"
EMOJI = (
    "👩‍👩‍👧 “The 🚋 is late,” Ida Holm told the Daily Ferry.\n"
    "Paul Orsten said that Holm had promised “<b>more</b> trams”.\n"
    "It's 'fine' & \\o/.\n"
)
SLOW, BUSY = "Slow, please.", "Busy, please."
LIMIT = 5_000
SECONDS = 1.5


class CannedPool(FakePool):
    """A pool that returns the results of ``read``, after a pause for slow texts."""

    async def attribute(self, text: str, /, *, deadline: float) -> Any:  # noqa: ANN401
        """Return the result for a text, after a pause if it contains ``SLOW``."""
        self.seconds = SECONDS if SLOW in text else 0.0
        return await super().attribute(text, deadline=deadline)


IDA_HOLM = Profile(
    gender="female",
    pronouns=(PronounUse("she", (Span(0, 1),)),),
    affiliation=Affiliation("City of Holm", Span(0, 1)),
    anonymous=Anonymity(None),
    source_class="government",
    words=WordCounts(5, 3),
    records=2,
)
"""What the canned article tells of its first speaker."""


def make() -> App:
    """Return the application."""
    settings = Settings(max_chars=LIMIT, models=Path("/nowhere"))
    return create_app(settings, CannedPool(read, limit=LIMIT))


def read(text: str) -> Reading:
    """Return the reading for a text."""
    if BUSY in text:
        raise Overloaded(retry_after=7)
    if "Daily Ferry" in text and "🚋" in text:
        return emoji_reading(text)
    if text.startswith("No agreement has been reached"):
        return golden_reading()
    return empty_reading()


def empty_reading() -> Reading:
    """Return a reading without attributions."""
    return Reading(
        language="en",
        attributions=(),
        speakers=(),
        outlets=(),
        credits=(),
        warnings=(Notice("nothing_found", "Nothing was reported here.", ()),),
        words=2,
    )


def _found(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _record(text: str, name: str, **fields: Any) -> Attribution:  # noqa: ANN401
    """Return a record; spans are given by their words."""
    blank: dict[str, Any] = dict.fromkeys(
        ("cue", "source", "speaker", "outlet", "addressee", "parent", "continues")
    )
    places: dict[str, Any] = {
        key: _found(text, fields[key])
        for key in ("source", "addressee")
        if key in fields
    }
    cue = Cue(_found(text, fields["cue"]), fields["cue"]) if "cue" in fields else None
    content = tuple(_found(text, words) for words in fields["content"])
    defaults: dict[str, Any] = {
        "id": name,
        "type": "direct",
        "kind": "speech",
        "negated": False,
        "confidence": 0.9,
        "evidence": (),
    }
    return Attribution(
        **{**blank, **defaults, **fields, **places, "cue": cue, "content": content}
    )


def emoji_reading(text: str) -> Reading:
    """Return a reading of two speakers, with a nested attribution, among emoji."""
    ferry = _found(text, "the Daily Ferry")
    return Reading(
        language="en",
        attributions=(
            _record(
                text,
                "a1",
                content=("“The 🚋 is late,”",),
                cue="told",
                source="Ida Holm",
                addressee="the Daily Ferry",
                speaker="s1",
                outlet=OutletCredit("o1", "Daily Ferry", ferry),
                confidence=0.97,
            ),
            _record(
                text,
                "a2",
                type="mixed",
                content=("that Holm had promised “<b>more</b> trams”",),
                cue="said",
                source="Paul Orsten",
                speaker="s2",
            ),
            _record(
                text,
                "a3",
                type="indirect",
                content=("“<b>more</b> trams”",),
                cue="had promised",
                speaker="s1",
                parent="a2",
                confidence=0.4,
            ),
        ),
        speakers=(
            Speaker(
                "s1",
                "Ida Holm",
                "person",
                "mayor",
                named_mentions([_found(text, "Ida Holm")]),
                IDA_HOLM,
            ),
            Speaker(
                "s2",
                "Paul Orsten",
                "person",
                None,
                named_mentions([_found(text, "Paul")]),
            ),
        ),
        outlets=(Outlet("o1", "Daily Ferry", (ferry,)),),
        credits=(),
        warnings=(),
        words=20,
    )


def golden_reading() -> Reading:
    """Return the annotations of the golden article as a reading."""
    gold = json.loads(GOLDEN.read_text(encoding="utf-8"))
    text: str = gold["text"]
    records = gold["attributions"]
    speakers = _numbered("s", [each["speaker"] for each in records])
    outlets = _numbered("o", [each["outlet"] for each in records])
    return Reading(
        language="en",
        attributions=tuple(
            _gold_record(text, f"a{number}", each, speakers, outlets)
            for number, each in enumerate(records, 1)
        ),
        speakers=tuple(
            Speaker(key, name, _kind(records, name), None, ())
            for name, key in speakers.items()
        ),
        outlets=tuple(
            Outlet(key, name, (_found(text, name),)) for name, key in outlets.items()
        ),
        credits=(_found(text, "(With inputs from agencies)"),),
        warnings=(),
        words=400,
    )


def _numbered(letter: str, names: list[str | None]) -> dict[str, str]:
    known = dict.fromkeys(name for name in names if name)
    return {name: f"{letter}{number}" for number, name in enumerate(known, 1)}


def _kind(records: list[dict[str, Any]], name: str) -> Any:  # noqa: ANN401
    return next(each["speaker_type"] for each in records if each["speaker"] == name)


def _gold_record(
    text: str,
    name: str,
    gold: dict[str, Any],
    speakers: dict[str, str],
    outlets: dict[str, str],
) -> Attribution:
    cue = gold["cue"] and Cue(Span(*gold["cue"]), text[slice(*gold["cue"])])
    outlet = gold["outlet"] and OutletCredit(
        outlets[gold["outlet"]], gold["outlet"], _found(text, gold["outlet"])
    )
    blank = _record(text, name, content=())
    return msgspec.structs.replace(
        blank,
        type=gold["type"],
        kind=gold["kind"],
        content=tuple(Span(*pair) for pair in gold["content"]),
        cue=cue,
        source=gold["source"] and Span(*gold["source"]),
        speaker=speakers.get(gold["speaker"]),
        outlet=outlet,
    )
