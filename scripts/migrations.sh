#!/bin/bash
# Makes a migration of the center's tables for both databases. Before the first release there is one, Initial, and it is made anew:
#   scripts/migrations.sh          after any change of a stored class
# Later: scripts/migrations.sh AddSomething
set -euo pipefail
source "$(dirname "$0")/lib.sh"
require_dotnet

name="${1:-Initial}"
project=src/Gateway.Center
dotnet tool restore >/dev/null
# A snapshot left behind would make the new migration hold the differences only.
[ "$name" != Initial ] || rm -rf "$project/Data/Migrations"
dotnet build "$project" -c "$CONFIGURATION" -v quiet --nologo -nodeReuse:false -p:RunAnalyzers=false
for database in Sqlite Postgres; do
    dotnet ef migrations add "$name" --project "$project" --configuration "$CONFIGURATION" --no-build \
        --context "${database}CenterDb" --output-dir "Data/Migrations/$database"
done
