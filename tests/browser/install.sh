#!/bin/sh
# Installs a Chromium for the browser tests where the machine has none.
set -eu
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
if command -v apt-get >/dev/null 2>&1; then
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null
elif command -v dnf >/dev/null 2>&1; then
    $sudo dnf install -y -q chromium
elif command -v brew >/dev/null 2>&1; then
    brew install --quiet --cask chromium
else
    echo "the browser tests need Chromium, and no package manager was found to install it" >&2
    exit 1
fi
