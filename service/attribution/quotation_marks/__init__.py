"""Stage: the quotations of an article, by its convention of quotation marks.

``convention`` decides from the whole text which marks open and which close; ``pairing``
pairs them, passage by passage.
"""

from service.attribution.quotation_marks.find_quotations import (
    find_marked_quotations,
    find_quotations,
)
from service.attribution.quotation_marks.quotation import Quotation

__all__ = ["Quotation", "find_marked_quotations", "find_quotations"]
