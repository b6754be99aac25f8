"""Fit the network that ranks the names near a record as its outlet.

    python -m training.outlets --own GOLD ... [--even GOLD ...]

It is fitted on the records that the shipped numbers find in the articles that
``training.classifier`` names, and written into the same file; all other numbers stay as
they are. It reads the components of the hidden states that the network of speakers
has, so that this command comes after ``training.speakers``.
"""

import sys
from collections.abc import Sequence

from msgspec.structs import replace

from training.classifier import FitInputs
from training.contexts import with_readouts
from training.fitted_numbers import write_shipped
from training.outlet_examples import outlet_examples
from training.outlet_fit import fit_outlets


def main(arguments: Sequence[str]) -> None:
    """Fit the network of the shipped package; write it and the digest of the file."""
    given = FitInputs.of("outlets", arguments)
    numbers, reader = replace(given.classifier, outlets=None), given.reader
    examples = [
        outlet_examples(with_readouts(one, numbers, reader), given.lexicon, numbers)
        for one in given.articles
    ]
    fitted = fit_outlets(examples, reader.sha256)
    write_shipped(replace(numbers, outlets=fitted))


if __name__ == "__main__":
    main(sys.argv[1:])
