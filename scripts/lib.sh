# Shared by the scripts of this folder; source it, do not run it.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
CONFIGURATION="${CONFIGURATION:-Release}"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build servers would outlive the command that started them.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

say() { printf '%s\n' "$*" >&2; }

die() { say "error: $*"; exit 1; }

require_dotnet() {
    local wanted
    wanted="$(sed -n 's/.*"version": *"\([0-9]*\.[0-9]*\).*/\1/p' global.json)"
    command -v dotnet >/dev/null || die "the .NET SDK ${wanted} is not on PATH; install dotnet-sdk-${wanted} (https://dot.net) and try again"
    dotnet --version >/dev/null 2>&1 || die "the .NET SDK ${wanted} is wanted (see global.json); found: $(dotnet --list-sdks | tr '\n' ' ')"
}

# Path of a built program: program_path src/Gateway.Edge gateway
program_path() {
    local path="$1/bin/${CONFIGURATION}/net10.0/$2"
    [ -x "$path" ] || die "$path is not built; run 'make build'"
    printf '%s\n' "$path"
}

free_port() {
    "$(python)" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

python() { if [ -x /usr/bin/python3 ]; then echo /usr/bin/python3; else command -v python3; fi; }
