"""The bots that are compared. Each module is one process: ``python -m bench.contestants.<name> <port>``."""
