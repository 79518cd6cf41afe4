"""Where the data lies."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class StoreSettings(BaseSettings):
    """CONGDOAN_DATABASE_URL: sqlite:///… or postgresql://…"""

    model_config = SettingsConfigDict(env_prefix="CONGDOAN_", env_file=".env", extra="ignore")

    database_url: str = "sqlite:///var/congdoan.db"
