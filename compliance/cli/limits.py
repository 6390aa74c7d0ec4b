"""`compliance limits`: what is refused for its size."""

from compliance.errors import EXIT_JUDGED
from compliance.limits import LIMITS
from compliance.output import write_stdout


def run() -> int:
    """Print every limit, a line each; return the exit code."""
    width = max(len(limit.name) for limit in LIMITS)
    lines = [
        f"{limit.name:<{width}}  {limit.value:>13,} {limit.unit:<8}  {limit.why}"
        for limit in LIMITS
    ]
    write_stdout(("\n".join(lines) + "\n").encode())
    return EXIT_JUDGED
