"""Reading and writing CoNLL-U."""

import lzma
from pathlib import Path

import pytest

from training.conllu import Tree, Word, format_conllu, read_conllu
from training.errors import BrokenRow, TrainingError

SAID = "1\tMara\tMara\tPROPN\tNNP\t_\t2\tnsubj\t_\t_"
SPOKE = "2\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No"
STOP = "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_"


def read(folder: Path, *rows: str) -> tuple[Tree, ...]:
    """Return the trees of a file with these lines."""
    path = folder / "some.conllu"
    path.write_text("\n".join(rows) + "\n")
    return tuple(read_conllu(path))


def test_words_and_trees(tmp_path: Path) -> None:
    """A sentence is read with its tree and its spaces."""
    (tree,) = read(tmp_path, "# newpar", SAID, SPOKE, STOP)

    assert tree.paragraph
    assert [word.form for word in tree.words] == ["Mara", "spoke", "."]
    assert [word.head for word in tree.words] == [2, 0, 2]
    assert [word.space_after for word in tree.words] == [True, False, True]


def test_a_sentence_in_the_middle_begins_no_paragraph(tmp_path: Path) -> None:
    """Only a comment that says so begins a paragraph."""
    trees = read(tmp_path, "# newdoc", SAID, SPOKE, "", "# text = x", SAID, SPOKE)

    assert [tree.paragraph for tree in trees] == [True, False]


def test_files_in_xz(tmp_path: Path) -> None:
    """A packed file is read as it is."""
    path = tmp_path / "some.conllu.xz"
    path.write_bytes(lzma.compress(f"{SAID}\n{SPOKE}\n".encode()))

    assert len(list(read_conllu(path))) == 1


def test_multiword_tokens_become_their_words(tmp_path: Path) -> None:
    """The words of a token stand without spaces; its own space follows the last."""
    rows = (
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
        "1\tdo\tdo\tAUX\tVB\t_\t3\taux\t_\t_",
        "2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_",
        "3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_",
    )
    (tree,) = read(tmp_path, *rows)

    assert [(w.form, w.space_after) for w in tree.words] == [
        ("do", False),
        ("n't", True),
        ("go", True),
    ]


def test_empty_nodes_are_left_out(tmp_path: Path) -> None:
    """Words of enhanced trees that nobody wrote are no words."""
    empty = "2.1\tspoke\tspeak\tVERB\t_\t_\t_\t_\t2:conj\t_"

    assert len(read(tmp_path, SAID, SPOKE, empty, STOP)[0].words) == 3


@pytest.mark.parametrize(
    ("form", "expected"),
    [("“", '"'), ("’s", "'s"), ("—", "-"), ("``", '"'), ("naïve", "naïve")],
)
def test_marks_are_those_of_the_service(
    form: str, expected: str, tmp_path: Path
) -> None:
    """Typographic marks become what the service shows to the models."""
    (tree,) = read(tmp_path, f"1\t{form}\tx\tX\tX\t_\t0\troot\t_\t_")

    assert tree.words[0].form == expected


BROKEN = {
    "columns": ((SAID, "2\tspoke"), 2, "2 columns"),
    "number": ((SAID, SPOKE.replace("2", "x", 1)), 2, "no number"),
    "gap": ((SAID, STOP), 2, "word 3 where word 2"),
    "form": ((SAID.replace("Mara", "", 1), SPOKE), 1, "without form"),
    "tag": ((SAID.replace("PROPN", "_"), SPOKE), 1, "without UPOS"),
    "relation": ((SAID, SPOKE.replace("root", "_")), 2, "without relation"),
    "head": ((SAID.replace("\t2\t", "\t_\t"), SPOKE), 1, "no number"),
    "no root": ((SAID, SPOKE.replace("\t0\t", "\t1\t")), 2, "0 roots"),
    "roots": ((SAID.replace("\t2\t", "\t0\t"), SPOKE), 2, "2 roots"),
    "outside": ((SAID.replace("\t2\t", "\t7\t"), SPOKE), 2, "no word 7"),
    "circle": (
        (SAID.replace("\t2\t", "\t3\t"), SPOKE, STOP.replace("\t2\t", "\t1\t")),
        3,
        "depend on each other",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_rows_are_refused_with_their_line(name: str, tmp_path: Path) -> None:
    """An invalid tree is refused with file, line and reason."""
    rows, line, reason = BROKEN[name]

    with pytest.raises(BrokenRow, match=reason) as caught:
        read(tmp_path, *rows)

    assert caught.value.line == line
    assert str(tmp_path / "some.conllu") in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is an error that names it."""
    with pytest.raises(TrainingError, match=r"gone\.conllu"):
        list(read_conllu(tmp_path / "gone.conllu"))


def test_written_sentences_are_read_again(tmp_path: Path) -> None:
    """What is written is CoNLL-U with forms cut."""
    word = Word("extraordinary", "extraordinary", "ADJ", "JJ", "_", 0, "root")
    text = format_conllu([Tree((word,))], longest_form=5)

    (tree,) = read(tmp_path, text)

    assert tree.words[0].form == "extra"
