"""Where the links in pages lead, and whether anything is there."""
