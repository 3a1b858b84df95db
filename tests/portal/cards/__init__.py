"""What the pages say, as plain data."""
