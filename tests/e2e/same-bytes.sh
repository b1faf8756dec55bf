# The same input gives the same bytes: in another folder, locale, time zone,
# with another name, and through a copy of the inputs.
expect "first" "$KUMIHAN" build "$ROOT/config/brochure.ini" -o a.pdf
mkdir -p other/place
copy_project other/project
mkdir locales
localedef -i de_DE -f UTF-8 ./locales/de_DE.UTF-8 2>/dev/null
(
    cd other/place || exit 1
    LOCPATH=$PWD/../../locales LC_ALL=de_DE.UTF-8 TZ=America/New_York \
        "$KUMIHAN" build ../project/config/brochure.ini -o b.pdf
) && pass "second, under a locale with a decimal comma" ||
    fail "second, under a locale with a decimal comma"
expect "identical bytes" cmp a.pdf other/place/b.pdf
chmod -R a-w other/project
expect "from a read-only project" \
    "$KUMIHAN" build other/project/config/brochure.ini -o c.pdf
expect "identical bytes again" cmp a.pdf c.pdf
chmod -R u+w other/project
equal "no clock in the file: its dates are the job's" \
    "$(qpdf --qdf --object-streams=disable a.pdf - | strings |
        sed -n 's/.*\/\(Creation\|Mod\)Date (D:\([0-9]*\).*/\2/p' | sort -u)" \
    20230701000000
small
"$KUMIHAN" build s/job.ini -o s.pdf
equal "and none without" \
    "$(qpdf --qdf --object-streams=disable s.pdf - | strings | grep -cE 'CreationDate|ModDate')" 0
expect "a date comes from the command" \
    "$KUMIHAN" build "$ROOT/config/brochure.ini" --date 2023-06-01 -o d.pdf
has "and is written" "$(pdfinfo -rawdates d.pdf)" "D:20230601"
