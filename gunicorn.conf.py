"""gunicorn reads this file by itself when it is started in this folder."""

from service.gunicorn_conf import *  # noqa: F403
