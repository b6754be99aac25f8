"""``speakers.csv``: a row for each speaker of an audit."""

import csv
import io
from collections.abc import Iterable

from service.audit.people import Person
from service.exports.csv_rows import escape_formula

COLUMNS = (
    "name", "type", "gender", "class", "role", "affiliation", "anonymous", "articles",
    "records", "words_direct", "words_indirect",
)  # fmt: skip


def speakers_csv(people: Iterable[Person]) -> str:
    """Return the header and a row for each speaker, formulas escaped."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for person in people:
        cells = (
            person.name,
            person.type,
            person.gender,
            person.source_class,
            person.role,
            person.affiliation,
            "true" if person.anonymous else "false",
            person.articles,
            person.records,
            person.direct,
            person.indirect,
        )
        writer.writerow([escape_formula(cell) for cell in cells])
    return buffer.getvalue()
