#!/usr/bin/env bash
# Makes the pictures of the documentation from the product itself: the demo parcel as the command line shows it, and the
# pages as a browser shows them. Needs Chromium (./gwanmun doctor).
set -euo pipefail
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

./gwanmun xray scan examples/parcels/hard-disk-demo.yaml --seed 1 -o "$scratch/disk"
cp "$scratch/disk/preview/top.material.png" docs/pictures/hard-disk-demo.png
cp "$scratch/disk/preview/back_bottom.scatter.png" docs/pictures/hard-disk-back-bottom.png

mkdir -p docs/pictures/parcels
for parcel in examples/parcels/*.yaml; do
  name=$(basename "$parcel" .yaml)
  ./gwanmun xray scan "$parcel" --seed 1 -o "$scratch/$name"
  cp "$scratch/$name/preview/top.material.png" "docs/pictures/parcels/$name.png"
done

./gwanmun test -Dtest='PagesTest,AccountPagesTest' -Dgwanmun.pictures="$scratch/pages" test
mkdir -p docs/pictures/pages
cp "$scratch"/pages/*.png docs/pictures/pages/
cp "$scratch/pages/desk-ko-1366.png" docs/pictures/desk-ko.png
cp "$scratch/pages/desk-en-1366.png" docs/pictures/desk-en.png
