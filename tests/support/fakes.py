"""Fakes of the annotator, of readings and of the inference pool."""

import asyncio
import re
from collections.abc import Callable, Sequence

from service.errors import NotReady
from service.nlp.annotator import Annotation
from service.nlp.document import ROOT, Sentence, Token
from service.provenance import AttributorInfo
from service.records import (
    Attribution,
    Cue,
    Evidence,
    Notice,
    Outlet,
    OutletCredit,
    Reading,
    Span,
    Speaker,
)
from service.serving.protocol import PoolLoad, TimedReading
from service.text.article import Passage
from service.text.check_text import check_text
from tests.support.speakers import named_mentions

INFO = AttributorInfo(
    stanza="1.15.0", package="fake", tagger=False, rules_version="1e5a2f0c9d7b4836"
)


class FakeAnnotator:
    """Annotates every passage as one sentence and every word as a noun."""

    info = INFO

    def __init__(self) -> None:
        self.calls: list[int] = []

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one sentence for each passage; append their number to ``calls``."""
        self.calls.append(len(passages))
        return [annotation_of(passage) for passage in passages]


def annotation_of(passage: Passage) -> Annotation:
    """Return an annotation of one sentence in which every word is a noun."""
    words = list(re.finditer(r"\S+", passage.text))
    tokens = tuple(
        Token(
            start=passage.start + word.start(),
            end=passage.start + word.end(),
            text=word[0],
            lemma=word[0].lower(),
            upos="NOUN",
            xpos="NN",
            feats="",
            head=ROOT if index == 0 else 0,
            deprel="root" if index == 0 else "dep",
        )
        for index, word in enumerate(words)
    )
    return Annotation((Sentence(tokens),) if tokens else ())


QUOTED = re.compile(r"“(?P<content>[^”]*)” (?P<cue>\w+) (?P<source>[A-Z]\w+)")


def fake_reading(text: str) -> Reading:
    """Return one attribution for each match of `“Words” said Name`.

    All but the first continue the first; the outlet of all is "CNN" if the text has it.
    """
    found = list(QUOTED.finditer(text))
    outlet = _spans(text, "CNN")
    credit = OutletCredit("o1", "CNN", outlet[0]) if outlet else None
    names = list(dict.fromkeys(match["source"] for match in found))
    return Reading(
        language="en",
        attributions=tuple(
            _attribution(match, number, names, credit)
            for number, match in enumerate(found, 1)
        ),
        speakers=tuple(
            Speaker(
                f"s{number}", name, "person", None, named_mentions(_spans(text, name))
            )
            for number, name in enumerate(names, 1)
        ),
        outlets=(Outlet("o1", "CNN", outlet),) if outlet else (),
        credits=_spans(text, "(Agencies)"),
        warnings=() if found else (Notice("nothing_found", "no quotation"),),
        words=len(text.split()),
    )


def _attribution(
    match: re.Match[str], number: int, names: list[str], credit: OutletCredit | None
) -> Attribution:
    thought = match["cue"] == "thought"
    return Attribution(
        id=f"a{number}",
        type="indirect" if thought else "direct",
        kind="thought" if thought else "speech",
        content=(Span(match.start("content") - 1, match.end("content") + 1),),
        cue=Cue(Span(*match.span("cue")), match["cue"]),
        source=Span(*match.span("source")),
        speaker=f"s{names.index(match['source']) + 1}",
        outlet=credit,
        addressee=None,
        parent=None,
        continues="a1" if number > 1 else None,
        negated=False,
        confidence=0.904 if number == 1 else 0.5,
        evidence=(Evidence("cues", "verb"),),
    )


def _spans(text: str, words: str) -> tuple[Span, ...]:
    return tuple(Span(*m.span()) for m in re.finditer(re.escape(words), text))


class FakePool:
    """An inference pool that answers with ``behave``, by default ``fake_reading``."""

    def __init__(
        self, behave: Callable[[str], Reading] = fake_reading, *, limit: int = 1_000
    ) -> None:
        self.info: AttributorInfo | None = None
        self.behave = behave
        self.limit = limit
        self.seconds = 0.0
        self.texts: list[str] = []
        self.left = asyncio.Event()

    async def start(self) -> None:
        """Become ready."""
        self.info = INFO

    async def stop(self) -> None:
        """Become not ready."""
        self.info = None

    def check_ready(self) -> AttributorInfo:
        """Return the info while the pool is ready; raise NotReady otherwise."""
        if self.info is None:
            raise NotReady("the models are loading")
        return self.info

    def load(self) -> PoolLoad:
        """Return a fixed load."""
        return PoolLoad(3, 70, 2, 1)

    async def attribute(self, text: str, /, *, deadline: float) -> TimedReading:
        """Answer after ``seconds``; set ``left`` if the call is cancelled before."""
        check_text(text, limit=self.limit)
        self.texts.append(text)
        try:
            await asyncio.sleep(min(self.seconds, deadline))
        except asyncio.CancelledError:
            self.left.set()
            raise
        return TimedReading(self.behave(text), 0.001, 0.25, (70, 30))
