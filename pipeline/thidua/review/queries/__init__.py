"""What the pages ask the database: one module a page."""
