"""Setting up a municipality's site from files, and the demo log-ins."""
