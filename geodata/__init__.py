"""Places: districts, areas, addresses and how to find them; knows no actor."""
