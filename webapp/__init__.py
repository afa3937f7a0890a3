"""Shows a published release on the web, and holds the command line."""
