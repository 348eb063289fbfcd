#!/bin/bash
# Installs the packages of artifacts/package into a clean Debian 12 root of their own, starts the programs as their users, upgrades, removes and purges them.
# Needs root (chroot, mount) and debootstrap. Ends with "N passed, N failed". KEEP=1 leaves the root folder for looking.
set -uo pipefail
source "$(dirname "$0")/lib.sh"

out="$PWD/artifacts/package"
root="$out/root"
arch="$(dpkg --print-architecture)"
passed=0
failed=0
pid=""

good() { passed=$((passed + 1)); say "ok      $*"; }
bad() { failed=$((failed + 1)); say "FAILED  $*"; }

# check WHAT COMMAND...
check() {
    local what="$1" answer="$out/answer"
    shift
    # Not in a shell of its own: what is started here is stopped later.
    if "$@" >"$answer" 2>&1; then good "$what"; else bad "$what"; tail -20 "$answer" >&2; fi
    rm -f "$answer"
}

inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LANG=C.UTF-8 "$@"; }

leave() {
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null
    umount "$root/proc" 2>/dev/null
    [ -n "${KEEP:-}" ] || rm -rf "$root"
}

make_root() {
    [ "$(id -u)" -eq 0 ] || die "root is needed to install packages into a root of their own"
    command -v debootstrap >/dev/null && command -v lintian >/dev/null || die "apt-get install debootstrap lintian"
    rm -rf "$root"
    debootstrap --variant=minbase --include=adduser,ca-certificates,libssl3,libstdc++6,tzdata bookworm "$root" http://deb.debian.org/debian >"$out/debootstrap.log" 2>&1 \
        || die "no clean root could be made: $out/debootstrap.log"
    trap leave EXIT
    mount -t proc proc "$root/proc"
}

# begin PROGRAM USER CONFIG PORT: starts it as the unit does and waits for its address.
begin() {
    chroot "$root" /usr/bin/setpriv --reuid="$2" --regid="$2" --init-groups --no-new-privs /usr/bin/env -i HOME="/var/lib/$2" PATH=/usr/bin:/bin LANG=C.UTF-8 \
        /bin/sh -c "cd /var/lib/$2 && umask 0027 && exec /usr/bin/$1 run --config $3" >"$out/$1.log" 2>&1 &
    pid=$!
    local i
    for i in $(seq 150); do
        curl -fsS -o /dev/null "http://127.0.0.1:$4/api/v1/health" 2>/dev/null && return 0
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.2
    done
    cat "$out/$1.log"
    return 1
}

# End of an orderly stop is exit code 0.
finish() {
    kill -TERM "$pid"
    wait "$pid"
    local code=$?
    pid=""
    [ "$code" -eq 0 ] || { echo "exit code $code"; return 1; }
}

# newer FILE: the same package with a higher version.
newer() {
    local work="$out/newer"
    rm -rf "$work"
    dpkg-deb -R "$1" "$work"
    sed -i 's/^\(Version: .*\)/\1.1/' "$work/DEBIAN/control"
    dpkg-deb --root-owner-group -Znone -b "$work" "$root/newer.deb" >/dev/null
    rm -rf "$work"
}

same() { [ "$1" = "$2" ] || { echo "'$1' is not '$2'"; return 1; }; }
gone() { [ ! -e "$root$1" ] || { echo "$1 is still there"; return 1; }; }
there() { [ -e "$root$1" ] || { echo "$1 is not there"; return 1; }; }
states() { same "$(inside stat -c '%a %U:%G' "$1")" "$2"; }
fails_with() { local code=$1; shift; "$@" >/dev/null 2>&1; same "$?" "$code"; }

# try PACKAGE PROGRAM CONFIG DATAFILE
try() {
    local package="$1" program="$2" config="/etc/$1/$3" data="/var/lib/$1/$4" port deb
    deb="$(ls "$out/${package}"_*_"$arch".deb)"
    port="$(free_port)"
    cp "$deb" "$root/package.deb"
    check "$package: installs into a clean root" inside dpkg -i /package.deb
    check "$package: configuration is read by the service only" states "$config" "640 root:$package"
    check "$package: data folder belongs to the service" states "/var/lib/$package" "750 $package:$package"
    check "$package: the configuration that comes with it is good" inside "$program" check --config "$config"
    sed -i "s/\"port\": [0-9]*/\"port\": $port/" "$root$config"
    check "$package: starts as its own user and answers" begin "$program" "$package" "$config" "$port"
    check "$package: stops in order" finish
    check "$package: its data are there" there "$data"
    check "$package: nothing it wrote is open to others" same "$(find "$root/var/lib/$package" "$root/var/log/$package" -perm /o+rwx -print -quit)" ""
    echo '{"site": {}, "county": {}}' >"$root/etc/$package/bad.json"
    check "$package: a bad configuration ends with 2" fails_with 2 inside "$program" run --config "/etc/$package/bad.json"
    newer "$deb"
    check "$package: is upgraded" inside dpkg -i --force-confold /newer.deb
    check "$package: the changed configuration is kept" grep -q "\"port\": $port" "$root$config"
    check "$package: the new version starts over the old data" begin "$program" "$package" "$config" "$port"
    check "$package: the new version stops in order" finish
    check "$package: is removed" inside dpkg -r "$package"
    check "$package: the program is gone" gone "/usr/bin/$program"
    check "$package: the configuration stays" there "$config"
    check "$package: is purged" inside dpkg -P "$package"
    check "$package: the configuration is gone" gone "$config"
    check "$package: the records are kept" there "$data"
}

# lintian knows the file only; what it says of the runtime is explained in the overrides.
lint() { lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$1"; }

# exposure UNIT: systemd's own judgement of how much the unit may do, 0 to 10.
exposure() { systemd-analyze security --offline=true --threshold="$2" --no-pager "$1"; }

[ -f "$out/SHA256SUMS" ] || ARCHS="$arch" scripts/package.sh || die "the packages could not be made"
make_root
try risk-gateway gateway edge.json log.db
try warning-center warning-center center.json center.db
for package in risk-gateway warning-center; do
    check "$package: lintian" lint "$(ls "$out/${package}"_*_"$arch".deb)"
    check "$package: the unit is sound and exposes little" exposure "config/package/${package#risk-}/$package.service" 25
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
