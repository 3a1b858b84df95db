"""The portal's pages, each test over the whole house in one process."""
