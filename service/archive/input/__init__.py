"""The input of an archive: files, blocks and articles."""
