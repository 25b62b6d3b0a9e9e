"""A made-up country of any size, the same for the same seed, and how people misremember its children."""
