# Sourced by the scripts: install_packages PURPOSE… installs the missing Debian packages of
# scripts/lib/packages for these purposes, with sudo if need be, and says what and why.
: "${otk_root:?"the tree's root, set by whoever sources this"}"

packages_for() {
    local wanted=" $* "
    sed -e '/^#/d' "$otk_root/scripts/lib/packages" | while read -r name purpose _; do
        if [ -n "$name" ] && [[ $wanted == *" $purpose "* ]]; then echo "$name"; fi
    done
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing_packages() {
    local name
    for name in $(packages_for "$@"); do
        if ! is_installed "$name"; then echo "$name"; fi
    done
}

install_packages() {
    local missing
    missing=$(missing_packages "$@")
    if [ -z "$missing" ]; then
        echo "== packages: all there ($*)"
        return 0
    fi
    echo "== packages: installing what $* needs (nothing is removed):"
    local name
    for name in $missing; do
        printf '   %-28s %s\n' "$name" "$(sed -n "s/^$name  *[a-z]*  *# *//p" "$otk_root/scripts/lib/packages")"
    done
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "error: packages are missing and there is neither root nor sudo; as root run:" >&2
            echo "  apt-get update && apt-get install --no-remove" $missing >&2
            return 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -q
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends --no-remove $missing
}
