#!/bin/sh
# Make two base images out of Debian's packages, where no registry of images is reached:
# PREFIX:run with Python alone, PREFIX:build with the module venv too. Needs root. What is
# there is kept: `podman image rm PREFIX:run` brings newer packages.
set -eu
prefix=$1
suite=bookworm

{ command -v podman && command -v runc && command -v debootstrap; } >/dev/null ||
    { apt-get update --quiet=2 &&
        apt-get install --quiet=2 --yes --no-install-recommends podman runc debootstrap; }
if podman image exists "$prefix:run" && podman image exists "$prefix:build"; then
    exit 0
fi

work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

slim() { # what Debian's slim images lack as well; copyright files stay
    rm -rf "$1"/var/cache/apt/* "$1"/var/lib/apt/lists/* "$1"/var/log/*.log \
        "$1"/usr/share/man/* "$1"/usr/share/locale/* "$1"/usr/share/info/*
    find "$1"/usr/share/doc -depth -type f ! -name copyright -delete
    : >"$1"/etc/resolv.conf
}

debootstrap --variant=minbase --include=python3 "$suite" "$work/run" >"$work/log" ||
    { tail "$work/log" >&2; exit 1; }
cp -a "$work/run" "$work/build"
chroot "$work/build" apt-get install --quiet=2 --yes --no-install-recommends python3-venv \
    >"$work/log" 2>&1 || { tail "$work/log" >&2; exit 1; }
for image in run build; do
    slim "$work/$image"
    tar --create --directory "$work/$image" . |
        podman import --quiet --change CMD='["python3"]' - "$prefix:$image"
done
