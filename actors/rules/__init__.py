"""The rules for one cell each: text in, a value or a problem out; no rule knows of the others."""
