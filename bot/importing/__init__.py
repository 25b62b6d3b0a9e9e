"""``teamaround import``: reads a file, says what is wrong with it, and has the good rows written."""
