"""What was measured, as a table that can go into a document."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One run: answers a second, processor seconds an answer, and latencies in milliseconds."""

    rate: float
    cpu: float
    p50: float
    p99: float


Rounds = Sequence[tuple[Figure, Figure]]
"""Runs of the portal and of the bare server, each pair right after one another."""


def median_share(rounds: Rounds) -> float:
    """Return what share of the bare server's rate the portal reached, in the middle round."""
    return median(portal.rate / bare.rate for portal, bare in rounds)


def report(rounds: Rounds, *, page: int) -> str:
    """Return the table of both servers."""
    portal, bare = ([pair[which] for pair in rounds] for which in (0, 1))
    lines = [
        f"Mine vaksiner, 30 doses, signed in, {page:,} bytes, 32 connections, {len(rounds)} rounds;",
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()},",
        f"starlette {version('starlette')}, uvicorn {version('uvicorn')}, one core for the server.",
        "",
        "| server | answers/s | µs of processor an answer | p50 ms | p99 ms |",
        "|---|---|---|---|---|",
        _row("portal: session, register hop, durable log entry, page", portal),
        _row("bare ASGI app, same bytes, same server", bare),
        "",
        (
            f"Share of the bare server: {median_share(rounds):.1%} by answers a second, "
            f"{_share_of_cpu(portal, bare):.1%} by processor time (medians)."
        ),
        "",
    ]
    return "\n".join(lines)


def _share_of_cpu(portal: Sequence[Figure], bare: Sequence[Figure]) -> float:
    """By processor time the load generator, which may be slower than the bare server, does not count."""
    return median(one.cpu for one in bare) / median(one.cpu for one in portal)


def _row(name: str, figures: Sequence[Figure]) -> str:
    middle = [
        median(values) for values in zip(*((f.rate, f.cpu * 1e6, f.p50, f.p99) for f in figures), strict=True)
    ]
    return f"| {name} | {middle[0]:,.0f} | {middle[1]:,.0f} | {middle[2]:.1f} | {middle[3]:.1f} |"
