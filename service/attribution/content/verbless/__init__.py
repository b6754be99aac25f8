"""Attributions without a reporting word: labels, signatures, headlines, dialogue.

"SORENSEN: We have not decided." in a transcript, 'Finance minister Adjoa Boateng: "We
will not borrow."', '"There is no plan B." - Rosa Lindgren, climate envoy'. Frequent in
transcripts, interviews and press releases.
"""

from service.attribution.content.verbless.find_verbless import (
    find_verbless,
    with_verbless,
)

__all__ = ["find_verbless", "with_verbless"]
