"""How the dated maps under data/places/ are made. For development only: a site reads the CSV files, never this."""
