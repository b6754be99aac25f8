"""The cues before and after a quotation, by paragraph, frame and outer quotation."""

import pytest

from service.attribution.cues.cue_index import CueIndex
from service.attribution.cues.detect_cues import find_cues
from tests.support.builders import Row
from tests.support.builders import context as built
from tests.support.treebank import context

ROWS = [
    pytest.param("Hale said: “The dam is safe.”", "said", None, id="before"),
    pytest.param("“The dam is safe,” Hale said.", None, "said", id="after"),
    pytest.param(
        "Hale said: “The dam is safe.” Roe said the dam was safe.",
        "said",
        "said",
        id="both",
    ),
    pytest.param(
        "Hale said the dam was safe.\n\n“Why?”", None, None, id="another paragraph"
    ),
]


@pytest.mark.parametrize(("text", "before", "after"), ROWS)
def test_cues_beside(text: str, before: str | None, after: str | None) -> None:
    """The cue is in the paragraph of the quotation."""
    here = context(text)
    index = CueIndex.build(here, find_cues(here))
    (quotation,) = here.quotations
    found = (index.before(here, quotation), index.after(here, quotation))

    assert [cue and text[cue.span.start : cue.span.end] for cue in found] == [
        before,
        after,
    ]


def test_a_colon_leads_to_the_next_paragraph() -> None:
    """A sentence that ends in a colon introduces the paragraph after it."""
    rows = [
        Row.read("Hale/NNP>2:nsubj said=say/VBD>0:root :/:>2:punct"),
        Row.read("\"/``>2:punct No/UH>0:root ./.>2:punct \"/''>2:punct"),
    ]
    here = built("Hale said:\n\n“No.”", rows)
    index = CueIndex.build(here, find_cues(here))

    placed = index.before(here, here.quotations[0])

    assert placed is not None
    assert placed.cue.lemma == "say"
    assert index.after(here, here.quotations[0]) is None
