"""The awards database: schema, migrations, loading and reading, on SQLite and PostgreSQL by the same code."""
