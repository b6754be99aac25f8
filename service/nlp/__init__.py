"""The language pipeline: passages to frozen, parsed sentences, by Stanza's models."""
