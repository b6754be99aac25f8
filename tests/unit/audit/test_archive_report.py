"""The tables of a report from the tables of an archive, by the SQL of docs/AUDIT.md."""

import re
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest

from service.archive.attribute_block import ArticleResult
from service.audit.people import people_of
from service.audit.roll_up import gender_of, groups, month_of, people_only, shares
from tests.support.archive_samples import store, write_block
from tests.support.audit_samples import ANSWERS, appearances

ROOT = Path(__file__).parents[3]
_SQL = re.compile(r"^```sql\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[Any, ...]]]:
    """Return the rows of each query, over an archive of the invented answers."""
    folder = tmp_path_factory.mktemp("archive")
    results = [
        ArticleResult(
            "in.jsonl", number, 0, msgspec.structs.replace(response, id=article.id)
        )
        for number, (article, response) in enumerate(ANSWERS, 1)
    ]
    write_block(store(folder), 0, results)
    columns = [[a.id for a, _ in ANSWERS], [a.date for a, _ in ANSWERS]]
    text = "\n".join(_SQL.findall((ROOT / "docs/AUDIT.md").read_text("utf-8")))
    text = text.replace("'out/", f"'{folder}/")
    text = text.replace("'articles.parquet'", f"'{folder}/articles.parquet'")
    connection = duckdb.connect()
    rows = connection.sql("select unnest(?) id, unnest(?) date", params=columns)
    rows.write_parquet(f"{folder}/articles.parquet")
    queries = (query for query in text.split(";") if query.strip())
    found = [connection.execute(query).fetchall() for query in queries]
    return [rows for rows in found if rows]


def test_shares(tables: list[list[tuple[Any, ...]]]) -> None:
    """People by gender and speakers by class are those of the report."""
    said = appearances()
    by_gender = shares(people_only(said), gender_of)
    by_class = shares(said, lambda each: each.person.source_class)

    assert tables[0] == [msgspec.structs.astuple(each) for each in by_gender]
    assert tables[1] == [msgspec.structs.astuple(each) for each in by_class]


def test_months(tables: list[list[tuple[Any, ...]]]) -> None:
    """Months have the attributions by gender of people, and the anonymous ones."""
    wanted = [
        (each.value, each.articles, each.records, each.women, each.men, each.anonymous)
        for each in groups(appearances(), month_of)
    ]

    assert tables[2] == wanted


def test_most_quoted(tables: list[list[tuple[Any, ...]]]) -> None:
    """The most quoted come with role, affiliation, articles and attributions."""
    named = [each for each in people_of(appearances()) if not each.anonymous]
    wanted = [
        (p.name, p.role or None, p.affiliation or None, p.articles, p.records)
        for p in named
    ]

    assert tables[3] == wanted


def test_sources_and_outlets(tables: list[list[tuple[Any, ...]]]) -> None:
    """Anonymous sources have the reason, if one is given; outlets their speakers."""
    assert tables[4] == [
        ("an official", "first", "text", 1),
        ("an official", "second", None, 1),
    ]
    assert tables[5] == [("Daily Ferry", 5, 8)]
