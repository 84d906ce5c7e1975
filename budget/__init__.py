"""pagu: what a regency's contribution programmes cost, month by month, to the rupiah."""
