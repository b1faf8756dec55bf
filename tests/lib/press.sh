# Sourced by the tests that look at a file for the press, as Ghostscript sees it.

# A profile of four inks.
ICC=/usr/share/color/icc/ghostscript/default_cmyk.icc

# pam FILE [PAGE]: page 1, or PAGE, as C M Y K bytes in page.pam, one pixel a point.
pam() {
    gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pamcmyk32 -r72 -dFirstPage="${2:-1}" \
        -dLastPage="${2:-1}" \
        -sOutputFile=page.pam "$1" >/dev/null
    head=$(($(grep -abo ENDHDR page.pam | head -1 | cut -d: -f1) + 7))
    width=$(grep -a -m1 '^WIDTH' page.pam | cut -d' ' -f2)
}

# ink X Y: C M Y K of page.pam, in mm from the sheet's upper left corner.
ink() {
    at=$(awk -v x="$1" -v y="$2" -v w="$width" -v h="$head" 'BEGIN {
        print h + 4 * (int(y * 72 / 25.4) * w + int(x * 72 / 25.4)) }')
    od -An -tu1 -j"$at" -N4 page.pam | tr -s ' ' | sed 's/^ //; s/ $//'
}

# plates FILE STEM DPI [OPTION ...]: the plates of its pages as STEM(NAME).tif.
plates() {
    pdf_=$1 stem_=$2 dpi_=$3
    shift 3
    gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -sCompression=none "-r$dpi_" \
        "$@" "-sOutputFile=$stem_" "$pdf_" >gs.txt 2>&1
}

# inks STEM X Y WIDTH HEIGHT: what is on the plates STEM(NAME).tif there, in mm
# from the sheet's upper left corner.
inks() {
    python3 "$ROOT/tests/tools/plates.py" "$@"
}
