"""Stand-ins for what is slow or outside: models, pools, workers."""

import asyncio
import re
from collections.abc import Callable, Sequence

from service.errors import NotReady
from service.nlp.annotator import Annotation, AnnotatorInfo
from service.nlp.document import ROOT, Sentence, Token
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
from service.serving.protocol import PoolLoad, Served
from service.text.article import Passage
from service.text.check_text import check_text

INFO = AnnotatorInfo(stanza="1.15.0", package="fake", tagger=False)


class FakeAnnotator:
    """Calls every run of non-spaces a noun, and every passage one sentence."""

    info = INFO

    def __init__(self) -> None:
        self.calls: list[int] = []

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one sentence per passage, and remember how many were asked."""
        self.calls.append(len(passages))
        return [_annotation(passage) for passage in passages]


def _annotation(passage: Passage) -> Annotation:
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
    """Read `“Words” said Name` by a pattern: one attribution for each.

    The second continues the first; "CNN" is everybody's outlet if it is there.
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
            Speaker(f"s{number}", name, "person", None, _spans(text, name))
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
    """Answers at once with ``fake_reading``, or as ``behave`` says."""

    def __init__(
        self, behave: Callable[[str], Reading] = fake_reading, *, limit: int = 1_000
    ) -> None:
        self.info: AnnotatorInfo | None = None
        self.behave = behave
        self.limit = limit
        self.seconds = 0.0
        self.texts: list[str] = []
        self.left = asyncio.Event()

    async def start(self) -> None:
        """Be warm."""
        self.info = INFO

    async def stop(self) -> None:
        """Be cold."""
        self.info = None

    def check_ready(self) -> AnnotatorInfo:
        """Return the fake's info while it is warm."""
        if self.info is None:
            raise NotReady("the models are loading")
        return self.info

    def load(self) -> PoolLoad:
        """Return a load like no other."""
        return PoolLoad(3, 70, 2, 1)

    async def attribute(self, text: str, /, *, deadline: float) -> Served:
        """Answer after ``seconds``; remember if the caller left before."""
        check_text(text, limit=self.limit)
        self.texts.append(text)
        try:
            await asyncio.sleep(min(self.seconds, deadline))
        except asyncio.CancelledError:
            self.left.set()
            raise
        return Served(self.behave(text), 0.001, 0.25, (70, 30))
