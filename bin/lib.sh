# Sourced by the commands beside it: where things are, and how a step speaks.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Absolute, for cargo-leptos and the browser tests ask for it from elsewhere.
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
[[ $CARGO_TARGET_DIR = /* ]] || CARGO_TARGET_DIR=$root/$CARGO_TARGET_DIR
export CARGO_TARGET_DIR

# Tools that bin/setup builds live here, apart from the reader's own and safe from `cargo clean`.
tools=${XDG_CACHE_HOME:-$HOME/.cache}/prosets/tools
export PATH="$root/node_modules/.bin:$tools/bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"

prosets=$CARGO_TARGET_DIR/release/prosets

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' green=$'\e[32m' plain=$'\e[0m'
else
  bold='' dim='' red='' green='' plain=''
fi

current_step=''

# step "Building the server" ["about 6 minutes the first time"]
step() {
  current_step=$1
  printf '%s▸ %s …%s%s\n' "$bold" "$1" "$plain" "${2:+ $dim($2)$plain}"
}

# fail "what went wrong" "what to do"
fail() {
  printf '%s✗ %s%s\n  %s\n' "$red" "$1" "$plain" "$2" >&2
  exit 1
}

# attempt "what to do if it fails" command…
attempt() {
  local advice=$1 status=0
  shift
  "$@" || status=$?
  ((status == 0)) && return
  # Ctrl-C is the reader's own doing and needs no advice.
  ((status == 130)) && exit 130
  fail "$current_step: failed (exit $status)." "$advice"
}

have() { command -v "$1" >/dev/null 2>&1; }

# duration 75 → "1 min 15 s"
duration() {
  if (($1 >= 60)); then printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); else printf '%d s' "$1"; fi
}

# apt_install "what it is for" package…
apt_install() {
  local reason=$1 as_root=()
  shift
  local by_hand="sudo apt-get install -y $*"
  have apt-get || fail "$* is missing ($reason)." "Install it the way your system does; on Debian: $by_hand"
  if ((EUID != 0)); then
    have sudo || fail "$* is missing ($reason)." "As root: apt-get install -y $*"
    as_root=(sudo)
  fi
  step "Installing $* with apt: $reason" "a minute or two"
  attempt "Try it by hand: $by_hand" "${as_root[@]}" apt-get update -qq
  attempt "Try it by hand: $by_hand" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@"
}

# setting NAME default: what the server will read, from the environment or .env; empty counts as unset
setting() {
  local value=${!1:-}
  if [[ -z $value && -f .env ]]; then
    value=$(sed -n "s/^\(export \)\{0,1\}$1=//p" .env | tail -n1 | sed "s/^[\"']\(.*\)[\"']\$/\1/")
  fi
  printf '%s' "${value:-$2}"
}

# All that the release build reads and all that it leaves, by content.
build_state() {
  {
    rustc --version
    find src migration style public viewer .cargo Cargo.toml Cargo.lock Leptos.toml package-lock.json \
      "$CARGO_TARGET_DIR/release/hash.txt" target/site "$prosets" \
      -type f ! -path 'src/tests/*' -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 cksum || true # some are not there yet
  } | cksum
}

# The 3D viewer's library as one file, which pages fetch when somebody asks for a model.
bundle_viewer() {
  local bundle=public/three.js
  [[ $bundle -nt viewer/three.js && $bundle -nt package-lock.json ]] && return
  step "Bundling the 3D viewer's library" "a second"
  attempt "It needs the npm packages. Run: bin/setup" npm run --silent bundle
}

# Builds the server, the browser's part and the styles; returns at once when nothing changed.
build_release() {
  local stamp=$CARGO_TARGET_DIR/release/.prosets-built
  bundle_viewer
  [[ -x $prosets && -f $stamp && $(build_state) == "$(<"$stamp")" ]] && return
  step "Building ProSets" "about 8 minutes the first time on 2 cores, then one or two"
  attempt "What stands above says why. Nothing there? It was probably killed for memory: try CARGO_BUILD_JOBS=1." \
    env RUST_BACKTRACE=0 cargo leptos build --release --precompress
  build_state >"$stamp"
}
