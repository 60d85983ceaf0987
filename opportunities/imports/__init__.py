"""Imports of calls: fetch (the only network code) → parse (pure) → store (idempotent)."""
