"""Run the command line: ``python -m whosaid_attribution``."""

import sys

from whosaid_attribution.command import main_by_own_name

if __name__ == "__main__":
    sys.exit(main_by_own_name())
