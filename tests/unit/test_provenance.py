"""Which fitted numbers a package gets, and what changes the version of the rules."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from service import provenance
from service.errors import InvalidModels
from service.provenance import (
    classifier_path,
    code_of,
    conventions_for,
    find_classifier,
    load_classifier,
    readouts_for,
    rules_version,
    source_digest,
)
from service.settings import MODELS

CODE = '''"""A module."""

LIMIT = 4  # words


class Rule:
    """A rule."""

    name: str
    """Its name."""

    def holds(self, words: list[str]) -> bool:
        """Whether it holds."""
        return len(words) > LIMIT
'''
UNCHANGED = [
    pytest.param("A rule.", "One of the rules.", id="docstring"),
    pytest.param('    """Its name."""\n', "", id="no docstring"),
    pytest.param("  # words", "  # the most words\n\n", id="comment and lines"),
    pytest.param("(self, words", "(\n        self, words", id="layout"),
]
CHANGED = [
    pytest.param("LIMIT = 4", "LIMIT = 5", id="constant"),
    pytest.param("> LIMIT", ">= LIMIT", id="operator"),
    pytest.param("LIMIT = 4", "LIMIT = '4'", id="type"),
    pytest.param("self, words", "words, self", id="order"),
    pytest.param("list[str])", "list[str], /)", id="parameters"),
    pytest.param("return len(words)", "return sum(words)", id="name"),
]


@pytest.mark.parametrize(("old", "new"), UNCHANGED)
def test_unchanged_code(old: str, new: str) -> None:
    """Docstrings, comments and layout are not code."""
    assert old in CODE
    assert code_of(CODE.replace(old, new)) == code_of(CODE)


@pytest.mark.parametrize(("old", "new"), CHANGED)
def test_changed_code(old: str, new: str) -> None:
    """Every constant, name and operator is code."""
    assert old in CODE
    assert code_of(CODE.replace(old, new)) != code_of(CODE)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Return a folder that is laid out like ``service``."""
    written = {
        "attribution/cues/rules.py": CODE,
        "attributor.py": CODE,
        "nlp/convert.py": CODE,
        "nlp/packages.py": CODE,
        "nlp/package_download.py": CODE,
        "text/reader.py": CODE,
        "api/app.py": CODE,
        "lexicon/verbs.tsv": "# verbs\nsay\tthat\ntell\tobj\n",
        "lexicon/nouns.tsv": "claim\tspeech\n",
        "web/page.txt": "A page",
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


FILES = [
    pytest.param("attribution/cues/rules.py", "4", "5", True, id="a rule"),
    pytest.param("attributor.py", "4", "5", True, id="the attributor"),
    pytest.param("nlp/convert.py", "4", "5", True, id="the tokens"),
    pytest.param("text/reader.py", "4", "5", True, id="the passages"),
    pytest.param("lexicon/verbs.tsv", "tell\tobj", "tell\t-", True, id="an entry"),
    pytest.param("lexicon/nouns.tsv", "speech", "thought", True, id="a column"),
    pytest.param("lexicon/verbs.tsv", "# verbs\n", "# V\n\n", False, id="its comment"),
    pytest.param("text/reader.py", "A rule.", "Rule.", False, id="a docstring"),
    pytest.param("nlp/packages.py", "4", "5", False, id="the files"),
    pytest.param("nlp/package_download.py", "4", "5", False, id="downloads"),
    pytest.param("api/app.py", "4", "5", False, id="the interface"),
    pytest.param("web/page.txt", "A", "The", False, id="no word list"),
]


@pytest.mark.parametrize(("name", "old", "new", "changes"), FILES)
def test_files(sources: Path, name: str, old: str, new: str, *, changes: bool) -> None:
    """Code and word lists that decide on records change the digest."""
    before = source_digest(sources)
    path = sources / name
    changed = path.read_text("utf-8").replace(old, new)
    assert changed != path.read_text("utf-8")
    path.write_text(changed, "utf-8")

    assert (source_digest(sources) != before) is changes


def test_a_new_module(sources: Path) -> None:
    """A module that joins, and one that moves, change the digest."""
    before = source_digest(sources)
    (sources / "text" / "more.py").write_text("", "utf-8")
    joined = source_digest(sources)
    (sources / "text" / "more.py").rename(sources / "text" / "moved.py")

    assert len({before, joined, source_digest(sources)}) == 3


def test_rules_version() -> None:
    """The version has 16 hex digits and depends on the fitted numbers."""
    shipped = load_classifier()
    version = rules_version(shipped)

    assert len(version) == 16
    assert int(version, 16) >= 0
    assert rules_version(load_classifier()) == version
    assert rules_version(replace(shipped, uncued=0.5)) != version


@pytest.mark.parametrize(
    ("files", "package", "expected"),
    [
        (["mine", "news"], "mine", "mine"),
        (["news"], "mine", "news"),
        (["mine"], "news", None),
        ([], "mine", None),
    ],
    ids=["its own", "the shipped one beside it", "of another", "none"],
)
def test_find_classifier(
    tmp_path: Path, files: list[str], package: str, expected: str | None
) -> None:
    """A package has its own numbers, else the shipped ones of folder or repository."""
    for name in files:
        path = classifier_path(tmp_path, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    found = find_classifier(tmp_path, package)

    assert found == (
        classifier_path(tmp_path, expected)
        if expected
        else classifier_path(MODELS, "news")
    )


def test_no_classifier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any numbers the error names the file to add."""
    monkeypatch.setattr(provenance, "MODELS", tmp_path / "none")

    with pytest.raises(InvalidModels, match=r"en/classifier/mine\.json: there are no"):
        find_classifier(tmp_path, "mine")


@pytest.mark.parametrize("content", ["{", "{}"])
def test_damaged_classifier(tmp_path: Path, content: str) -> None:
    """A file that is damaged is named."""
    path = classifier_path(tmp_path, "mine")
    path.parent.mkdir(parents=True)
    path.write_text(content)

    with pytest.raises(InvalidModels, match=r"mine\.json: it cannot be read"):
        load_classifier(tmp_path, "mine")


def test_readouts_of_another_encoder(tmp_path: Path) -> None:
    """Readouts serve the encoder that they were fitted on, and no other."""
    fitted = load_classifier()
    assert fitted.readouts is not None
    manifest = '{"files": {"en/encoder/model.safetensors": {"sha256": "%s"}}}'

    (tmp_path / "manifest.json").write_text(manifest % fitted.readouts.encoder)
    assert readouts_for(fitted, tmp_path) == fitted.readouts.weights
    (tmp_path / "manifest.json").write_text(manifest % "0")
    assert readouts_for(fitted, tmp_path) == ()
    (tmp_path / "manifest.json").unlink()
    assert readouts_for(fitted, tmp_path) == ()
    assert readouts_for(replace(fitted, readouts=None), MODELS) == ()


def test_conventions_of_another_encoder(tmp_path: Path) -> None:
    """The network of the conventions serves its own encoder alone, as readouts do."""
    fitted = load_classifier()
    network = fitted.conventions
    assert network is not None
    manifest = '{"files": {"en/encoder/model.safetensors": {"sha256": "%s"}}}'

    (tmp_path / "manifest.json").write_text(manifest % network.encoder)
    assert conventions_for(fitted, tmp_path) is network
    (tmp_path / "manifest.json").write_text(manifest % "0")
    assert conventions_for(fitted, tmp_path) is None
    assert conventions_for(replace(fitted, conventions=None), MODELS) is None
