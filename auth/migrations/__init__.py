"""How the tables of `auth` came to be, step by step."""
