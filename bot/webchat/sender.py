"""Replies to the web chat: nothing is pushed, because the page reads the outbox by itself."""

from bot.channel import Capabilities
from bot.messages import Reply

NAME = "webchat"


class WebchatChannel:
    """The mouth of the web page. An account is the SHA-256 of the browser's token, in hex."""

    name = NAME
    capabilities = Capabilities(max_length=4000, has_receipts=False, can_edit=False)

    async def send(self, account: str, reply: Reply) -> str | None:
        """Return at once: the reply lies in the outbox, and an open page is told of it by `/chat/replies`."""
        return None
