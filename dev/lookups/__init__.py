"""Who has looked in past years: entries for the registers' own access logs."""
