#!/usr/bin/env bash
# Moves pool folders from the old flat layout to race/ and solo/:
#   standard/          -> race/standard/
#   training_standard/ -> solo/standard/
# Nothing is overwritten. Running it again does nothing.
set -euo pipefail

usage() {
    echo "usage: $0 [--dry-run] [SEEDS_DIR]"
    echo "SEEDS_DIR is \$SEEDS_POOL_DIR unless given."
}

dry_run=false
seeds=${SEEDS_POOL_DIR:-}
for argument in "$@"; do
    case $argument in
        --dry-run) dry_run=true ;;
        -h | --help) usage; exit 0 ;;
        -*) usage >&2; exit 2 ;;
        *) seeds=$argument ;;
    esac
done
if [ -z "$seeds" ] || [ ! -d "$seeds" ]; then
    echo "no such seeds folder: ${seeds:-(none given)}" >&2
    usage >&2
    exit 2
fi

moved=0
failed=0
for folder in "$seeds"/*/; do
    folder=${folder%/}
    name=${folder##*/}
    case $name in race | solo | '*') continue ;; esac
    # Other folders may lie here too; a pool has a config.toml or seeds.
    if [ ! -e "$folder/config.toml" ] && ! compgen -G "$folder/seed_*.zip" > /dev/null; then
        echo "left alone: $name (no config.toml and no seeds)"
        continue
    fi
    case $name in
        training_?*) target=solo/${name#training_} ;;
        *) target=race/$name ;;
    esac
    if [ -e "$seeds/$target" ]; then
        echo "not moved: $name ($target is already there)" >&2
        failed=$((failed + 1))
        continue
    fi
    if $dry_run; then
        echo "would move: $name -> $target"
    else
        mkdir -p "$seeds/${target%%/*}"
        mv -- "$folder" "$seeds/$target"
        echo "moved: $name -> $target"
    fi
    moved=$((moved + 1))
done

if $dry_run; then
    echo "$moved folders to move; nothing was changed"
else
    echo "$moved folders moved"
fi
[ "$failed" -eq 0 ]
