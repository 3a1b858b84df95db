"""The registers. Each could move to a machine of its own."""
