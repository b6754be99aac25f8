"""``whosaid check``: what became of a draft's quotations, for an editor."""

import json
from pathlib import Path

import pytest

from service.cli.commands import check
from tests.support.cli_fakes import run_cli, use_fake_attributor

SOURCE = (
    "“The bridge is safe and dry,” said Ann. It rained on the hills for a while. "
    "“We will not sell the mill for 500 dollars,” said Bob."
)


@pytest.fixture(autouse=True)
def fake_attributor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the models by a pattern."""
    use_fake_attributor(monkeypatch, check)


@pytest.fixture
def source(tmp_path: Path) -> str:
    """Return the path of a source."""
    path = tmp_path / "interview.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("draft", "status", "told"),
    [
        ("“The bridge is safe and dry,” said Ann.", 0, ""),
        ("“The bridge is safe …,” said Ann.", 0, ""),
        ("“The bridge is safe and wet,” said Ann.", 1, "1 altered"),
        ("“Owls play chess in velvet hats,” said Ann.", 1, "1 absent"),
        ("“The bridge is safe and dry,” said Bob.", 1, "1 of another speaker"),
        ("Nothing is quoted.", 0, ""),
    ],
)
def test_the_exit_status(draft: str, status: int, told: str, source: str) -> None:
    """1 where a quotation is altered, absent or somebody else's, and why."""
    done = run_cli("check", "-", source, stdin=draft.encode())

    assert done.status == status
    assert told in done.errors


def test_the_report_shows_what_differs(source: str) -> None:
    """Both sides, each difference, and flags that an editor must see."""
    draft = "“We will sell the mill for 900 dollars,” said Ann."
    shown = run_cli("check", "-", source, stdin=draft.encode()).shown

    assert "altered  critical  another speaker" in shown
    assert "draft Ann: “We will sell the mill for 900 dollars,”" in shown
    assert "- left out without a sign: not  critical" in shown
    assert "- changed: 500 → 900  critical" in shown
    assert shown.rstrip().endswith("1 quotation")


def test_an_absent_quotation_and_an_indirect_one(source: str) -> None:
    """The nearest passages are shown; an indirect attribution has no verdict."""
    draft = "“The dry hats of owls rained safe,” said Ann. “The bridge,” thought Bob."
    shown = run_cli("check", "-", source, stdin=draft.encode()).shown

    assert "absent" in shown
    assert "indirect, no verdict" in shown
    assert "nearest" in shown


def test_nothing_steers_the_terminal(source: str) -> None:
    """Control characters of a draft are not printed."""
    draft = "“The bridge \x1b[31mis safe and dry,” said Ann."
    shown = run_cli("check", "-", source, stdin=draft.encode()).shown

    assert "\x1b" not in shown


def test_json_is_what_the_service_answers(source: str) -> None:
    """The response as /v1/check gives it, the file names as ids."""
    done = run_cli("check", "-", source, "--json", stdin=SOURCE.encode())
    answer = json.loads(done.data)

    assert done.status == 0
    assert [each["verdict"] for each in answer["findings"]] == ["verbatim"] * 2
    assert {each["source"]["id"] for each in answer["findings"]} == {source}


def test_a_source_that_is_missing_is_told(tmp_path: Path) -> None:
    """A file that is not there fails with its name."""
    done = run_cli("check", "-", str(tmp_path / "gone.txt"), stdin=b"x")

    assert (done.status, "gone.txt" in done.errors) == (1, True)


@pytest.mark.parametrize(
    ("told", "status"), [("safe and <b>dry</b>", 0), ("safe and <b>wet</b>", 1)]
)
def test_a_draft_in_html(told: str, status: int, source: str) -> None:
    """Tags are no change of words, and the report has none."""
    draft = f"<p>“The bridge is {told},” said Ann.</p>"

    done = run_cli("check", "-", source, "--input-format", "text", stdin=draft.encode())
    assert done.status == 1

    path = Path(source).with_name("draft.html")
    path.write_text(draft, encoding="utf-8")
    done = run_cli("check", str(path), source)

    assert done.status == status
    assert "<b>" not in done.shown
