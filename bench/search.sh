#!/usr/bin/env bash
# Measures search on a small shop and on a large one, on SQLite and on PostgreSQL; prints Markdown:
# bin/with-postgres bench/search.sh [listings of the large shop] [seconds]
# shellcheck source=bin/lib.sh
source "$(dirname "$0")/../bin/lib.sh"

large=${1:-1000000} seconds=${2:-20}
small=10000

exec 3>&1 1>&2
[[ -x /usr/bin/time ]] || apt_install "it tells how much memory filling a shop takes" time
have psql || apt_install "it makes a database to measure in" postgresql-client
buffers=$(psql -qAt "${PROSETS_TEST_POSTGRES_URL:?Run it by bin/with-postgres}" -c 'SHOW shared_buffers')
work=$(mktemp -d "${TMPDIR:-/tmp}/prosets-search.XXXXXX")
server=''
close() {
  [[ -z $server ]] || { kill "$server" 2>/dev/null && wait "$server" || true; }
  server=''
}
trap 'close; rm -rf "$work"' EXIT
free_port() { shuf -i 20000-32000 -n 1; }

rows='' filled=''
measure() { # measure database listings
  local database=$1 listings=$2 port began took figures
  export PROSETS_DATA_DIR=$work/$database-$listings PROSETS_RATE_LIMITS=off PROSETS_PAGE_CACHE=off DATABASE_URL=''
  if [[ $database == PostgreSQL ]]; then
    psql -q "$PROSETS_TEST_POSTGRES_URL" -c "CREATE DATABASE search_$listings"
    DATABASE_URL=${PROSETS_TEST_POSTGRES_URL%/*}/search_$listings
  fi
  step "Filling a shop on $database with $listings listings" "up to ten minutes"
  began=$SECONDS
  PROSETS_S3_PORT=$(free_port) attempt "Ask what is wrong: $prosets doctor" \
    command time -f '%M' -o "$work/memory" "$prosets" seed --assets "$listings" --sellers 1000
  took=$((SECONDS - began))
  filled+="| $database, $listings listings | $took s | $(($(tail -n1 "$work/memory") / 1024)) MiB |"$'\n'

  port=$(free_port)
  PORT=$port PROSETS_S3_PORT=$(free_port) RUST_LOG=warn "$prosets" serve >"$work/log" 2>&1 &
  server=$!
  curl -fsS -o /dev/null --retry 100 --retry-delay 0 --retry-max-time 60 --retry-connrefused \
    "http://127.0.0.1:$port/health/ready" || fail "The shop did not open." "$(tail -n 5 "$work/log")"
  step "Searching" "$((2 * seconds)) seconds"
  figures=$(node bench/search.mjs "http://127.0.0.1:$port" "$seconds")
  of() { grep -o "\"$1\":[0-9.]*" <<<"$figures" | cut -d: -f2; }
  rows+="| $database, $listings listings | $(of saturation) | $(of p50) | $(of p99) |"$'\n'
  close
  rm -rf "$PROSETS_DATA_DIR"
}

for database in SQLite PostgreSQL; do
  for listings in "$small" "$large"; do measure "$database" "$listings"; done
done

cat >&3 <<MARKDOWN
| search, 1,000 words in turns, open loop at half of saturation | saturation, requests/s | p50, ms | p99, ms |
|---|--:|--:|--:|
$rows
PostgreSQL had \`shared_buffers\` of $buffers.

| filling a shop | took (at most 600 s) | memory (at most 300 MiB) |
|---|--:|--:|
$filled
MARKDOWN
