"""The values that the stages hand on: cue candidates and attribution candidates."""

from typing import Literal

import msgspec

from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Evidence, Kind, Span

Form = Literal["verb", "noun", "adjective", "phrase", "verbless"]
"""The syntax of a cue: "phrase" is "according to", "verbless" a colon or a dash."""
Frame = Literal[
    "that",
    "inf",
    "objinf",
    "ing",
    "call",
    "as",
    "of",
    "p",
    "np",
    "beside",
    "tagged",
    "quote",
    "verbless",
    "continuation",
]
"""The construction that links a content to its cue.

"that" to "np" are the frames of ``service/lexicon/verbs.tsv``. The rest:
"beside": the cue is a parenthesis in or next to its content;
"tagged": only the attribution tagger links the two;
"quote": the content is a quotation next to the cue;
"verbless": a colon or a dash stands for the cue;
"continuation": a quotation without a cue.
"""

OutletRole = Literal["relay", "addressee", "occasion", "tweet", "credited", "source"]
"""How an outlet takes part in an attribution.

"relay": it passes the words on ("was quoted by AFP as saying");
"addressee": the words were said to it ("told CNN");
"occasion": they were said in or on it ("in an interview with CNN");
"tweet": the verb implies it;
"credited": another clause or phrase credits it ("..., according to Sputnik");
"source": it is the source itself ("CNN reported").
"""


class CueCandidate(msgspec.Struct, frozen=True):
    """A reporting expression, before its content is known."""

    tree: int
    """Index of the sentence in the article."""
    head: int
    """Token of the reporting word itself."""
    positions: tuple[int, ...]
    """Tokens of the whole expression ("was quoted as saying")."""
    lemma: str
    form: Form
    frames: frozenset[str]
    """The frames that the lexicon gives the word."""
    kind: Kind = "speech"
    negated: bool = False
    subject_of: int = -1
    """The token whose subject is the source, if not the head's own."""
    tagged: bool = False
    """Whether the attribution tagger has a cue here too."""
    known: bool = True
    """Whether the lexicon has the word."""

    @property
    def key(self) -> tuple[int, int]:
        """The place of the cue in the article: sentence and head."""
        return self.tree, self.head


class Candidate(msgspec.Struct, frozen=True):
    """A possible attribution.

    ``parent`` and ``continues`` are indices into the list of candidates.
    """

    content: tuple[Span, ...]
    cue: CueCandidate | None = None
    cue_span: Span | None = None
    frame: Frame = "quote"
    source: NounPhrase | None = None
    """The words that name the speaker beside the cue."""
    implied: NounPhrase | None = None
    """The speaker where no words beside the cue name one (a clause's own subject)."""
    addressee: NounPhrase | None = None
    outlet: str | None = None
    outlet_role: OutletRole | None = None
    """None without an outlet, and for one that another attribution hands down."""
    outlet_mention: Span | None = None
    parent: int | None = None
    continues: int | None = None
    matched: tuple[int, ...] | None = None
    """The words that the frame matched, without those of the cue.

    Token positions in its sentence; None where quotation marks decide what is content.
    """
    confidence: float = 1.0
    """Probability that content, source and cue are all right."""
    evidence: tuple[Evidence, ...] = ()

    def evidence_with(self, stage: str, rule: str) -> tuple[Evidence, ...]:
        """Return the evidence with one more rule."""
        return (*self.evidence, Evidence(stage, rule))

    @property
    def start(self) -> int:
        """Offset of the first character of the content."""
        return self.content[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of the content."""
        return self.content[-1].end

    def covers(self, start: int, end: int) -> bool:
        """Whether one span of the content covers the range."""
        return any(s.start <= start and end <= s.end for s in self.content)
