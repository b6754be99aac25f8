"""ASGI middleware: request ids, headers, logs, compression, metrics and traces."""
