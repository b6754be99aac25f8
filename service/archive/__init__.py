"""Attribute archives of millions of articles with Ray Data.

    input files -> plan of blocks -> read -> attribute (actors) -> write parts of tables

Only this package imports ray and pyarrow, which the extra ``archive`` installs; only
the command ``archive`` imports this package.
"""
