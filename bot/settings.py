"""Where the public pages are served."""

from pydantic_settings import BaseSettings, SettingsConfigDict


class WebSettings(BaseSettings):
    """CONGDOAN_HOST and _PORT: where we listen. CONGDOAN_PUBLIC_URL: how people reach it; https turns on secure cookies."""

    model_config = SettingsConfigDict(env_prefix="CONGDOAN_", env_file=".env", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""

    @property
    def address(self) -> str:
        """The address people open, without a slash at the end."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def has_https(self) -> bool:
        return self.address.startswith("https://")
