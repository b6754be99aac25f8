"""The tagger's reading as a second candidate of a cue."""

from service.attribution import propose_candidates
from service.attribution.classification.classify import (
    Classified,
    best_of_alternatives,
)
from service.attribution.content.tagged_alternatives import overlap
from service.records import Span
from tests.support.builders import context_of

MISREAD = (
    "{{Source Hale/NNP>2:nsubj }} {{Cue told=tell/VBD>0:root }} the/DT>4:det "
    "court/NN>2:obj {0}the/DT>6:det dams/NNS>7:nsubj fall/VBP>2:dep fast/RB>7:advmod "
    "{1}./.>2:punct"
)


def contents(row: str) -> list[tuple[str, str]]:
    """Return frame and content of each candidate of "told"."""
    here = context_of(row)
    return [
        (one.frame, " ".join(here.text[s.start : s.end] for s in one.content))
        for one in propose_candidates(here)
        if one.cue is not None and one.cue.lemma == "tell"
    ]


def test_the_tagger_gives_a_second_candidate_where_it_differs() -> None:
    """The parse has another content for the cue."""
    found = contents(MISREAD.format("{Content ", "} "))

    assert ("tagged", "the dams fall fast") in found
    assert len({frame for frame, _ in found}) == 2


def test_no_second_candidate_where_both_agree() -> None:
    """Nor where the tagger marks no content."""
    frames = [frame for frame, _ in contents(MISREAD.format("", ""))]

    assert "tagged" not in frames


CITING = (
    "{Source Radio/NNP>2:nsubj } {Cue reported=report/VBD>0:root } ,/,>4:punct "
    "citing=cite/VBG>2:advcl {Content guards/NNS>4:obj ,/,>9:punct that/IN>9:mark "
    "it/PRP>9:nsubj fell=fall/VBD>2:ccomp }"
)


def test_a_cited_source_is_no_content() -> None:
    """Of "reported, citing guards, that it fell" the tagger takes in the guards."""
    found = [
        (one.frame, here.text[one.start : one.end])
        for here in [context_of(CITING)]
        for one in propose_candidates(here)
    ]

    assert ("that", "that it fell") in found
    assert "tagged" not in {frame for frame, _ in found}


def test_overlap_counts_shared_characters() -> None:
    """Of those that either content has."""
    assert overlap([Span(0, 10)], [Span(5, 15)]) == 5 / 15
    assert overlap([Span(0, 4), Span(6, 8)], [Span(0, 4), Span(6, 8)]) == 1
    assert overlap([Span(0, 4)], [Span(4, 8)]) == 0


def test_the_more_likely_of_two_readings_remains() -> None:
    """Candidates of other cues and those without the tagger's reading are kept."""
    here = context_of(MISREAD.format("{Content ", "} "))
    read = [c for c in propose_candidates(here) if c.cue and c.cue.lemma == "tell"]
    tagged = next(c for c in read if c.frame == "tagged")
    parsed = next(c for c in read if c.frame != "tagged")

    def kept(logit: float) -> list[str]:
        both = [Classified(parsed, 1.0), Classified(tagged, logit)]
        return [one.candidate.frame for one in best_of_alternatives(both)]

    assert kept(2.0) == ["tagged"]
    assert kept(0.5) == kept(1.0) == [parsed.frame]
