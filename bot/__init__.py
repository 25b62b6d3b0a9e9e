"""The service: web, authentication, Bot Framework adapter, wiring, command line."""
