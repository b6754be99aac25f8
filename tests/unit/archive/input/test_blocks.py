"""The input cut into blocks."""

import os
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from service.archive.input import blocks as planning
from tests.support.archive_inputs import items, plan_of, write_lines


def test_blocks_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A block has a bounded number of articles and bytes; one article may be larger."""
    monkeypatch.setattr(planning, "MIN_BYTES", 100)
    monkeypatch.setattr(planning, "MAX_ARTICLES", 3)
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in/a.jsonl", 7, size=1)
    write_lines(tmp_path / "in/b.jsonl", 2, size=200)

    plan = plan_of(tmp_path / "in")

    assert plan.sizes == (3, 3, 1, 1, 1)
    assert len(items(plan)) == plan.articles == 9


def test_blocks_span_files(tmp_path: Path) -> None:
    """Many small files are few blocks."""
    for n in range(50):
        write_lines(tmp_path / f"{n:02}.jsonl", 1)

    plan = plan_of(tmp_path)

    assert plan.sizes == (50,)
    assert [item.file for item in items(plan)] == [f"{n:02}.jsonl" for n in range(50)]


def test_large_inputs_have_about_as_many_blocks_as_parts(tmp_path: Path) -> None:
    """Blocks grow with the input, so that their number hardly does."""
    few = plan_of(write_lines(tmp_path / "a.jsonl", 900, size=100))
    many = plan_of(write_lines(tmp_path / "b.jsonl", 9_000, size=1_000))

    assert len(few.blocks) == 4
    assert 190 < len(many.blocks) < 260


@pytest.mark.parametrize("wanted", [1, 7, 10, 50])
def test_sample(tmp_path: Path, wanted: int) -> None:
    """A sample has as many articles as are asked for, evenly spread, at most all."""
    path = write_lines(tmp_path / "in.jsonl", 10)

    plan = plan_of(path, sample=wanted)

    positions = [item.position for item in items(plan)]
    steps = {right - left for left, right in pairwise(positions)}
    assert len(positions) == plan.articles == min(wanted, 10)
    assert plan.total == 10
    assert len(steps) <= 2


def test_sample_of_nothing(tmp_path: Path) -> None:
    """An input of blank lines has no articles, and a sample of it none either."""
    (tmp_path / "in.jsonl").write_text("\n\n")

    assert plan_of(tmp_path).articles == 0
    assert plan_of(tmp_path, sample=3).articles == 0


def test_plans_are_repeatable(tmp_path: Path) -> None:
    """The same input is cut the same; one that changed is known by its digest."""
    path = write_lines(tmp_path / "in.jsonl", 100)
    before = plan_of(tmp_path)

    assert plan_of(tmp_path) == before
    os.utime(path, ns=(1, 1))
    after = plan_of(tmp_path)
    assert after.digest != before.digest
    assert msgspec.structs.replace(after, digest=before.digest) == before
