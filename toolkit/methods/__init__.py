"""Arrays in, arrays out: scoring, ranking and county counting, exact throughout."""
