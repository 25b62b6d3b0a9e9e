"""What people see: pure functions from a view to an Adaptive Card."""
