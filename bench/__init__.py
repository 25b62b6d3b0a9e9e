"""Benchmarks: whole turns of this bot beside other bots, measured in one run and told as ratios."""
