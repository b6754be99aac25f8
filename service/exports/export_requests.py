"""Request types of exports, which count offsets in code points only."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from service.wire.schemas import AttributionRequest, Options, QueryOptions

ExportUnit = Annotated[
    Literal["codepoint"],
    Meta(description="Unicode code points, as the standards of the formats require."),
]


class ExportOptions(Options, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Filters of attributions. Filters are applied last."""

    offset_unit: ExportUnit = "codepoint"


class ExportRequest(
    AttributionRequest, frozen=True, kw_only=True, forbid_unknown_fields=True
):
    """An article to export."""

    options: Annotated[ExportOptions, Meta(description="Filters of attributions.")] = (
        ExportOptions()
    )


class ExportQuery(QueryOptions, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Query parameters; one that is present overrides the field of the body."""

    offset_unit: ExportUnit | UnsetType = UNSET
