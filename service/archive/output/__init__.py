"""The output of an archive: its tables, their parts, its manifest."""
