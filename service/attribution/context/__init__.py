"""What the stages read: the article's parses and quotations, and the resources."""

from service.attribution.context.article_context import Context

__all__ = ["Context"]
