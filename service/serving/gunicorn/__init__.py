"""gunicorn's asgi worker with limits on connections."""
