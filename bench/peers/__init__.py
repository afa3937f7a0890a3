"""What the atlas is measured beside: the usual ways to the same output."""
