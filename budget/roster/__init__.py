"""Lists of people from villages and agencies: read, recognised, checked row by row, and matched."""
