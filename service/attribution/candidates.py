"""What the stages pass on: an attribution in the making."""

import msgspec

from service.attribution.syntax.noun_phrases import NounPhrase
from service.records import Evidence, Kind, Span


class CueCandidate(msgspec.Struct, frozen=True):
    """A word that may report, before it has a content.

    ``positions`` are the tokens of the reporting expression; ``form`` is its syntax.
    """

    tree: int
    head: int
    positions: tuple[int, ...]
    lemma: str
    form: str
    """verb, noun, adjective, phrase ("according to") or mark (a colon)."""
    frames: frozenset[str]
    kind: Kind = "speech"
    negated: bool = False
    subject_of: int = -1
    """The token whose subject is the source, if not the head's own."""
    tagged: bool = False
    """The attribution tagger sees a cue here too."""
    known: bool = True
    """The lexicon has the word."""


class Candidate(msgspec.Struct, frozen=True):
    """An attribution in the making. Indices point into the list of candidates."""

    content: tuple[Span, ...]
    cue: CueCandidate | None = None
    cue_span: Span | None = None
    frame: str = "quote"
    source: NounPhrase | None = None
    """The words that name the speaker beside the cue."""
    implied: NounPhrase | None = None
    """Who speaks where no words beside the cue say it (a clause's own subject)."""
    addressee: NounPhrase | None = None
    outlet: str | None = None
    outlet_mention: Span | None = None
    parent: int | None = None
    continues: int | None = None
    confidence: float = 1.0
    """How likely content, source and cue are all right."""
    evidence: tuple[Evidence, ...] = ()

    def because(self, stage: str, rule: str) -> tuple[Evidence, ...]:
        """Return the evidence with one more piece."""
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
        """Tell whether one span of the content covers the range."""
        return any(s.start <= start and end <= s.end for s in self.content)
