"""Reading the entities of CoNLL-U."""

from pathlib import Path

import pytest

from tests.unit.training.coreference_samples import FIELDS, OTHER, ROWS
from training.coreference_gold import AnnotatedDocument, WordMention, read_documents
from training.errors import BrokenRow


def read(folder: Path, *rows: str) -> list[AnnotatedDocument]:
    """Return the documents of a file with these lines."""
    path = folder / "some.conllu"
    path.write_text("\n".join(rows) + "\n")
    return list(read_documents(path))


def test_mentions_are_the_words_between_their_brackets(tmp_path: Path) -> None:
    """Brackets may be nested; documents without entities are left out."""
    (document,) = read(tmp_path, *OTHER, *ROWS, *OTHER)

    assert document.id == "some_bridge"
    assert document.mentions == (
        WordMention("1", 0, 2, "coref"),
        WordMention("1", 3, 5, "appos"),
        WordMention("3", 7, 11, "sgl"),
        WordMention("2", 7, 10, "coref"),
        WordMention("1", 7, 8, "ana"),
        WordMention("1", 15, 17, "coref"),
        WordMention("2", 18, 19, "coref"),
    )


def test_words_have_their_governor_in_the_document(tmp_path: Path) -> None:
    """Multiword tokens are their words, empty nodes are no words."""
    (document,) = read(tmp_path, *ROWS)

    assert [word.form for word in document.words[8:13]] == [
        "town",
        "'s",
        "council",
        "ca",
        "n't",
    ]
    assert [word.head for word in document.words[15:]] == [16, 17, None, 17, 17]


def test_the_innermost_mention_of_an_entity_is_closed_first(tmp_path: Path) -> None:
    """A mention may contain another one of its entity."""
    rows = (
        *ROWS[:2],
        "1\tlaw\t_\tNOUN\t_\t_\t0\troot\t_\tEntity=(1-x-1-coref(1-x-1-coref)",
        "2\tday\t_\tNOUN\t_\t_\t1\tdep\t_\tEntity=1)",
    )
    (document,) = read(tmp_path, *rows)

    assert [(m.start, m.end) for m in document.mentions] == [(0, 2), (0, 1)]


BROKEN = {
    "columns": (("1\tlaw",), 3, "2 columns"),
    "not open": (
        ("1\tlaw\t_\tNOUN\t_\t_\t0\troot\t_\tEntity=4)",),
        3,
        r"4\) closes no mention",
    ),
    "no link": (
        ("1\tlaw\t_\tNOUN\t_\t_\t0\troot\t_\tEntity=(4-x-1)",),
        3,
        "has no link",
    ),
    "not closed": (
        ("1\tlaw\t_\tNOUN\t_\t_\t0\troot\t_\tEntity=(4-x-1-sgl",),
        5,
        "is not closed",
    ),
    "head": (("1\tlaw\t_\tNOUN\t_\t_\tx\troot\t_\t_",), 3, "invalid literal"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rows_are_refused_with_their_line(name: str, tmp_path: Path) -> None:
    """Invalid rows and brackets are refused with file, line and reason."""
    rows, line, reason = BROKEN[name]

    with pytest.raises(BrokenRow, match=reason) as caught:
        read(tmp_path, "# newdoc id = some_law", FIELDS, *rows)

    assert caught.value.line == line
