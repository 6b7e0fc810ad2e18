"""What pytest must not import here: it belongs to the environment of an application, not to ours."""

collect_ignore = ["oscar_settings.py", "oscar_seed.py", "browser_look.py"]
