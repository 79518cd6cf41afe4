"""The web chat: one page without an account, which asks over HTTP and is answered over the same."""
