"""The input of an archive: its files, its blocks, its articles."""
