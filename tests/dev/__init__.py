"""Claims about what developers get: the made-up country, and the demo around it."""
