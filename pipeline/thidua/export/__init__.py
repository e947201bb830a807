"""The database in other shapes: a workbook, CSV and Parquet, a data package, metadata for Datasette."""
