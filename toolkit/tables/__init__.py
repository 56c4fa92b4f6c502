"""Results to data frames: the only home of column names. Frames are built here and never changed."""
