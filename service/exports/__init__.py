"""Records in the formats that newsrooms, fact checkers and annotators already read.

Every format is a pure function of the article and the response to it, and counts
Unicode code points, as the standards behind them do.
"""

from service.exports.formats import FORMATS, ExportFormat, ExportName

__all__ = ["FORMATS", "ExportFormat", "ExportName"]
