"""The tools that set up, check and package the project."""
