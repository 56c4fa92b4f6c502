"""The database: revisions that are only ever added, who may add which, and proof that none was changed."""
