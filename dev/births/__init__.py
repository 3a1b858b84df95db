"""Births as the Medical Birth Registry would have them, drawn from the shares that real births have."""
