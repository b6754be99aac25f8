"""How gunicorn runs the service: ``gunicorn -c python:service.gunicorn_conf``.

Every choice that is not a default has its reason beside it. What an operator may change
comes from ``WHOSAID_*`` (``service.settings``).
"""

import logging
import os
import sys
from pathlib import Path
from typing import Protocol

from service.api.auth.keys import check_exposure
from service.api.extras import check_extras
from service.errors import InvalidSettings, StartError
from service.nlp.packages import verify
from service.settings import Settings


class Master(Protocol):
    """What the hooks need of gunicorn's arbiter."""

    log: logging.Logger


SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a memory file system, not a secret

try:
    _settings = Settings.from_environ(os.environ)
    check_exposure(_settings)
    check_extras(_settings)
except InvalidSettings as error:
    sys.exit(f"whosaid: {error}")

# Called in the worker, which reads the environment for itself.
wsgi_app = "service.api.app:app_from_environ()"
# A port of 0 takes a free one; an address of version 6 stands in brackets.
bind = (
    f"[{_settings.host}]:{_settings.port}"
    if ":" in _settings.host
    else (f"{_settings.host}:{_settings.port}")
)

# gunicorn's own asgi worker, no second server to keep up with; with an eye on clients
# that hold connections for nothing.
worker_class = "service.serving.gunicorn.asgi_worker.LimitedAsgiWorker"
# More clients than the queue can ever serve; the next is turned away.
worker_connections = 1000
# One loop holds all connections and the one queue; inference has its own processes.
workers = 1
# A loop that fails to start must stop the service, not be guessed away.
asgi_lifespan = "on"
# The loop that the tests run on; uvloop is no dependency.
asgi_loop = "asyncio"
# A client that left is dropped at once, before its article costs anything.
asgi_disconnect_grace_period = 0
# The application is loaded in the worker: nothing is forked with threads in it.
preload_app = False

# A stop waits this long for the answers that were accepted. The request deadline is
# shorter (service.settings sees to it), so that each gets its answer.
graceful_timeout = _settings.graceful
# The heartbeat comes from the loop. Longer than a graceful stop, which sends none.
timeout = graceful_timeout + 10
# Longer than the idle time of common balancers (60 s), so that they close first.
keepalive = 75

# The heartbeat file must not wait for a disk.
worker_tmp_dir = str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None
# Nobody steers the service but by signals.
control_socket_disable = True
# Recycling hides leaks and costs a loading of the models.
max_requests = 0

# Who may say what the client's scheme is: a proxy on this machine.
forwarded_allow_ips = "127.0.0.1,::1"

# The application logs each request, as JSON and without its text.
accesslog = None
# The stock logger makes a line for each request all the same, for no handler.
logger_class = "service.serving.gunicorn.asgi_worker.Log"
# Standard error, as for the application: who runs the service collects it there.
errorlog = "-"
# One level for gunicorn and the application.
loglevel = _settings.log_level
# gunicorn's own lines are JSON too, so that every line of the log can be read.
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
    """Log nothing: gunicorn's own hook logs the path, which is the client's."""
    del worker, request


def on_starting(server: Master) -> None:
    """Stop the master, with a status, where a model is missing or damaged."""
    try:
        verify(_settings.models, _settings.package)
    except StartError as error:
        server.log.critical("the models cannot be used: %s", error)
        sys.exit(1)
