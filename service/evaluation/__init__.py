"""How good the records are: a small scorer and what it needs."""
