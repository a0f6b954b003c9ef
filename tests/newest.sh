#!/usr/bin/env bash
# The newest release of every dependency instead of its pin: bash tests/newest.sh. Informative.
set -euo pipefail
cd "$(dirname "$0")/.."
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
sed -E 's/^([A-Za-z0-9_.-]+)==[^ ]+ *(;[^#]*)?#.*/\1/; /^#/d' requirements.txt tests/requirements.txt \
  | sort -u > "$room/newest.txt"
python3 -m venv "$room/venv"
"$room/venv/bin/python" -m pip install -q -r "$room/newest.txt"
echo "Newer than the pins:"
"$room/venv/bin/python" -m pip list --format=freeze | grep -iE "^($(paste -sd'|' "$room/newest.txt"))==" \
  | grep -vxFf <(sed -E 's/ .*//' requirements.txt tests/requirements.txt) || echo "nothing"
"$room/venv/bin/python" -m pytest -q -n auto --dist loadfile \
  --deselect tests/test_teach.py::test_the_doctor_says_one_line_each_and_all_is_well
