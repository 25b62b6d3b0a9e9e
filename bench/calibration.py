"""``python -m bench.calibration``: whether what the search calls certain is, and how far its probabilities hold."""
