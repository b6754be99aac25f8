"""Tests of the affiliations of speakers."""
