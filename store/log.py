"""What is written down for operators: ids and reasons, never texts, names or addresses."""

import sys

import structlog


def configure_log() -> None:
    """One line an event to stderr; tracebacks without the values of variables, which may be a worker's words."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
