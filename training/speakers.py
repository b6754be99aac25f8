"""Fit the network that ranks the entities of an article as the speaker of a record.

    python -m training.speakers --own GOLD ... [--even GOLD ...]

It is fitted on the records that the shipped numbers find in the articles that
``training.classifier`` names, and written into the same file; all other numbers stay as
they are, and so do the directions of the hidden states, since other networks read them.
``training.classifier`` in turn leaves this network as it is.
"""

import sys
from collections.abc import Sequence

from msgspec.structs import replace

from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from training.classifier import FitInputs
from training.classifier_fit import fit_without_folds
from training.contexts import with_readouts
from training.encoder_states import Vector
from training.fitted_numbers import write_shipped
from training.ranking_examples import ArticleRankings
from training.speaker_examples import speaker_examples
from training.speaker_fit import fit_speakers


def fold_speakers(
    articles: Sequence[ArticleRankings],
    encoder: str,
    directions: Vector | None = None,
) -> dict[str, SpeakerNetwork]:
    """Return for each article, by id, a network of speakers that did not see it."""
    return fit_without_folds(
        articles, lambda some: fit_speakers(some, encoder, directions)
    )


def main(arguments: Sequence[str]) -> None:
    """Fit the network of the shipped package; write it and the digest of the file."""
    given = FitInputs.of("speakers", arguments)
    numbers, reader = replace(given.classifier, speakers=None), given.reader
    examples = [
        speaker_examples(
            with_readouts(one, numbers, reader), given.lexicon, numbers, reader
        )
        for one in given.articles
        if one.gold.id not in given.invented
    ]
    known = given.classifier.speakers
    directions = None if known is None else known.weights
    fitted = fit_speakers(examples, reader.sha256, directions)
    write_shipped(replace(numbers, speakers=fitted))


if __name__ == "__main__":
    main(sys.argv[1:])
