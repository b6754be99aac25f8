"""Score records against annotated articles."""
