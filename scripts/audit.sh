#!/bin/bash
# Asks the package registries which of our packages have known weaknesses: NuGet (also what packages bring with them) and npm.
# Ends with 1 when there are any, and with 2 when a registry does not answer such questions: silence is no clean bill.
# A registry that carries no advisories answers "no vulnerable packages" to everything. So it is first asked about one that is known to be weak.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
require_dotnet

out="artifacts/audit"
probe="$(mktemp -d)"
trap 'rm -rf "$probe"' EXIT
mkdir -p "$out"
weak=0
silent=0

# Newtonsoft.Json before 13.0.1: CVE-2024-21907.
cat > "$probe/probe.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
</Project>
PROJECT
(cd "$probe" && dotnet restore probe.csproj && dotnet list probe.csproj package --vulnerable) > "$out/nuget-probe.txt" 2>&1 || true
if ! grep -q 'Newtonsoft.Json' <(grep -v 'error' "$out/nuget-probe.txt"); then
    say "NuGet: the registry does not tell of known weaknesses (it has none of Newtonsoft.Json 12.0.1); nothing was audited. See $out/nuget-probe.txt"
    silent=1
else
    if ! dotnet list Gateway.sln package --vulnerable --include-transitive > "$out/nuget.txt" 2>&1; then
        say "NuGet: the question was not answered. See $out/nuget.txt"
        silent=1
    elif grep -q 'has the following vulnerable packages' "$out/nuget.txt"; then
        say "NuGet: packages with known weaknesses:"
        grep '^ *>' "$out/nuget.txt" | sort -u >&2
        weak=1
    else
        say "NuGet: no package with a known weakness"
    fi
fi

set +e
(cd src/Gateway.Center/ClientApp && npm audit --omit=dev --json) > "$out/npm.json" 2> "$out/npm.txt"
set -e
if ! grep -q '"auditReportVersion"' "$out/npm.json"; then
    say "npm: the registry does not answer questions about known weaknesses; nothing was audited. See $out/npm.json"
    silent=1
elif grep -q '"total": *0' "$out/npm.json"; then
    say "npm: no package with a known weakness"
else
    say "npm: packages with known weaknesses; see $out/npm.json, and 'npm audit' in src/Gateway.Center/ClientApp"
    weak=1
fi

[ "$weak" = 0 ] || exit 1
[ "$silent" = 0 ] || exit 2
