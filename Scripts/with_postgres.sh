#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, which listens on a socket in a folder that is gone afterwards:
#
#     Scripts/with_postgres.sh COMMAND…
#
# The command finds the server's address in TOKENS_POSTGRES, and a command that restarts it in TOKENS_POSTGRES_RESTART.
# Where no server is installed it runs without, and says so.
set -euo pipefail

bin=
for candidate in "$(dirname "$(command -v initdb 2>/dev/null || echo /none)")" /usr/lib/postgresql/*/bin \
    /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then bin=$candidate; fi
done
if [ -z "$bin" ]; then
    echo "No PostgreSQL server is installed: what needs one is skipped" >&2
    exec "$@"
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/tokens-postgres.XXXXXX")
# The server refuses to run as root: then it runs as the user that its package makes.
as_server=()
if [ "$(id -u)" -eq 0 ]; then
    user=postgres
    id -u "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$folder"
    as_server=(setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups)
fi
chmod 711 "$folder"
data=$folder/data
control() { (cd "$folder" && "${as_server[@]}" "$bin/pg_ctl" -D "$data" -w -s "$@"); }
stop() {
    control -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT

(cd "$folder" && "${as_server[@]}" "$bin/initdb" -D "$data" -U tokens -A trust -E UTF8 --no-sync >/dev/null)
control -l "$folder/log" -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=200" start

restart=$folder/restart
cat >"$restart" <<END
#!/usr/bin/env bash
cd "$folder" && ${as_server[*]} "$bin/pg_ctl" -D "$data" -w -s -m immediate -l "$folder/log" restart
END
chmod 755 "$restart"

export TOKENS_POSTGRES="postgres://tokens@/postgres?host=$folder"
export TOKENS_POSTGRES_RESTART=$restart
"$@"
