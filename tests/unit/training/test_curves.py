"""Curves of losses and scores as SVG."""

from pathlib import Path

import msgspec

from training.curves import draw


def test_curves_are_drawn(tmp_path: Path) -> None:
    """Losses of heads and scores of the development sets are drawn."""
    log = tmp_path / "log.jsonl"
    rows = [
        {"step": 1, "seconds": 1.0, "loss": {"parser": 3.0}},
        {"step": 2, "seconds": 2.0, "loss": {"tagger": 2.0}},
        {"step": 2, "seconds": 3.0, "score": {"LAS": 80.0, "ner Date": 1.0}},
    ]
    log.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    draw(log, tmp_path / "a.svg")
    draw(log, tmp_path / "b.svg")
    picture = (tmp_path / "a.svg").read_text()

    assert picture == (tmp_path / "b.svg").read_text()
    assert all(name in picture for name in (">parser<", ">tagger<", ">LAS<"))
    assert "ner Date" not in picture


def test_a_log_without_figures_is_drawn(tmp_path: Path) -> None:
    """A log without scores has curves of losses."""
    log = tmp_path / "log.jsonl"
    log.write_bytes(b'{"step": 1, "seconds": 1.0, "loss": {"parser": 3.0}}\n')
    draw(log, tmp_path / "a.svg")

    assert ">parser<" in (tmp_path / "a.svg").read_text()
