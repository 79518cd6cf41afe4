"""Which encoder reads the questions, and where the index is kept between starts."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class RetrievalSettings(BaseSettings):
    """CONGDOAN_ENCODER: empty for ours, else a folder or name of any sentence-transformers model."""

    model_config = SettingsConfigDict(env_prefix="CONGDOAN_", env_file=".env", extra="ignore")

    encoder: str = ""
    index_folder: Path = Path("var/index")
