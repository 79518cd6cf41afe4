"""The web chat pushes nothing: its page reads the outbox."""

from bot.channel import Channel
from bot.messages import Block, Reply
from bot.webchat.sender import WebchatChannel


async def test_nothing_is_pushed_because_the_page_reads_the_outbox() -> None:
    channel: Channel = WebchatChannel()

    sent = await channel.send("a" * 64, Reply((Block("Chào bạn"),)))

    assert sent is None
    assert (channel.name, channel.capabilities.has_receipts) == ("webchat", False)
