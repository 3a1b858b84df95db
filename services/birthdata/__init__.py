"""MFR, the medical birth register: what was noted when somebody was born."""
