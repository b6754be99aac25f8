"""Score what is told of speakers against annotated speakers.

Speakers are aligned by name. Gender, affiliation, anonymity and class are compared over
aligned speakers only: a speaker that is missed is the loss of another measure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from service.evaluation.name_agreement import (
    NameKind,
    name_tokens,
    same_name,
)
from service.evaluation.report import Prf
from service.evaluation.speaker_gold import SpeakerFacts
from service.records import Reading, Speaker

_Pair = tuple[SpeakerFacts, SpeakerFacts]
"""An annotated speaker and the predicted one."""


class SpeakerReport(msgspec.Struct, frozen=True, kw_only=True):
    """The metrics over the speakers of some articles, in per cent.

    ``speakers``: names; the others over aligned speakers. ``source_class``: accuracy.
    """

    articles: int
    gold: int
    predicted: int
    aligned: int
    speakers: Prf
    gender: Prf
    affiliation: Prf
    anonymous: Prf
    source_class: float


class SpeakerCounts:
    """Counts over articles."""

    def __init__(self) -> None:
        self._articles = 0
        self._counts: Counter[str] = Counter()

    def add(
        self, gold: Sequence[SpeakerFacts], predicted: Sequence[SpeakerFacts]
    ) -> None:
        """Compare the speakers of an article."""
        self._articles += 1
        pairs = list(align_speakers(gold, predicted))
        self._counts.update(
            gold=len(gold), predicted=len(predicted), aligned=len(pairs)
        )
        for pair in pairs:
            self._counts.update(_compared(*pair))

    def report(self) -> SpeakerReport:
        """Return the metrics over all articles."""
        counts = self._counts

        def prf(name: str) -> Prf:
            return Prf.of(
                counts[f"{name} right"],
                counts[f"{name} predicted"],
                counts[f"{name} gold"],
            )

        aligned = counts["aligned"]
        right = counts["class right"]
        return SpeakerReport(
            articles=self._articles,
            gold=counts["gold"],
            predicted=counts["predicted"],
            aligned=aligned,
            speakers=Prf.of(aligned, counts["predicted"], counts["gold"]),
            gender=prf("gender"),
            affiliation=prf("affiliation"),
            anonymous=prf("anonymous"),
            source_class=round(100 * right / aligned, 1) if aligned else 0.0,
        )


def align_speakers(
    gold: Sequence[SpeakerFacts], predicted: Sequence[SpeakerFacts]
) -> Iterator[_Pair]:
    """Yield pairs with the same name, each speaker once; equal names come first."""
    free = list(predicted)
    later: list[SpeakerFacts] = []
    for wanted in gold:
        tokens = name_tokens(wanted.name)
        equal = [other for other in free if name_tokens(other.name) == tokens]
        if equal:
            free.remove(equal[0])
            yield wanted, equal[0]
        else:
            later.append(wanted)
    for wanted in later:
        kind: NameKind = "person" if wanted.type == "person" else "other"
        same = [o for o in free if same_name(wanted.name, o.name, kind=kind)]
        if same:
            free.remove(same[0])
            yield wanted, same[0]


def facts_of(reading: Reading) -> tuple[SpeakerFacts, ...]:
    """Return the speakers of a reading who have records."""
    return tuple(_facts(one) for one in reading.speakers if one.profile.records)


def _facts(speaker: Speaker) -> SpeakerFacts:
    profile = speaker.profile
    affiliation = profile.affiliation
    return SpeakerFacts(
        name=speaker.name,
        type=speaker.type,
        gender=profile.gender,
        affiliation=(affiliation.name,) if affiliation else (),
        anonymous=profile.anonymous is not None,
        source_class=profile.source_class,
    )


def _compared(gold: SpeakerFacts, predicted: SpeakerFacts) -> dict[str, int]:
    """Return what a pair adds to the counts.

    A prediction that is one of the alternatives counts like the stated value.
    """
    other = gold.alternatives
    gender = predicted.gender if predicted.gender in other.gender else gold.gender
    either = predicted.anonymous in other.anonymous
    anonymous = predicted.anonymous if either else gold.anonymous
    affiliated = any(
        same_name(mine, theirs, kind="other")
        for mine in gold.affiliation
        for theirs in predicted.affiliation
    )
    return {
        "gender gold": gender is not None,
        "gender predicted": predicted.gender is not None,
        "gender right": gender is not None and gender == predicted.gender,
        "affiliation gold": bool(gold.affiliation),
        "affiliation predicted": bool(predicted.affiliation),
        "affiliation right": affiliated,
        "anonymous gold": anonymous,
        "anonymous predicted": predicted.anonymous,
        "anonymous right": anonymous and predicted.anonymous,
        "class right": predicted.source_class
        in {gold.source_class, *other.source_class},
    }
