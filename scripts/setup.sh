#!/bin/bash
# Installs the Debian packages that are missing, then restores and builds. Safe to run again; does nothing when all is there.
# Leaves no system service running and changes no service that was there before.
set -euo pipefail
source "$(dirname "$0")/lib.sh"

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing_packages() {
    local package
    grep -v '^ *\(#\|$\)' scripts/debian-packages.txt | while read -r package; do
        installed "$package" || echo "$package"
    done
}

has_systemd() { [ -d /run/systemd/system ] && command -v systemctl >/dev/null; }

# Masked until the packages are configured, so that no daemon starts; only services of packages that were not there before.
services_of() {
    local package
    for package in "$@"; do
        case "$package" in
            mosquitto | influxdb | victoria-metrics) echo "$package.service" ;;
            # Makes a cluster of its own when it is configured and starts that as an instance of a template.
            postgresql) echo postgresql.service; echo postgresql@.service ;;
        esac
    done
}

install_packages() {
    local as_root=() services=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || refuse "$@"
        sudo -n true 2>/dev/null || [ -t 0 ] || refuse "$@"
        as_root=(sudo)
    fi

    say "Installing: $*"
    mapfile -t services < <(services_of "$@")
    if has_systemd && [ "${#services[@]}" -gt 0 ]; then
        "${as_root[@]}" systemctl mask --runtime --quiet "${services[@]}"
        # shellcheck disable=SC2064 # the list of now is meant
        trap "${as_root[*]} systemctl unmask --runtime --quiet ${services[*]}; ${as_root[*]} systemctl disable --quiet ${services[*]} || true" EXIT
    fi

    "${as_root[@]}" apt-get update -q >&2
    # RUNLEVEL=1 keeps sysv-style start scripts from starting anything.
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
        apt-get install -q -y --no-install-recommends "$@" >&2
}

refuse() {
    say "These Debian packages are missing and this user may not install them (neither root nor sudo):"
    say
    say "    apt-get install --no-install-recommends $*"
    say
    say "Install them as root, then run the same command again."
    exit 1
}

command -v dpkg-query >/dev/null || die "this is not Debian; install what scripts/debian-packages.txt names, then use 'make build'"
require_dotnet
mapfile -t missing < <(missing_packages)
if [ "${#missing[@]}" -gt 0 ]; then
    install_packages "${missing[@]}"
fi

scripts/build.sh
