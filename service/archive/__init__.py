"""Archives of millions of articles: the same attributor on Ray Data.

    input -> plan of blocks -> read -> attribute (actors) -> write -> parts of tables

The only importer of ray and pyarrow, which the extra ``archive`` installs; nothing but
the command ``archive`` imports it.
"""
