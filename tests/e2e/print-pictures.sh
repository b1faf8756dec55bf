# Pictures and profiles in a file for the press, measured on the plates that
# Ghostscript makes.  (Text, grounds, marks: print.sh.)
. "$ROOT/tests/lib/press.sh"
of_page_1() { # FILE: its plates as FILE(NAME).tif
    plates "$1" "$1.tif" 254 -dFirstPage=1 -dLastPage=1
}
none() { # WHAT FILE PATTERN: the pattern is nowhere in the file
    if grep -aqE "$3" "$2"; then fail "$1" "$(grep -aoE -m 3 ".{0,40}($3)" "$2")"; else pass "$1"; fi
}

print_bad() { # WHAT PLACE ID OPTION...: building for print fails so
    what=$1 place=$2 id=$3
    shift 3
    for lang in en ja; do
        printf older >s/out.pdf
        said=$("$KUMIHAN" build --lang $lang s/job.ini --profile print "$@" -o s/out.pdf 2>&1)
        equal "$what: $lang: fails, older output stays" "$? $(cat s/out.pdf)" "1 older"
        has "$what: $lang: place" "$said" "$place"
        has "$what: $lang: which" "$said" "[$id]"
    done
}
line() {
    grep -n "$1" s/job.ini | head -1 | cut -d : -f 1
}

# Pictures: inks stay, grey is K, RGB becomes inks by the profiles or stays RGB.
small
cat >s/job.ini <<'INI'
[document]
title = 試験
date = 2023-07-01
[colour ink]
rgb = "#102030"
cmyk = 0 0 0 100
[font gothic]
japanese = BIZ UDGothic Bold
[style body]
font = gothic
size = 10Q
leading = 18H
colour = ink
[page one]
size = A6
margin = 10mm
columns = 1
row.1 = fill: main
[block one]
type = image
area = main
file = rgb.png
height = 30mm
alt = 図
[profile print]
type = print
INI
cp s/job.ini good.ini
cp "$ICC" s/press.icc
cp "${ICC%/*}/a98.icc" s/wide.icc
python3 "$ROOT/tests/tools/pictures.py" s s/wide.icc
gs -q -o s/rgb.jpg -sDEVICE=jpeg -dJPEGQ=100 -g40x40 \
    -c "0.784 0.118 0.157 setrgbcolor 0 0 100 100 rectfill showpage"
gs -q -o s/inks.jpg -sDEVICE=jpegcmyk -dJPEGQ=100 -g40x40 \
    -c "0.2 0.4 0.6 0.1 setcmykcolor 0 0 100 100 rectfill showpage"
picture() { # FILE STANDARD [KEY=VALUE]: what its middle is on the plates
    rm -f pic.pdf*
    sed -i "s/^file = .*/file = $1/" s/job.ini
    "$KUMIHAN" build s/job.ini --profile print --set "profile print:pdfx=$2" \
        --set "profile print:${3:-slug=no}" ${4:+--set "profile print:$4"} -o pic.pdf 2>err.txt || return 1
    qpdf --check pic.pdf >/dev/null && of_page_1 pic.pdf && inks pic.pdf 30 30 5 5
}
with=intent-profile=press.icc
for x in X-4 X-1a; do
    equal "$x: four inks keep their numbers" "$(picture inks.jpg $x $with)" "Black=10 Cyan=20 Magenta=40 Yellow=60"
    equal "$x: grey is black" "$(picture grey.png $x $with)" "Black=61 Cyan=0 Magenta=0 Yellow=0"
    # Ghostscript, given the RGB, makes 4, 14, 100, 98 of it by the same profile.
    equal "$x: RGB becomes inks" "$(picture rgb.png $x $with)" "Black=4 Cyan=14 Magenta=100 Yellow=100"
    qpdf --qdf --object-streams=disable pic.pdf pic.qdf
    none "$x: and is RGB no more" pic.qdf 'DeviceRGB|/N 3'
    equal "$x: a palette too" "$(picture palette.png $x $with)" "Black=4 Cyan=14 Magenta=100 Yellow=100"
    equal "$x: JPEG too" "$(picture rgb.jpg $x $with)" "Black=4 Cyan=14 Magenta=100 Yellow=100"
    equal "$x: from its own profile" "$(picture profile.png $x $with)" "Black=0 Cyan=2 Magenta=100 Yellow=99"
    equal "$x: from source-profile" "$(picture rgb.png $x $with source-profile=wide.icc)" \
        "Black=0 Cyan=2 Magenta=100 Yellow=99"
done
picture rgb.png X-4 >/dev/null
qpdf --qdf --object-streams=disable pic.pdf pic.qdf
has "X-4 without a profile: RGB with sRGB" "$(tr -d '\0' <pic.qdf)" "/ICCBased"
none "and never DeviceRGB" pic.qdf DeviceRGB
equal "X-4: alpha is live" "$(picture alpha.png X-4 $with)" "Black=2 Cyan=7 Magenta=50 Yellow=50"
qpdf --qdf --object-streams=disable pic.pdf pic.qdf
has "in a group of inks" "$(tr -d '\0\n ' <pic.qdf)" "/Group<</CS/DeviceCMYK/S/Transparency>>"
equal "grey needs no profile in X-1a" "$(picture grey.png X-1a)" "Black=61 Cyan=0 Magenta=0 Yellow=0"
block=$(grep -n '^.block one' s/job.ini | cut -d : -f 1)
for f in rgb.png rgb.jpg palette.png; do
    cp good.ini s/job.ini
    sed -i "s/^file = .*/file = $f/" s/job.ini
    print_bad "$f in X-1a without a profile" "s/job.ini:$block:" pdf.x1a-rgb --set "profile print:pdfx=X-1a"
done
sed -i "s/^file = .*/file = alpha.png/" s/job.ini
print_bad "alpha in X-1a" "s/job.ini:$block:" pdf.x1a-alpha \
    --set "profile print:pdfx=X-1a" --set "profile print:$with"
head -c "$(($(wc -c <s/rgb.jpg) - 40))" s/rgb.jpg >s/half.jpg
printf '\377\331' >>s/half.jpg
sed -i "s/^file = .*/file = half.jpg/" s/job.ini
print_bad "a damaged JPEG" "s/job.ini:$block:" pdf.image-damaged --set "profile print:$with"
cp good.ini s/job.ini
printf 'source-profile = press.icc\n' >>s/job.ini
print_bad "a source-profile that is not RGB" "s/job.ini:$(line '^source-profile'):" pdf.source-profile
cp good.ini s/job.ini
printf 'source-profile = torn.icc\n' >>s/job.ini
head -c 128 s/wide.icc >s/torn.icc
print_bad "a torn source-profile" "s/job.ini:$(line '^source-profile'):" pdf.source-profile
cp good.ini s/job.ini
cp "${ICC%/*}/srgb.icc" s/screen.icc
printf 'intent-profile = screen.icc\n' >>s/job.ini
print_bad "an intent-profile for screens" "s/job.ini:$(line '^intent-profile'):" pdf.intent-profile
head -c 5000 "$ICC" >s/screen.icc
print_bad "half an intent-profile" "s/job.ini:$(line '^intent-profile'):" pdf.intent-profile

# A profile in a PNG that is none for its pixels.
cp good.ini s/job.ini
python3 "$ROOT/tests/tools/pictures.py" s "$ICC"
sed -i "s/^file = .*/file = profile.png/" s/job.ini
print_bad "a CMYK profile in an RGB picture" "s/job.ini:$block:" pdf.image-damaged

# The date is wanted where it belongs, whoever wrote the profile.
sed -i '/^date/d; /^file = /s/=.*/= grey.png/' s/job.ini
print_bad "no date" "s/job.ini:$(line '^.document'):" pdf.pdfx-date

# What is embedded is the printer's file; both standards have the same plates.
copy_project p
cp "$ICC" p/press.icc
"$KUMIHAN" build p/config/brochure.ini --profile print --date 2023-09-01 --set "profile print:$with" -o x4.pdf
"$KUMIHAN" build p/config/brochure.ini --profile print --date 2023-09-01 --set "profile print:pdfx=X-1a" -o x1a.pdf
id=$(qpdf --qdf --object-streams=disable --no-original-object-ids x4.pdf - |
    sed -n 's,.*/DestOutputProfile \([0-9]* 0\) R.*,\1,p')
qpdf --qdf --object-streams=disable x4.pdf x4.qdf
qpdf "--show-object=${id% 0}" --filtered-stream-data x4.qdf >found.icc
expect "the profile is embedded as it is" cmp found.icc "$ICC"
of_page_1 x4.pdf
of_page_1 x1a.pdf
for ink in Cyan Magenta Yellow Black; do # but for the 19 bytes of the TIFF's date
    expect "$ink: X-1a is X-4" [ "$(cmp -l "x1a.pdf($ink).tif" "x4.pdf($ink).tif" | wc -l)" -le 19 ]
done
