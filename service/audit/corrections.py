"""The names and corrections that a newsroom keeps, which win over everything."""

import csv
import io
from pathlib import Path

import msgspec

from service.audit.audit_input import AuditFailed, read_utf8

COLUMNS = ("name", "other_names", "gender", "class")


class Correction(msgspec.Struct, frozen=True):
    """What a newsroom knows of a person; "" leaves a field as the articles tell it."""

    name: str
    gender: str
    source_class: str


def read_corrections(path: Path | None) -> dict[str, Correction]:
    """Return the corrections by each name of a person, case-folded.

    The file is CSV with the columns name, other_names (divided by ";"), gender, class.

    Raises:
        AuditFailed: the file has other columns.
    """
    if path is None:
        return {}
    found: dict[str, Correction] = {}
    reader = csv.DictReader(io.StringIO(read_utf8(path, newline=""), newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise AuditFailed(f"{path} must have the columns {', '.join(COLUMNS)}")
    for row in reader:
        correction = Correction(row["name"], row["gender"], row["class"])
        for name in (row["name"], *(row["other_names"] or "").split(";")):
            if name.strip():
                found[name.strip().casefold()] = correction
    return found
