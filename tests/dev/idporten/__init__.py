"""The pretend ID-porten, spoken to over HTTP."""
