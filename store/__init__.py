"""The ground: database, transaction, base class. Knows no table."""
