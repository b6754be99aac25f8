"""Check pip-audit's report on standard input and set the exit status.

0: every package was looked up, and none has an advisory. 1: a package has an advisory.
2: a package could not be looked up, where pip-audit itself returns 0.
"""

import json
import sys
from typing import Any


def main() -> None:
    """Print advisories and a summary; exit with the status."""
    text = sys.stdin.read()
    if not text.strip():
        sys.exit(fail(2, "NOT AUDITED: pip-audit gave no report; see its own words"))
    packages: list[dict[str, Any]] = json.loads(text)["dependencies"]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    found = [
        f"{one['name']} {one['version']}: {advisory['id']}, fixed in "
        + (", ".join(advisory["fix_versions"]) or "no version yet")
        for one in packages
        for advisory in one.get("vulns", [])
    ]
    print("\n".join(found), end="\n" if found else "")  # noqa: T201
    if found:
        sys.exit(fail(1, f"{len(found)} advisories"))
    if unknown or not packages:
        count = f"{len(unknown)} of {len(packages)} packages"
        sys.exit(fail(2, f"NOT AUDITED: {count} could not be looked up from here"))
    print(f"{len(packages)} packages, no known advisory")  # noqa: T201


def fail(status: int, message: str) -> int:
    """Print a message on standard error and return the status."""
    print(message, file=sys.stderr)  # noqa: T201
    return status


if __name__ == "__main__":
    main()
