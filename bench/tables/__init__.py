"""Benches and faults of work on a service's own tables: one small shop, at any size, on every product."""
