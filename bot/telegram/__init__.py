"""Telegram, both directions. Import `app` only where a token is set: aiogram takes seconds to import."""
