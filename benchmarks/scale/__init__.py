"""Call search at 5,000 and at 100,000 calls, on each engine."""
