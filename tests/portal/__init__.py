"""The pages, their texts and their looks."""
