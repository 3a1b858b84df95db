"""What each page says, as plain data: no HTTP, no HTML, and texts only as keys of the catalogs."""
