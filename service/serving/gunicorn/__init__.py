"""gunicorn's ASGI worker with limits on connections."""
