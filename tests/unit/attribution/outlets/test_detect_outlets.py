"""The outlet of an attribution, from the words of its own sentence."""

import pytest

from service.attribution.candidates import Candidate, OutletRole
from service.attribution.context import Context
from service.attribution.outlets.detect_outlets import RULES, find_outlets
from service.records import Evidence, Span
from tests.support.builders import (
    Marked,
    candidate_at,
    candidates_of,
    texts,
)
from tests.support.treebank import context, cue_of


def outlet_of(marked: str) -> tuple[Context, Candidate]:
    """Return the context and the candidate at the marked cue, with its outlet."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=False)
    return here, candidate_at(candidates_of(here), cue_of(wanted))


def check(marked: str, name: str) -> OutletRole | None:
    """Compare the outlet with the mark and the name; return its role."""
    here, candidate = outlet_of(marked)
    assert candidate.outlet == name
    assert texts(here, [candidate.outlet_mention]) == texts(
        here, Marked.read(marked).outlet
    )
    return candidate.outlet_role


ADDRESSEES = [
    pytest.param("Hale <reminded> ~CNN~ that the dam was safe.", "CNN", id="reminded"),
    pytest.param("Hale <told> ~CNN~ the dam was safe.", "CNN", id="told"),
    pytest.param(
        "Hale <told> ~Reuters~ news agency it was safe.", "Reuters", id="agency"
    ),
    pytest.param("Hale <told> ~The Guardian~ it was safe.", "The Guardian", id="paper"),
    pytest.param("Hale <told> ~CNN~'s Anderson Cooper it was safe.", "CNN", id="owner"),
    pytest.param(
        "Hale <told> ~Radio Selby~ it was safe.", "Radio Selby", id="a media noun first"
    ),
    pytest.param(
        "Hale <told> ~selbynews.com~ it was safe.", "selbynews.com", id="site"
    ),
    pytest.param(
        "Hale <told> the ~Selby Gazette~ it was safe.", "Selby Gazette", id="unknown"
    ),
    pytest.param(
        "Hale <told> German broadcaster ~ARD~ it was safe.",
        "ARD",
        id="a media noun before it",
    ),
    pytest.param(
        "Hale <told> the ~BBC's Today~ programme it was safe.",
        "BBC's Today",
        id="programme",
    ),
    pytest.param(
        "Hale <told> ~Global News Service~ it was safe.",
        "Global News Service",
        id="a service of news",
    ),
]


@pytest.mark.parametrize(("marked", "name"), ADDRESSEES)
def test_addressees(marked: str, name: str) -> None:
    """A medium that is the addressee is the outlet, without article and "agency"."""
    assert check(marked, name) == "addressee"


OTHERS = [
    pytest.param("Hale <tweeted> that it was safe.", "Twitter", "tweet", id="tweeted"),
    pytest.param(
        "Hale <said> in an interview published by the ~Guardian~ that it was safe.",
        "The Guardian",
        "occasion",
        id="published by",
    ),
    pytest.param(
        "Hale <told> the ~Selby News Agency~ it was safe.",
        "Selby",
        "addressee",
        id="an unknown agency",
    ),
    pytest.param(
        "Hale <told> ~Voice of Selby radio~ it was safe.",
        "Voice of Selby",
        "addressee",
        id="an unknown station",
    ),
    pytest.param(
        "Hale <told> a ~BBC~ reporter it was safe.",
        "BBC",
        "addressee",
        id="staff",
    ),
]


@pytest.mark.parametrize(("marked", "name", "role"), OTHERS)
def test_other_ways(marked: str, name: str, role: OutletRole) -> None:
    """Tweets, published interviews, unknown agencies and reporters name an outlet."""
    here, candidate = outlet_of(marked)
    assert candidate.outlet == name
    assert candidate.outlet_mention is not None
    assert candidate.outlet_role == role
    assert texts(here, [candidate.outlet_mention]) in {
        texts(here, Marked.read(marked).outlet),
        ("tweeted",),
    }


REPORTERS = [
    pytest.param(
        "<According to> ~Kelmar media~ reports, the dam was safe.",
        "Kelmar media",
        "source",
        id="reports of media",
    ),
    pytest.param(
        "The farmers whom ~Reuters~ talked to in Selby <said> the dam was safe.",
        "Reuters",
        "occasion",
        id="people it spoke to",
    ),
    pytest.param(
        "The dam was safe, <according to> ~state television~.",
        "state television",
        "source",
        id="television",
    ),
    pytest.param(
        "The dam was unsafe, <reports> Ada Low for ~The Selby Gazette~.",
        "Selby Gazette",
        "credited",
        id="writes for it",
    ),
    pytest.param(
        "~Channel 4 news~ <reported> that the dam was safe.",
        "Channel 4 News",
        "source",
        id="news after the name",
    ),
    pytest.param(
        "The dam was safe, <according to> the website ~Osterby Wiki~.",
        "Osterby Wiki",
        "source",
        id="a site by its noun",
    ),
    pytest.param(
        "The dam was safe, <according to> a May article on ~Kelmar Finance~.",
        "Kelmar Finance",
        "source",
        id="an article on it",
    ),
    pytest.param(
        "~The Osterby press~ <said> the dam was safe.",
        "Osterby press",
        "source",
        id="the press",
    ),
    pytest.param(
        "Hale <said> that the crew had landed in Selby, according to ~Reuters~.",
        "Reuters",
        "credited",
        id="attached to another verb",
    ),
    pytest.param(
        "The dam was safe, <said> an official, as per news agency ~GNS~.",
        "GNS",
        "credited",
        id="a media noun before it",
    ),
    pytest.param(
        "The dam was safe, the mayor <said>, according to ~CNN~.",
        "CNN",
        "credited",
        id="attached to the content",
    ),
    pytest.param(
        "The dam was safe, ~The Economist~ <noted>.",
        "The Economist",
        "source",
        id="tagged as a common noun",
    ),
    pytest.param(
        "The dam leaked, <according to> the ~Selby Daily~.",
        "Selby Daily",
        "source",
        id="daily is of the name",
    ),
    pytest.param(
        "Hale <said> it was safe, according to ~Sputnik~ news agency.",
        "Sputnik",
        "credited",
        id="according to",
    ),
    pytest.param(
        "Hale said it was safe, ~Reuters~ <reported>.",
        "Reuters",
        "source",
        id="reported",
    ),
    pytest.param(
        "Hale <was quoted> by ~AFP~ <as saying> that it was safe.",
        "AFP",
        "relay",
        id="quoted by",
    ),
    pytest.param(
        "~Xinhua~ <quoted> Hale <as saying> that it was safe.",
        "Xinhua",
        "relay",
        id="quoted her",
    ),
    pytest.param(
        "~Reuters~ <reported> that the dam was safe.",
        "Reuters",
        "source",
        id="speaks",
    ),
    pytest.param(
        "<According to> ~CNN~, the dam is safe.",
        "CNN",
        "source",
        id="phrase",
    ),
    pytest.param(
        "~CNN~'s Anderson Cooper <said> the dam was safe.",
        "CNN",
        "source",
        id="its anchor",
    ),
    pytest.param(
        "<According to> a ~BBC~ report, the dam is safe.",
        "BBC",
        "source",
        id="its report",
    ),
    pytest.param(
        "The newspaper ~Al-Watan~ <said> it was safe.",
        "Al-Watan",
        "source",
        id="a name after a media noun",
    ),
    pytest.param(
        "~The newspaper~ <said> the dam was safe.",
        "newspaper",
        "source",
        id="a medium without a name",
    ),
]


@pytest.mark.parametrize(("marked", "name", "role"), REPORTERS)
def test_reporters(marked: str, name: str, role: OutletRole) -> None:
    """Media that pass words on, and media that are the source, are the outlet."""
    wanted = Marked.read(marked)
    here = context(wanted.text, tagger=False)
    cue = Span(wanted.cue[0].start, wanted.cue[-1].end)
    candidates = candidates_of(here)
    near = [c for c in candidates if c.cue_span and c.cue_span.end > cue.start]
    candidate = max(near, key=lambda c: c.cue_span == cue)
    assert candidate.outlet == name
    assert texts(here, [candidate.outlet_mention]) == texts(here, wanted.outlet)
    assert candidate.outlet_role == role
    assert candidate.evidence[-1] == Evidence("outlets", RULES[role])


NONE = [
    pytest.param(
        "Hale is <hoping> a new bridge will help lower prices in Selby, "
        "according to Reuters.",
        id="a thought that the medium reports",
    ),
    pytest.param("<According to> media reports, the dam was safe.", id="bare media"),
    pytest.param("The agencies <said> the dam was safe.", id="several agencies"),
    pytest.param(
        "Facebook <announced> that it would hire more people.", id="a company"
    ),
    pytest.param(
        "Hale <said> it was safe, according to the ministry.", id="according to, after"
    ),
    pytest.param("Hale <said> it was safe, Roe reported.", id="a person reported"),
    pytest.param("Roe <quoted> Hale as saying that it was safe.", id="a person quotes"),
    pytest.param("Hale <said> in a letter to Roe that it was safe.", id="letter"),
    pytest.param("Hale <told> parliament the dam was safe.", id="parliament"),
    pytest.param("Hale <told> the Times Square crowd it was safe.", id="Times Square"),
    pytest.param("Hale <told> reporters it was safe.", id="reporters"),
    pytest.param("Hale <said> in an interview that it was safe.", id="interview"),
    pytest.param("Hale <said> in Selby that it was safe.", id="place"),
    pytest.param("<According to> the ministry, the dam is safe.", id="according to"),
    pytest.param("Hale repeated her <claim> that the dam was safe.", id="noun"),
    pytest.param("Hale spoke to the committee and <said> it was safe.", id="spoke to"),
    pytest.param("Hale <told> Global Police Service it was safe.", id="a service"),
]


@pytest.mark.parametrize("marked", NONE)
def test_no_outlet(marked: str) -> None:
    """Parliaments, crowds, places and people are no media."""
    _, candidate = outlet_of(marked)
    assert (candidate.outlet, candidate.outlet_mention) == (None, None)


def test_a_candidate_without_a_cue_has_no_outlet() -> None:
    """A candidate without a cue has no outlet."""
    here = context("Hale told CNN the dam was safe.")
    assert find_outlets(here, (Candidate(content=(Span(0, 4),)),))[0].outlet is None
