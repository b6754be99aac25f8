"""Tests of the choice of outlets by a network."""
