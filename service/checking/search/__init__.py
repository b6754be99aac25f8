"""Where the words of a quotation stand in the sources."""
