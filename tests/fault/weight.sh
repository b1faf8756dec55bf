#!/bin/sh
# weight.sh FOLDER - makes a project whose press kit is too heavy until its
# pictures, a JPEG and a PNG, are lighter: FOLDER/config/press.ini.
set -eu
rm -rf "$1"
mkdir -p "$1"
cp -R config data "$1/"
python3 tests/tools/heavy-pictures.py "$1/data" /usr/share/color/icc/ghostscript/a98.icc
cat >>"$1/config/press.ini" <<'INI'

[page photos]
columns = 1
row.1 = fill: photos

[block photo]
type = image
area = photos
file = data/photo.jpg
width = 80mm
alt = 写真

[block clear]
type = image
area = photos
file = data/clear.png
width = 60mm
alt = 写真
INI
