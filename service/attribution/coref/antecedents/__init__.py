"""Antecedents of a source, one module for each kind of expression.

Takes the ``CorefState`` and a noun phrase; returns an ``Entity`` or None.
"""
