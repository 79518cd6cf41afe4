"""What an operator may say about Telegram; reading this costs nothing and does not import aiogram."""

import re
from typing import Self

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class TelegramSettings(BaseSettings):
    """The channel is off while `token` is empty, and reads by long polling while `webhook_url` is empty."""

    model_config = SettingsConfigDict(env_prefix="TELEGRAM_", env_file=".env", extra="ignore")

    token: SecretStr = SecretStr("")  # from @BotFather: "<number>:<secret>"
    api_base: str = ""  # a local Bot API server, e.g. http://127.0.0.1:8081; empty: Telegram's own
    webhook_url: str = ""  # the whole public address, ending in /telegram/webhook
    webhook_secret: SecretStr = SecretStr("")  # 1-256 of A-Z a-z 0-9 _ -

    @property
    def is_on(self) -> bool:
        return bool(self.token.get_secret_value())

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> Self:
        if self.webhook_url and not SECRET.fullmatch(self.webhook_secret.get_secret_value()):
            raise ValueError(
                "TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: 1 to 256 of A-Z a-z 0-9 _ -, "
                "for instance the output of: openssl rand -hex 32"
            )
        return self
