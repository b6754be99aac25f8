"""The configuration of gunicorn: ``gunicorn -c python:service.gunicorn_conf``.

Each setting that is not a default has its reason in a comment. An operator changes
settings with ``WHOSAID_*`` (``service.settings``).
"""

import logging
import os
import sys
from pathlib import Path
from typing import Protocol

from service.api.auth.keys import check_exposure
from service.api.extras import check_extras
from service.errors import StartError
from service.nlp.devices import check_device
from service.nlp.packages import verify
from service.serving.gunicorn.reloading import make_reloading
from service.serving.gunicorn.tested_version import check_gunicorn
from service.settings import Settings


class Arbiter(Protocol):
    """The part of gunicorn's arbiter that the hooks use."""

    log: logging.Logger


SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a memory file system, not a secret

try:
    check_gunicorn()
    _settings = Settings.from_environ(os.environ)
    check_exposure(_settings)
    check_extras(_settings)
    check_device(_settings.device)
except StartError as error:
    sys.exit(f"whosaid: {error}")

# Called in the worker process, which reads the environment itself.
wsgi_app = "service.api.app:app_from_environ()"
# Port 0 takes a free one; an IPv6 address is written in brackets.
bind = (
    f"[{_settings.host}]:{_settings.port}"
    if ":" in _settings.host
    else (f"{_settings.host}:{_settings.port}")
)

# gunicorn's own ASGI worker, which needs no second server package; extended to close
# idle and stalled connections.
worker_class = "service.serving.gunicorn.asgi_worker.LimitedAsgiWorker"
# More than the queue can serve; further connections are refused.
worker_connections = 1000
# One event loop has all connections and the queue; inference has its own processes.
workers = 1
# A failed startup must stop the service; `auto` takes it for a missing lifespan.
asgi_lifespan = "on"
# The event loop of the tests; uvloop is not a dependency.
asgi_loop = "asyncio"
# The request of a disconnected client is cancelled at once, to save the inference.
asgi_disconnect_grace_period = 0
# The application is loaded in the worker, so that no process with threads forks.
preload_app = False

# Time for the answers to accepted requests. The request deadline is shorter
# (service.settings enforces it), so each request is answered.
graceful_timeout = _settings.graceful
# Longer than a graceful stop, in which the event loop sends no heartbeat.
timeout = graceful_timeout + 10
# Longer than the idle timeout of common load balancers (60 s): they close first.
keepalive = 75

# Writing the heartbeat file must not wait for a disk.
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
# The service is controlled by signals only.
control_socket_disable = True
# Restarting workers hides memory leaks and reloads the models.
max_requests = 0

# Only a proxy on this machine may set the client's scheme.
forwarded_allow_ips = "127.0.0.1,::1"

# The application logs each request as JSON, without its text.
accesslog = None
# The default logger formats a line for each request even without a handler.
logger_class = "service.serving.gunicorn.asgi_worker.Log"
# Standard error, as for the application: the supervisor of the service collects it.
errorlog = "-"
# The same level for gunicorn and the application.
loglevel = _settings.log_level
# The lines of gunicorn are JSON too, so that a parser can read the whole log.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "service.logs.JsonFormatter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {
            "level": _settings.log_level.upper(),
            "handlers": ["stderr"],
            "propagate": False,
        }
    },
}


def pre_request(worker: object, request: object) -> None:
    """Log nothing: the default hook logs the path, which is client data."""
    del worker, request


def on_starting(server: Arbiter) -> None:
    """Exit the arbiter with status 1 where a model file is missing or damaged."""
    try:
        verify(_settings.models, _settings.package, tagger=_settings.tagger)
    except StartError as error:
        server.log.critical("the models cannot be used: %s", error)
        sys.exit(1)
    make_reloading(server, check_reload)


def check_reload() -> None:
    """Check settings, keys and models, as at the start.

    Raises:
        StartError: a new worker could not start.
    """
    settings = Settings.from_environ(os.environ)
    check_exposure(settings)
    check_extras(settings)
    check_device(settings.device)
    verify(settings.models, settings.package)
