"""The error that ends a run."""

from service.errors import WhosaidError


class ArchiveFailed(WhosaidError):
    """A run cannot start or continue, for a reason that its user can change."""

    code = "archive_failed"
