"""Who is quoted: totals of one article."""

from service.audit.article_totals import article_totals
from service.audit.audit_responses import to_audit_response

__all__ = ["article_totals", "to_audit_response"]
