"""Installations of earlier releases, as their databases were: each new one must take them over.

`first.sqlite3.gz` and `first.sql.gz` (PostgreSQL's `pg_dump`) hold a row of every model as of the
release with which the migrations began anew. They are never rewritten; a release whose tables are
much different may add two more, with `python -m tests.servers --postgresql -- python -m
tests.upgrading NAME`.
"""
