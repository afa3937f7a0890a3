"""Records: who works with integration, and with what; knows no geometry."""
