"""API keys, their rates, and the gate that asks for them."""
