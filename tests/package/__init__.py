"""Tests of the wheels and of the Python API."""
