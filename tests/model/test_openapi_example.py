"""The example of the OpenAPI document is what the shipped models answer."""

import msgspec
import pytest

from service.api.routes import examples
from service.attribution import Lexicon
from service.attributor import Attributor
from service.nlp.stanza_annotator import StanzaAnnotator
from service.wire.responses import to_response
from service.wire.schemas import AttributionResponse


@pytest.mark.model
def test_example_is_the_real_answer(annotator: StanzaAnnotator) -> None:
    """Every field but the confidence, which each calibration moves, is the real one."""
    attributor = Attributor(annotator, Lexicon.load(), 1_000)
    info = msgspec.structs.replace(
        attributor.info, rules_version=examples.RULES_VERSION
    )

    answer = to_response(
        attributor.attribute(examples.TEXT), examples.REQUEST, info=info
    )

    assert unsure(answer) == unsure(examples.RESPONSE)


def unsure(response: AttributionResponse) -> AttributionResponse:
    """Return a response without its confidences."""
    attributions = tuple(
        msgspec.structs.replace(found, confidence=0.0)
        for found in response.attributions
    )
    return msgspec.structs.replace(response, attributions=attributions)
