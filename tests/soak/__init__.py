"""What takes minutes or kills servers: `make soak`. Small versions of it run in `make test`."""
