"""The table of the benchmark, and its contender spaCy."""

import pytest

from load_tests import spacy_small
from load_tests.bench import Sample, table

RECOGNISER_ROWS = 11_000


def test_rows_are_side_by_side() -> None:
    """A row has words per second and core and of processor time, and their ratios."""
    ours = Sample("ours", words=1_200, busy=2.0, computed=1.0, times=[1.0, 1.0])
    small = Sample("spaCy", words=1_200, busy=0.5, computed=0.4, times=[0.2, 0.3])
    served = Sample("over HTTP", cores=2, words=1_200, busy=1.0, times=[1.0])

    rows = table({"d": ours, "s": small, "e8": served}).splitlines()

    assert rows[0].endswith(
        "| words per processor second | p50 s | p95 s | MiB | x s |"
    )
    assert rows[2] == "| d | ours | 600 | 1,200 | 1.000 | 1.000 | 0 | 0.25 |"
    assert rows[3].startswith("| s | spaCy | 2,400 | 3,000 |")
    assert rows[4].startswith("| e8 | over HTTP | 600 | - |")


@pytest.mark.nightly
@pytest.mark.skipif(not spacy_small.is_installed(), reason="needs the group bench")
@pytest.mark.filterwarnings("default")
def test_spacy_has_the_sizes_of_its_small_pipeline() -> None:
    """Tagger, parser and entity recogniser have all labels and no layer of zeros."""
    nlp = spacy_small.load()
    document = nlp("The ferry is late, the mayor of Bergen told reporters on Monday.")
    tables = [
        layer.get_param("E")
        for layer in nlp.get_pipe("ner").model.walk()
        if layer.has_param("E")
    ]

    assert nlp.pipe_names == ["tok2vec", "tagger", "parser", "ner"]
    assert sum(len(table) for table in tables) == RECOGNISER_ROWS
    assert [len(nlp.get_pipe(name).labels) for name in ("tagger", "ner")] == [50, 18]
    assert len({token.tag_ for token in document}) > 1
    assert all(table.any() for table in tables)
