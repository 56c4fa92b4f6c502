"""The toolkit of Community Safety Partnerships: score issues, rank them, count the county."""
