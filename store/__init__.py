"""The register in a database: SQLite by default, PostgreSQL for many replicas."""
