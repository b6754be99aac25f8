"""A candidate as the options for its outlet are compared with it."""

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.outlet_rank.named_places import (
    NamedPlace,
)
from service.attribution.coref.entities import Entity
from service.attribution.syntax.sentence import Tree


class OutletRecord(msgspec.Struct, frozen=True):
    """A candidate with its sentences and what its source is."""

    index: int
    candidate: Candidate
    tree: Tree
    """The sentence of the cue; the first one of the content without a cue."""
    last: int
    """The last sentence of cue and content."""
    speaker: str
    """What the source is, from ``speaker_kind``."""

    @property
    def cue(self) -> int:
        """The head of the cue, -1 without one."""
        return -1 if self.candidate.cue is None else self.candidate.cue.head

    @property
    def lemma(self) -> str:
        """The cue, "" without one."""
        return "" if self.candidate.cue is None else self.candidate.cue.lemma

    @property
    def kind(self) -> str:
        """The form of the cue and whether the record is nested."""
        cue = self.candidate.cue
        if cue is None:
            return "uncued" if self.candidate.continues is None else "continued"
        return cue.form if self.candidate.parent is None else f"{cue.form} nested"

    def distance(self, place: NamedPlace) -> tuple[int, int]:
        """Return how far a place is: sentences, then words."""
        return abs(place.tree - self.tree.index), abs(place.head - max(self.cue, 0))


def speaker_kind(context: Context, candidate: Candidate, entity: Entity | None) -> str:
    """Return what the source of a candidate is: a pronoun, a report, a name, a noun."""
    source = candidate.source or candidate.implied
    kind = "nobody" if entity is None else entity.type
    if source is None:
        return f"none {kind}"
    tree, head = context.trees[source.tree], source.head
    if tree.tokens[head].upos == "PRON":
        return f"{tree.lower(head)} {kind}"
    if tree.lemma(head) in tree.lexicon.nouns.reports:
        return "report"
    if tree.lemma(head) in tree.lexicon.nouns.own_words:
        return "own words"
    if tree.name_span(head) is not None:
        return f"name {kind}"
    plural = " plural" if tree.tokens[head].xpos == "NNS" else ""
    return f"noun {kind}{plural}"
