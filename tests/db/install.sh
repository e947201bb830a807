#!/bin/sh
# Installs a PostgreSQL server for the database tests where the machine has none.
set -eu
if command -v pg_ctl >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1; then exit 0; fi
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
if command -v apt-get >/dev/null 2>&1; then
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends postgresql >/dev/null
elif command -v dnf >/dev/null 2>&1; then
    $sudo dnf install -y -q postgresql-server
elif command -v brew >/dev/null 2>&1; then
    brew install --quiet postgresql
else
    echo "the database tests need a PostgreSQL server, and no package manager was found to install it" >&2
    exit 1
fi
