"""Words of a text, their normal forms and classes."""
