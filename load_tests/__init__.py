"""Load tests and benchmarks of the service: ``python -m load_tests.NAME``."""
