"""The figures that README and docs quote, made anew by `make bench`."""
