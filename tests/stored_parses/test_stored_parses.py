"""The rules find the same records in stored parses, with no model at hand."""

import difflib

from service.attribution import Lexicon
from service.attributor import Attributor
from tests.stored_parses.store import INFO, RECORDS, read_parses, records_text, texts
from tests.support.fakes import FakeAnnotator


class StoredAnnotator(FakeAnnotator):
    """Has the models of the stored parses, with which it annotates nothing."""

    info = INFO


def test_records() -> None:
    """Every record of every text is as stored.

    After a change that is meant: ``python -m tests.stored_parses.store records``.
    """
    attributor = Attributor(StoredAnnotator(), Lexicon.load(), 50_000)
    stored = RECORDS.read_text("utf-8").splitlines()
    found = records_text(attributor).splitlines()

    assert list(difflib.unified_diff(stored, found, "stored", "found", n=0)) == []


def test_parses_belong_to_the_texts() -> None:
    """The parses are of the texts as they are today."""
    assert [(one.name, one.text) for one in read_parses()] == list(texts())
