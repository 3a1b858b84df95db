"""What make needs in order to set up, check and package the project; none of it ships."""
