"""How a person's words are understood: their forms, their meanings, and where they stand."""
