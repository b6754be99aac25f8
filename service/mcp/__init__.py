"""The tools of a language model (Model Context Protocol): ``whosaid mcp``."""
