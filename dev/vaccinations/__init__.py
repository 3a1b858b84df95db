"""Vaccination histories as the register would know them: the programme, what life added, what went wrong."""
