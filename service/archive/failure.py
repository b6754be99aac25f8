"""What ends a run."""

from service.errors import WhosaidError


class ArchiveFailed(WhosaidError):
    """A run cannot begin or go on, for a reason its user can see and change."""

    code = "archive_failed"
