"""The curated law: entries, revisions, sources, parameters. Text goes in approved, and comes out only while it holds."""
