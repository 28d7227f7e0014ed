#!/usr/bin/env bash
# The wheel as a user gets it: built, installed into a bare environment away from the source tree,
# its demo run, and a user's program checked against its types. Nothing is skipped.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
uv=$root/.venv/bin/uv
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

"$uv" build --quiet --out-dir "$place/dist" "$root"
ls -l "$place"/dist
"$uv" venv --quiet "$place/bare"
"$uv" pip install --quiet --python "$place/bare/bin/python" "$place"/dist/*.whl
du -sm "$place/bare" | sed 's/\t.*/ MB installed/'
cd "$place"
"$place/bare/bin/daylight" demo --out "$place/demo"
test -s "$place/demo/report/index.html"
for listing in methods reductions recipes schema; do "$place/bare/bin/daylight" $listing >"$place/$listing"; test -s "$place/$listing"; done
"$uv" pip install --quiet --python "$place/bare/bin/python" mypy
"$place/bare/bin/mypy" --strict --cache-dir "$place/mypy" "$root/tests/installed/user.py"
mkdir sdist && tar xzf dist/*.tar.gz -C sdist --strip-components 1
test -f sdist/LICENSE -a -f sdist/pyproject.toml -a -f sdist/src/daylight/py.typed
echo "the installed package works"
