"""One act of speech, one draft."""

import pytest
from builders import drafts_of, scene_of

from service.attribution.rivals import drop_rivals

NOUN = (
    "Hale/NNP>2:nsubj {verb}>0:root a/DT>4:det {noun}>2:{rel} that/IN>7:mark "
    "it/PRP>7:nsubj fell=fall/VBD>4:acl ./.>2:punct"
)

RIVALS = [
    pytest.param("issued=issue/VBD", "warning/NN", ["warning"], id="light"),
    pytest.param("repeated=repeat/VBD", "claim/NN", ["repeat"], id="full"),
    pytest.param("saw=see/VBD", "warning/NN", ["warning"], id="no verb of saying"),
]


@pytest.mark.parametrize(("verb", "noun", "lemmas"), RIVALS)
def test_verb_or_noun(verb: str, noun: str, lemmas: list[str]) -> None:
    """A light verb gives way to its noun, any other verb takes its noun in."""
    here = scene_of(NOUN.format(verb=verb, noun=noun, rel="obj"))
    found = drop_rivals(here, drafts_of(here))
    assert [d.cue.lemma for d in found if d.cue] == lemmas


def test_other_nouns_stay() -> None:
    """A noun that is not the verb's object is no rival."""
    here = scene_of(NOUN.format(verb="spoke=speak/VBD", noun="claim/NN", rel="obl"))
    drafts = drafts_of(here)
    assert drop_rivals(here, drafts) == drafts


def test_drafts_without_a_cue_stay() -> None:
    """What has no cue has no rival."""
    here = scene_of(NOUN.format(verb="saw=see/VBD", noun="claim/NN", rel="root"))
    drafts = drafts_of(here)
    assert drop_rivals(here, drafts) == drafts
