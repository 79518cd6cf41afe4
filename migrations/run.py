"""Migrations from Python: up to the newest, or to any revision; the URL is handed over, never read from a file."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from store.database import parse_url


def build_config(url: str) -> Config:
    """Alembic's configuration for the database at `url`."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["url"] = url
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` up to `revision`, making the SQLite file and its folder where missing."""
    parsed = parse_url(url, asynchronous=False)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(build_config(url), revision)
