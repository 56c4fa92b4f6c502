"""Data frames to Altair charts in one theme; never colour alone, no name ever part of an expression."""
