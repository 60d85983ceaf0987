"""A release after this one, whose tables are migrated while this one is served."""
