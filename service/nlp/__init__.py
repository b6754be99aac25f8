"""The language pipeline: Stanza behind one protocol, frozen documents out."""
