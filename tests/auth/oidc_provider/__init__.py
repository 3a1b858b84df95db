"""An independent, certified OpenID provider for the journey in test_independent_provider.py."""
