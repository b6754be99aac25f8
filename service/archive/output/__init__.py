"""The output of an archive: tables, their parts and a manifest."""
