"""The routes: decode, call, encode."""
