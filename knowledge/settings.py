"""Settings of the curated law."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class KnowledgeSettings(BaseSettings):
    """Read once, at the street door."""

    model_config = SettingsConfigDict(env_prefix="CONGDOAN_", env_file=".env", extra="ignore")

    only_locally_approved: bool = False
