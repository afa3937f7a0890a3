"""The site's pages, one blueprint per file."""
