"""The leak matrix: who reads what, where it is looked for, and the canaries that show it.

`table` is declared by hand, from what the house has decided, and asks nothing of the code that
it judges. `python -m tests.leaks` prints it as docs/leak-matrix.md.
"""
