"""A pretend ID-porten: a real OpenID provider and token service, for made-up people only."""
