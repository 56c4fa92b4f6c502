"""Results to sentences people can read out."""
