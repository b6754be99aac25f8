"""Quotations out of reach: placeholders while a text is edited, the words back after.

``mask`` and ``unmask`` are pure and keep no state: what ``mask`` returns is all that
``unmask`` needs.
"""

from service.masking.placeholders import Masked, Placeholder, mask
from service.masking.quoted_spans import quoted_spans
from service.masking.restore import Restored, unmask

__all__ = ["Masked", "Placeholder", "Restored", "mask", "quoted_spans", "unmask"]
