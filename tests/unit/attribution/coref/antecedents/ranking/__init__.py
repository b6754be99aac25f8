"""Tests of the ranking of antecedents."""
