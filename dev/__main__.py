"""`python -m dev` runs the demo; `seed`, `look-up` and `people` are what else a developer needs."""

import sys
from collections.abc import Sequence

from .commands import parser
from .refusals import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for; return the exit code."""
    asked = parser().parse_args(arguments)
    try:
        asked.does(asked)
    except Refusal as refusal:
        print(f"dev: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
