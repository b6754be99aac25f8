"""Route handlers: each decodes the request, calls the pool and encodes the result."""
