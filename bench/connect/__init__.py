"""Acting on a service's own tables, measured beside what its people would write by hand: `python -m bench.connect`."""
