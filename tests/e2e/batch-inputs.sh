# What an edition is made of: whatever of it changes, --resume makes it again.
copy_project p
cat >p/config/job.ini <<'INI'
[document]
title = 試験
project = ..
[batch]
list = data/list.csv
[font gothic]
japanese = BIZ UDGothic Regular
[colour ink]
rgb = "#000000"
cmyk = 0 0 0 100
[style body]
font = gothic
size = 12Q
leading = 20H
colour = ink
hyphenate = {{lang}}
[page one]
columns = 1
row.1 = fill: main
[block copy]
type = text
area = main
copy = "{{name}} hyphenation"
INI
printf 'id,name,lang\n1,甲,en-US\n2,乙,no\n' >p/data/list.csv
events() { # OPTION...
    "$KUMIHAN" batch p/config/job.ini --out o --format json --resume "$@" >events.txt 2>err.txt
    jq -r 'select(.event == "edition") | "\(.row) \(.status)"' events.txt | sort | tr '\n' ' '
}

# A dictionary that a row chooses.  The system's own is not written to: in a
# name space of its own another stands in its place.
dic=/usr/share/hyphen/hyph_en_US.dic
equal "made" "$(events)" "1 done 2 done "
equal "kept" "$(events)" "1 kept 2 kept "
{ cat $dic; echo 1zzq; } >other.dic
if unshare -m true 2>/dev/null; then
    equal "another dictionary: the rows that divide by it" "$(
        export KUMIHAN dic
        unshare -m sh -c 'mount --bind other.dic "$dic" && "$KUMIHAN" batch \
            p/config/job.ini --out o --format json --resume 2>/dev/null' |
            jq -r 'select(.event == "edition") | "\(.row) \(.status)"' | sort | tr '\n' ' '
    )" "1 done 2 kept "
else
    echo "        (no name space: another dictionary is not tried)"
fi

# The profile of the printer, which may judge otherwise.
printf '[printer]\ntotal-ink = 300%%\ntype-min = 4pt\n' >p/own.ini
print="--date 2026-04-01 --profile print --printer p/own.ini"
rm -rf o
equal "for a printer" "$(events $print)" "1 done 2 done "
equal "kept, too" "$(events $print)" "1 kept 2 kept "
sed -i 's/^type-min.*/type-min = 20pt/' p/own.ini
equal "whose profile changes: judged again" "$(events $print)" "1 failed 2 failed "
"$KUMIHAN" batch p/config/job.ini --out q --profile print --printer nosuch 2>err.txt
equal "a printer that is not there: once, before the first page" \
    "$? $(grep -c nosuch err.txt) $(ls q 2>/dev/null)" "2 1 "
