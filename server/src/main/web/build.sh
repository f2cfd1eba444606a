#!/usr/bin/env bash
# build.sh FOLDER: bundles the page into FOLDER. Installs its tools first where the lock file changed; they are pinned
# there by their digests, and none of their scripts runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

command -v npm > /dev/null || {
  echo "error: no npm found, and the page needs it" >&2
  echo "hint: install Node.js 20 or later (Debian, Ubuntu: apt-get install npm; macOS: brew install node)" >&2
  exit 1
}
if ! cmp -s package-lock.json node_modules/.solvent-installed; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.solvent-installed
  touch -r package-lock.json . # the folder did not change for those who look whether to build
fi
exec node build.mjs "$1"
