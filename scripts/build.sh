#!/bin/bash
# Restores and builds the solution. Without a network it builds from the packages already in the local cache.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
require_dotnet

# The center serves the console from wwwroot, so that comes first.
[ ! -f src/Gateway.Center/ClientApp/package.json ] || scripts/console.sh

dotnet build Gateway.sln -c "$CONFIGURATION" -v quiet --nologo -nodeReuse:false "$@"
