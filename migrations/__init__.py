"""Alembic, for the tables of knowledge and reach: one way up, one way down, run by `congdoan migrate`."""
