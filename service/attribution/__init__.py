"""Quote attribution: pure stages from an annotated document to records."""
