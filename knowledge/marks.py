"""Vietnamese without its marks: the one folding every room uses."""

import unicodedata


def strip_marks(text: str) -> str:
    """The text as it is typed without marks, đ as d; case and everything else stay."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))
