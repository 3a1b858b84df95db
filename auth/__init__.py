"""Who is here: signing in, sessions, person numbers, and the tokens that registers trust."""
