"""Logs as JSON, one line an event, with a request id and never a person in them."""

import logging
import re
import sys
from uuid import uuid4

import structlog
from starlette.requests import Request
from structlog.typing import EventDict, WrappedLogger

_NUMBER = re.compile(r"(?<!\d)\d{11}(?!\d)")


def configure_logs() -> None:
    """Write structured lines to standard output, for whatever collects them."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_numbers,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stdout),
    )


def without_numbers(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Cover anything that looks like a person number: the last net, should a text hold one after all."""
    return {
        key: _NUMBER.sub("[person]", value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def request_id(request: Request) -> str:
    """Return the id by which our logs, error pages and the registers know this request.

    It is always our own. A register keeps one entry for each id, so a visitor
    who could choose it could look many times and be seen once.
    """
    if not hasattr(request.state, "request_id"):
        request.state.request_id = str(uuid4())
    named: str = request.state.request_id
    return named
