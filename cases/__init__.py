"""The domain: what a register holds and what may be seen of it. Plain values and plain functions, no I/O."""
