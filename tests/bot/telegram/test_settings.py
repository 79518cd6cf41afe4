"""What an operator may set, and what is refused before anything starts."""

import subprocess
import sys

import pytest
from pydantic import ValidationError

from bot.telegram.settings import TelegramSettings


def test_without_a_token_the_channel_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)

    assert not TelegramSettings(_env_file=None).is_on


def test_the_four_names_are_read_and_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "42:AbCdEfGh")
    monkeypatch.setenv("TELEGRAM_API_BASE", "http://127.0.0.1:8081")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example.vn/telegram/webhook")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "IjKlMnOp")

    settings = TelegramSettings(_env_file=None)

    assert settings.is_on
    assert settings.token.get_secret_value() == "42:AbCdEfGh"
    assert settings.api_base == "http://127.0.0.1:8081"
    assert "AbCdEfGh" not in repr(settings)
    assert "IjKlMnOp" not in repr(settings)


@pytest.mark.parametrize("secret", ["", "có dấu", "a b", "a" * 257])
def test_a_webhook_without_a_proper_secret_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example.vn/telegram/webhook")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", secret)

    with pytest.raises(ValidationError, match="TELEGRAM_WEBHOOK_SECRET"):
        TelegramSettings(_env_file=None)


def test_reading_the_settings_does_not_import_aiogram() -> None:
    code = "import sys, bot.telegram.settings; sys.exit('aiogram' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
