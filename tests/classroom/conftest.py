"""The simulated classroom runs on demand only: pytest collects nothing here."""

collect_ignore_glob = ["*.py"]
