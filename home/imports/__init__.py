"""What comes into the editorial site from elsewhere."""
