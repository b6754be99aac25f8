"""Tests of the reading of HTML."""
