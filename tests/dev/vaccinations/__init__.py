"""Claims about dev.vaccinations."""
