"""What a developer needs and nobody ships: made-up families, a pretend ID-porten, all in one process."""
