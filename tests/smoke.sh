#!/usr/bin/env bash
# The whole product once, as `make run` starts it: a new database, ready-made plans, a page with one of them.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
port=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export SILVERWAY_DATABASE_URL="sqlite:///$folder/silverway.db"
.venv/bin/silverway serve --port "$port" >"$folder/log" 2>&1 &
server=$!
trap 'kill $server; cat "$folder/log"; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
  if "$PYTHON" -c "
import sys, urllib.request
page = urllib.request.urlopen('http://127.0.0.1:$port/trips', timeout=5).read().decode()
sys.exit(0 if '/trips/' in page else 1)" 2>/dev/null; then
    trap 'kill $server; rm -rf "$folder"' EXIT
    echo "smoke: a new server showed a computed trip"
    exit 0
  fi
  sleep 1
done
echo "smoke: no trip within ten minutes" >&2
exit 1
