#!/bin/bash
# Makes the Debian packages of gateway and warning center in artifacts/package: self-contained, for each architecture. ARCHS="amd64" makes only that.
# The same commit gives the same bytes: times are those of the commit.
set -euo pipefail
source "$(dirname "$0")/lib.sh"
require_dotnet

out="$PWD/artifacts/package"
work="$out/work"
SOURCE_DATE_EPOCH="$(git log -1 --format=%ct 2>/dev/null || date +%s)"
export SOURCE_DATE_EPOCH
version="$(dotnet msbuild src/Gateway.Edge -getProperty:Version)+$(git rev-list --count HEAD 2>/dev/null || echo 0)"
maintainer="$(sed -n 's/^Maintainer: //p' config/package/gateway/control)"
rm -rf "$out"
mkdir -p "$work"

runtime_of() {
    case "$1" in
        amd64) echo linux-x64 ;;
        arm64) echo linux-arm64 ;;
        *) die "no package is made for '$1'; amd64 and arm64 are" ;;
    esac
}

# publish PROJECT ARCH FOLDER
publish() {
    dotnet publish "$1" -c Release -r "$(runtime_of "$2")" --self-contained -o "$3" -v quiet --nologo -nodeReuse:false \
        -p:RunAnalyzers=false -p:DebugType=none -p:ContinuousIntegrationBuild=true -p:PublishReadyToRun=false -p:BaseOutputPath="$work/bin/" >&2
    find "$3" -type f -exec chmod 644 {} +
}

# documents ROOT PACKAGE FILE...
documents() {
    local doc="$1/usr/share/doc/$2" package="$2" file
    mkdir -p "$doc"
    shift 2
    for file in "$@"; do install -m 644 "$file" "$doc/"; done
    install -m 644 CHANGELOG.md "$doc/"
    printf '%s (%s) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' \
        "$package" "$version" "$maintainer" "$(date -uRd "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$doc/changelog.gz"
    install -m 644 config/package/copyright "$doc/copyright"
    find "$doc" -name '*.md' -size +4k -exec gzip -9n {} +
    chmod 644 "$doc"/*
    mkdir -p "${doc%/doc/*}/lintian/overrides"
    install -m 644 "config/package/${package#risk-}/lintian-overrides" "${doc%/doc/*}/lintian/overrides/$package"
}

# control ROOT FOLDER ARCH CONFFILE
control() {
    local root="$1" folder="config/package/$2" size
    mkdir -p "$root/DEBIAN"
    size="$(du -sk --apparent-size --exclude=DEBIAN "$root" | cut -f1)"
    sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$3/" -e "s/@SIZE@/$size/" "$folder/control" >"$root/DEBIAN/control"
    printf '%s\n' "$4" >"$root/DEBIAN/conffiles"
    install -m 755 "$folder/postinst" "$folder/prerm" "$folder/postrm" "$root/DEBIAN/"
    (cd "$root" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
}

# package NAME FOLDER PROJECT PROGRAM CONFIG ARCH
package() {
    local name="$1" folder="$2" project="$3" program="$4" config="$5" arch="$6" root="$work/$1-$6"
    mkdir -p "$root/usr/bin" "$root/etc/$name" "$root/lib/systemd/system" "$root/usr/share/$name"
    publish "$project" "$arch" "$root/usr/lib/$name"
    chmod 755 "$root/usr/lib/$name/$program"
    ln -s "../lib/$name/$program" "$root/usr/bin/$program"
    install -m 640 "config/package/$folder/$config" "$root/etc/$name/$config"
    install -m 644 "config/package/$folder/$name.service" "$root/lib/systemd/system/"
    cp -r seeds "$root/usr/share/$name/seeds"
    cp -r config/schema "$root/usr/share/$name/schema"
    mkdir -p "$root/usr/share/man/man1"
    gzip -9n <"config/package/$folder/$program.1" >"$root/usr/share/man/man1/$program.1.gz"
    share_of "$name" "$root/usr/share/$name"
    find "$root" -type d -exec chmod 755 {} +
    find "$root/usr/share" -type f -exec chmod 644 {} +
    control "$root" "$folder" "$arch" "/etc/$name/$config"
    find "$root" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --build "$root" "$out/${name}_${version}_$arch.deb" >&2
}

# What only one of the two brings: share_of NAME FOLDER
share_of() {
    local root="${2%/usr/share/*}"
    if [ "$1" = risk-gateway ]; then
        cp -r config/templates "$2/templates"
        mkdir -p "$2/examples"
        cp config/edge.json "$2/examples/"
        documents "$root" "$1" README.md README.zh-CN.md docs/operations.md docs/operations.zh-CN.md docs/first-day.en.md docs/first-day.zh-CN.md docs/system-alarms.md docs/rule-packs.md
    else
        documents "$root" "$1" README.md README.zh-CN.md docs/operations-center.md docs/operations-center.zh-CN.md docs/system-alarms.md docs/guide-duty.en.md docs/guide-duty.zh-CN.md
    fi
}

scripts/console.sh
for arch in ${ARCHS:-amd64 arm64}; do
    package risk-gateway gateway src/Gateway.Edge gateway edge.json "$arch"
    package warning-center warning-center src/Gateway.Center warning-center center.json "$arch"
done

rm -rf "$work"
cp config/package/Containerfile "$out/"
(cd "$out" && sha256sum ./*.deb | tee SHA256SUMS)
