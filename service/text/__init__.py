"""What happens to a text before Stanza."""
