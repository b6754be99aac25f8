"""API keys: their storage, rate limits and the guard that checks them."""
