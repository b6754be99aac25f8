"""Records of invented articles over their stored parses, compared without any model."""
