"""What the server says back: a result, or an error with its code and words."""

from typing import Any


class ApiError(Exception):
    """An answer with ok: false."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.parameters = parameters

    def envelope(self) -> dict[str, Any]:
        envelope = {"ok": False, "error_code": self.code, "description": str(self)}
        return {**envelope, "parameters": self.parameters} if self.parameters else envelope


def bad_request(words: str) -> ApiError:
    return ApiError(400, f"Bad Request: {words}")


def cannot_parse(words: str) -> ApiError:
    return bad_request(f"can't parse entities: {words}")


def chat_not_found() -> ApiError:
    return bad_request("chat not found")


def blocked() -> ApiError:
    return ApiError(403, "Forbidden: bot was blocked by the user")


def deactivated() -> ApiError:
    return ApiError(403, "Forbidden: user is deactivated")


def flood(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def server_error() -> ApiError:
    return ApiError(500, "Internal Server Error")


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")


def not_found() -> ApiError:
    return ApiError(404, "Not Found")


def conflict(words: str) -> ApiError:
    return ApiError(409, f"Conflict: {words}")
