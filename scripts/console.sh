#!/bin/bash
# Builds the web console of the warning center into src/Gateway.Center/wwwroot. Does nothing when no source has changed since.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

app=src/Gateway.Center/ClientApp
stamp="$app/node_modules/.built"

require_node() {
    command -v npm >/dev/null || die "Node.js 20 or newer with npm is not on PATH; it builds the web console of the warning center"
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || die "Node.js 20 or newer is wanted; found $(node --version)"
}

# What the build is made of, by content: a fresh clone has no useful times.
sources() { (cd "$app" && find . -path ./node_modules -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum); }

now="$(sources)"
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && [ -f src/Gateway.Center/wwwroot/index.html ]; then
    exit 0
fi

require_node
cd "$app"
# The packages only when the list changed; installing takes longer than building.
if ! [ -d node_modules ] || ! cmp -s package-lock.json node_modules/.package-lock.copy; then
    npm ci --no-audit --no-fund --loglevel=error >&2
    cp package-lock.json node_modules/.package-lock.copy
fi

npm run --silent build >&2
printf '%s\n' "$now" >node_modules/.built
