"""Loads, benchmarks and measurements of the service, each a script: ``python -m``."""
