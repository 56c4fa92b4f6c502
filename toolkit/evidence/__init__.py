"""Open figures and a county's own: read, counted, and turned into evidence for levels."""
