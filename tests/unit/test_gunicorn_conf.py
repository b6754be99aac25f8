"""The configuration of gunicorn."""

import logging
import runpy
from pathlib import Path
from typing import Any

import pytest
from gunicorn.config import Config
from gunicorn.workers.gasgi import ASGIWorker

from service.errors import InvalidModels, StartError
from service.serving.gunicorn import tested_version
from service.serving.gunicorn.asgi_worker import LimitedAsgiWorker
from service.settings import Settings

ROOT = Path(__file__).parents[2]


def load(monkeypatch: pytest.MonkeyPatch, **environ: str) -> dict[str, Any]:
    """Run the configuration file in an environment."""
    for name, value in environ.items():
        monkeypatch.setenv(f"WHOSAID_{name.upper()}", value)
    return runpy.run_path(str(ROOT / "service" / "gunicorn_conf.py"))


def test_gunicorn_takes_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and values are ones that gunicorn knows."""
    config = Config()
    conf = load(monkeypatch)
    known = {name: conf[name] for name in config.settings if name in conf}

    for name, value in known.items():
        config.set(name, value)

    assert config.worker_class is LimitedAsgiWorker
    assert issubclass(config.worker_class, ASGIWorker)
    assert len(known) > 15


def test_file_in_the_root_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file in the root is found by gunicorn, an installed package its twin."""
    monkeypatch.setenv("WHOSAID_PORT", "8000")
    root = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    packaged = load(monkeypatch)

    for name in Config().settings:
        if name not in {"on_starting", "pre_request"}:
            assert root.get(name) == packaged.get(name)
    assert callable(root["on_starting"])


@pytest.mark.parametrize("graceful", ["25", "30", "120"])
def test_times_fit_together(monkeypatch: pytest.MonkeyPatch, graceful: str) -> None:
    """The deadline is under the graceful stop, which is under the heartbeat timeout."""
    conf = load(monkeypatch, graceful=graceful)

    assert conf["timeout"] > conf["graceful_timeout"] + 5
    assert Settings().deadline < conf["graceful_timeout"] - 3
    assert conf["keepalive"] > 60


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("127.0.0.1", "81", "127.0.0.1:81"),
        ("::1", "81", "[::1]:81"),
        ("localhost", "0", "localhost:0"),
    ],
)
def test_address(
    monkeypatch: pytest.MonkeyPatch, host: str, port: str, expected: str
) -> None:
    """The address is the settings', of either family."""
    assert load(monkeypatch, host=host, port=port)["bind"] == expected


def test_one_loop_and_no_side_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker, its lifespan on, no control socket, no recycling, no preload."""
    conf = load(monkeypatch)

    assert conf["workers"] == 1
    assert conf["asgi_lifespan"] == "on"
    assert conf["control_socket_disable"] is True
    assert conf["max_requests"] == 0
    assert conf["preload_app"] is False
    assert conf["worker_tmp_dir"] in {"/dev/shm", None}  # noqa: S108


def test_wrong_setting_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong variable gives one line that names it."""
    with pytest.raises(SystemExit, match=r"^whosaid: WHOSAID_PORT: "):
        load(monkeypatch, port="http")


def test_other_gunicorn_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of gunicorn that was not tested gives one line that names it."""
    monkeypatch.setattr(tested_version, "TESTED_GUNICORN", "26.9.")

    with pytest.raises(SystemExit, match=r"^whosaid: gunicorn 27\.0\.\d+ is installed"):
        load(monkeypatch)


def test_missing_device_ends_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """WHOSAID_DEVICE=cuda without a CUDA device gives one line that says so."""
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")

    with pytest.raises(SystemExit) as ended:
        load(monkeypatch, device="cuda")

    assert ended.value.code == (
        "whosaid: WHOSAID_DEVICE is cuda, but torch finds no CUDA device"
    )


class Master:
    """The part of gunicorn's arbiter that the hook uses."""

    log = logging.getLogger("test.master")


def test_damaged_models_end_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder with a missing or damaged model ends the arbiter with a reason."""
    conf = load(monkeypatch, models=str(tmp_path))

    with pytest.raises(SystemExit) as caught:
        conf["on_starting"](Master())

    assert caught.value.code == 1
    assert str(tmp_path) in caplog.text


def test_whole_models_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """Complete models give no log line."""
    conf = load(monkeypatch)
    seen: list[tuple[Path, str, bool]] = []

    def verify(models: Path, package: str, *, tagger: bool) -> None:
        seen.append((models, package, tagger))

    monkeypatch.setitem(conf["on_starting"].__globals__, "verify", verify)
    conf["on_starting"](Master())

    assert seen == [(Settings().models, "news", True)]


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "http"), ("KEYS", "open"), ("HOST", "10.0.0.9"), ("MODELS", "/nowhere")],
)
def test_reload_checks_what_the_start_checks(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """Settings, keys, exposure and models are checked again."""
    conf = load(monkeypatch)
    monkeypatch.setitem(conf["check_reload"].__globals__, "verify", refuse_other_models)
    conf["check_reload"]()
    monkeypatch.setenv(f"WHOSAID_{name}", value)

    with pytest.raises(StartError):
        conf["check_reload"]()


def refuse_other_models(models: Path, package: str) -> None:
    """Take the default folder only."""
    if models != Settings().models:
        raise InvalidModels("is missing", path=package)


def test_open_to_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gunicorn does not start beyond loopback without keys."""
    with pytest.raises(SystemExit, match="WHOSAID_ALLOW_ANONYMOUS"):
        load(monkeypatch, host="0.0.0.0")  # noqa: S104 - what is refused

    assert load(monkeypatch, allow_anonymous="on")["bind"] == "0.0.0.0:8000"


def test_request_is_not_logged_by_gunicorn(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The hook before a request, which logs a path at debug, logs nothing."""
    caplog.set_level(logging.DEBUG)
    load(monkeypatch)["pre_request"](Master(), None)

    assert caplog.text == ""


CHOICES = {
    "wsgi_app": "service.api.app:app_from_environ()",
    "worker_class": "service.serving.gunicorn.asgi_worker.LimitedAsgiWorker",
    "worker_connections": 1000,
    "workers": 1,
    "asgi_lifespan": "on",
    "asgi_loop": "asyncio",
    "asgi_disconnect_grace_period": 0,
    "preload_app": False,
    "graceful_timeout": 30,
    "timeout": 40,
    "keepalive": 75,
    "control_socket_disable": True,
    "max_requests": 0,
    "forwarded_allow_ips": "127.0.0.1,::1",
    "accesslog": None,
    "logger_class": "service.serving.gunicorn.asgi_worker.Log",
    "errorlog": "-",
    "loglevel": "info",
}
ELSEWHERE = {"bind", "worker_tmp_dir", "logconfig_dict", "on_starting", "pre_request"}
"""Settings that have their own test."""


def test_every_choice_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting is in the table of this test, with its value."""
    conf = load(monkeypatch)
    made = {name for name in Config().settings if name in conf}

    assert made == CHOICES.keys() | ELSEWHERE
    assert {name: conf[name] for name in CHOICES} == CHOICES


def test_every_choice_has_its_reason() -> None:
    """Each setting stands under a comment that says why."""
    path = ROOT / "service" / "gunicorn_conf.py"
    lines = path.read_text("utf-8").splitlines()
    names = [*CHOICES, "bind", "worker_tmp_dir", "logconfig_dict"]
    places = {
        name: next(i for i, line in enumerate(lines) if line.startswith(f"{name} ="))
        for name in names
    }

    assert [name for name in names if lines[places[name] - 1][:2] != "# "] == []


def test_gunicorn_logs_json(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gunicorn's own lines go through the formatter of the application."""
    config = load(monkeypatch)["logconfig_dict"]

    [handler] = config["handlers"].values()
    [formatter] = config["formatters"].values()
    assert formatter == {"()": "service.logs.JsonFormatter"}
    assert handler["formatter"] in config["formatters"]
    assert config["loggers"]["gunicorn.error"]["handlers"] == ["stderr"]
