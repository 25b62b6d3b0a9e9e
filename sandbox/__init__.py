"""A local Teams: the demo, the tests and the benchmarks run the product against it."""
