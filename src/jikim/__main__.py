"""`python -m jikim`: the same program as `jikim`, where no script of that name is on the path."""

import sys

from jikim.cli import main

if __name__ == "__main__":
    sys.exit(main())
