"""Export of attributions to the formats of newsroom and annotation systems.

Each format is a pure function of the text of an article and the response to it. Offsets
count Unicode code points, as the underlying standards require.
"""

from service.exports.formats import FORMATS, ExportFormat, ExportName

__all__ = ["FORMATS", "ExportFormat", "ExportName"]
