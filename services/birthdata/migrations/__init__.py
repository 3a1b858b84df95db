"""How the birth register's tables came to be, step by step."""
