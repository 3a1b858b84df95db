"""Folkeregisteret, the population register: who is whose child, who lives where, and who may act for whom."""
