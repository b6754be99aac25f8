"""Masking: quotations are replaced with placeholders while a text is edited.

``mask`` and ``unmask`` are pure functions without state: ``unmask`` needs only the
edited text and the placeholders that ``mask`` returned.
"""

from service.masking.markup_pieces import masked_ranges
from service.masking.placeholders import Masked, Placeholder, mask, merge_spans
from service.masking.quoted_spans import quoted_spans
from service.masking.restore import Restored, unmask

__all__ = [
    "Masked",
    "Placeholder",
    "Restored",
    "mask",
    "masked_ranges",
    "merge_spans",
    "quoted_spans",
    "unmask",
]
