"""How the population register's tables came to be, step by step."""
