"""Trees that correct the log-odds of candidates, and what they read."""
