"""The articles that the measurement of `whosaid audit` reads."""

import json
import lzma
from pathlib import Path

from load_tests.audit_corpora import blind_texts, newswire_articles, polnear_articles


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt") as file:
        file.write(content)


def test_articles_of_polnear_have_paper_and_date(tmp_path: Path) -> None:
    """Paper and date come from the id, where it has them."""
    ids = {"train": "selby_2016-05-26_the-quay", "dev": "the-mill"}
    for part, name in ids.items():
        row = json.dumps({"id": name, "text": "The mill shut."})
        _write(tmp_path / "polnear" / f"polnear-{part}.jsonl.xz", f"{row}\n")

    first, second = polnear_articles(tmp_path)
    assert (first["section"], first["date"]) == ("selby", "2016-05-26")
    assert second.keys() == {"id", "text"}


def test_blind_articles_are_left_out(tmp_path: Path) -> None:
    """An article of the blind evaluation is not read, whichever part has it."""
    rows = [["https://x.example"], ["The", "mill", "shut"]]
    rows += [["https://y.example"], ["The", "quay", "is", "new"]]
    corpus = json.dumps([[{"text": word} for word in row] for row in rows])
    for part in ("train", "dev", "test"):
        _write(tmp_path / "ner" / f"en_worldwide-{part}.json.xz", corpus)
    _write(tmp_path / "blind" / "world.jsonl.xz", '{"text": "The mill shut"}\n')

    articles = list(newswire_articles(tmp_path, blind_texts(tmp_path)))
    assert [one["text"] for one in articles] == ["The quay is new"] * 3
    assert [one["section"] for one in articles] == ["train", "dev", "test"]
