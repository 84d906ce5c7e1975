"""A region's people as Parquet, one folder for each region, for the two questions that touch everybody.

``region=32.04/`` holds `isi.json` (whose, made when, and the SHA-256 of the rest), and under names with the
beginning of that digest `plan.json` (the plan, its law and what it costs, as a version is frozen),
`stays.parquet` (stratum, first month, first month without cover) and `covers.parquet` (keyed hash and the
same months). No row has both a hash and a stratum.
Months are `Month.index`. Why so: docs/adr/0037-a-nation-is-counted-by-regions.md.
"""
