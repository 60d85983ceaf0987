"""Real servers for the tests: thrown away afterwards, on the loopback address only."""
