"""``whosaid models`` lists, verifies and downloads packages."""

import os
from pathlib import Path

import pytest

from service.cli.commands import models
from service.nlp.packages import ModelFile, PackageInfo
from tests.support.cli_fakes import run_cli


def test_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Packages are listed, verified and fetched by the models module."""
    file = ModelFile("en/pos/news.pt", "md5", "0")
    packages = (
        PackageInfo("news", (("pos", "news"), ("ner", "news")), present=True),
        PackageInfo("slow", (("pos", "slow"),), present=False),
    )
    asked: list[object] = []
    monkeypatch.setattr(models, "list_packages", lambda _: packages)

    def record(*args: object, **options: object) -> tuple[ModelFile, ...]:
        asked.append((*args, *options.values()))
        return (file,)

    monkeypatch.setattr(models, "verify", record)
    monkeypatch.setattr(models, "download", record)

    listed = run_cli("models", "list").shown.splitlines()
    verified = run_cli("models", "verify", WHOSAID_MODELS=str(tmp_path))
    fetched = run_cli(
        "models", "download", "default", str(tmp_path), "--url", "http://127.0.0.1:9"
    )

    assert listed[1].split() == ["news*", "yes", "pos,", "ner"]
    assert listed[2].split() == ["slow", "no", "pos"]
    assert verified.shown == "news: 1 files are whole\n"
    assert fetched.status == 0
    assert asked == [
        (tmp_path, "news", True),
        ("default", tmp_path, "http://127.0.0.1:9"),
    ]


def test_official_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without an address a package comes from where Stanza's own are listed."""
    asked: list[object] = []

    def record(*args: object, **options: object) -> tuple[ModelFile, ...]:
        asked.append((*args, *options.values()))
        return ()

    monkeypatch.setattr(models, "download", record)
    monkeypatch.setattr(models, "OFFICIAL", "os:sep")

    run_cli("models", "download", "default", str(tmp_path))

    assert asked == [("default", tmp_path, os.sep)]
