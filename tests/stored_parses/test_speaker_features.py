"""The shipped network of speakers knows the features that the code computes."""

from collections import Counter
from collections.abc import Iterable, Sequence

import pytest
from msgspec.structs import replace

from service.attribution import Lexicon
from service.attribution.classification.networks.boundary_network import Floats
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attributor import Attributor
from service.nlp.document import Sentence
from tests.stored_parses.store import read_parses
from tests.stored_parses.test_stored_parses import StoredAnnotator

BYTES = 2
"""Of a float16 number."""


def test_features_of_speakers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is changed in the code alone would be unknown.

    Rare values are unknown too ("last tag X"), but no word of a name.
    """
    attributor = Attributor(StoredAnnotator(), Lexicon.load(), 50_000)
    network, rows = attributor.classifier.speakers, attributor.classifier.projections
    assert network is not None
    assert rows is not None
    found: Counter[str] = Counter()
    scores = SpeakerNetwork.scores

    def count(
        self: SpeakerNetwork, features: Sequence[Iterable[str]], *states: Floats
    ) -> Floats:
        for names in features:
            found.update(names)
        return scores(self, features, *states)

    def with_zeros(sentence: Sentence) -> Sentence:
        size = (1 + len(sentence.tokens)) * len(rows) * BYTES
        return replace(sentence, projections=bytes(size))

    monkeypatch.setattr(SpeakerNetwork, "scores", count)
    for stored in read_parses()[::4]:
        annotations = [
            replace(one, sentences=tuple(map(with_zeros, one.sentences)))
            for one in stored.annotations
        ]
        attributor.read(attributor.open(stored.text), annotations)

    known = set(network.units.features)
    unknown = sum(number for name, number in found.items() if name not in known)
    assert found.total() > 5_000
    assert unknown < found.total() / 500
    assert words_of(found) <= words_of(known)


def words_of(names: Iterable[str]) -> set[str]:
    """Return the words of names, without tags and numbers."""
    return {word for name in names for word in name.split() if word.islower()}
