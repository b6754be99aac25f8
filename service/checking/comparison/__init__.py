"""What was done to the words of a quotation."""
