"""Projects as pages: their list, what a page says of its project, and when it may be published."""
