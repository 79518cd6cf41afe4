"""Every conversation with a platform, both directions."""
