# Printing over IPP: what is asked for, and what becomes of a job at a printer that
# fails on purpose (tests/tools/faulty-ipp.py).
. "$ROOT/tests/lib/ipp.sh"
editions || exit 1

# --- the dry run -----------------------------------------------------------------
printer dry
run_print a.pdf --to "$uri" --copies 3 --sides long --finish staple
equal "a dry run succeeds" "$code" 0
has "it shows the sheet by its exact name" "$out" "media = iso_a4_210x297mm"
has "and that nothing is scaled" "$out" "print-scaling = none"
has "and the sides" "$out" "sides = two-sided-long-edge"
has "and the finishing" "$out" "finishings = staple"
has "and what the printer can" "$out" "sides: one-sided, two-sided-long-edge"
equal "nothing is printed" "$(printed dry)" ""
json=$(timeout 60 "$KUMIHAN" print a.pdf --to "$uri" --format json)
expect "JSON is JSON, a line a thing" sh -c 'printf "%s\n" "$1" | jq -e .event' - "$json"
equal "the ticket is in it" "$(printf '%s\n' "$json" | jq -r 'select(.event=="ticket").job.media')" \
    iso_a4_210x297mm
run_print a.pdf --to "$uri" --finish punch --copies 100 --media B4
equal "what it cannot do is refused" "$code" 3
has "with its list of finishings" "$out" "it can do: none, staple, staple-top-left"
has "with its list of copies" "$out" "it can do: 1-99"
has "with its list of sheets" "$out" "it has: iso_a4_210x297mm, iso_a3_297x420mm"
ja=$(timeout 60 "$KUMIHAN" print a.pdf --to "$uri" --finish punch --lang ja 2>&1)
has "in Japanese, too" "$ja" "できるもの: none, staple"
run_print a.pdf --to "$uri" --copies 0
equal "a wrong option: exit code 2" "$code" 2
run_print a.pdf
equal "no printer: exit code 2" "$code" 2
run_print none.pdf --to "$uri"
equal "a file that is not there: exit code 1" "$code" 1
run_print a.pdf --to ipp://127.0.0.1:1/ipp/print
equal "a printer that is not there: exit code 3" "$code" 3
printer unheard validate-drop
run_print a.pdf --to "$uri"
has "a printer that is not heard on the ticket is told of" "$code $out" "print.ticket-unasked"
printer closed password
run_print a.pdf --to "$uri"
has "one that wants a password, too" "$code $out" "it wants a password"
qpdf --object-streams=disable --newline-before-endstream a.pdf torn.pdf
sed -i 's/^startxref$/startxref\n9/' torn.pdf
printer sound
run_print torn.pdf --to "$uri" --go
equal "a damaged PDF is not printed" "$code $(printed sound)" "1 "
has "which is said" "$out" "print.pdf-damaged"
python3 "$ROOT/tests/tools/pagepdf.py" '/MediaBox [0 0 90000 90000] /UserUnit 1000' >vast.pdf
run_print vast.pdf --to "$uri" --go
equal "nor a page of 30 km" "$code $(printed sound)" "1 "
has "which is said, too" "$out" "print.pdf-page-size"
cp a.pdf "$(printf 'caf\351.pdf')"
expect "a name that is no UTF-8 is printed, and told in UTF-8" sh -c '
    timeout 60 "$KUMIHAN" print "$1" --to "$2" --go --format json | iconv -f UTF-8 -t UTF-8 | jq -e .event' - \
    "$(printf 'caf\351.pdf')" "$uri"
equal "it is in the name of the job" "$(printed sound)" "1 caf_.pdf"
has "help of its own" "$("$KUMIHAN" print --help)" "--resume"
expect "the main program does not need libcups" sh -c '! ldd "$KUMIHAN" | grep -q cups'

# --- faults, one by one ------------------------------------------------------------
# fault NAME CODE STATES PRINTED [FAULT ...]
fault() {
    name_=$1 code_=$2 states_=$3 printed_=$4
    shift 4
    printer "f-$name_" "$@"
    run_print a.pdf --to "$uri" --go --record "$name_.csv"
    equal "$name_: exit code" "$code" "$code_"
    equal "$name_: the record" "$(states "$name_.csv")" "$states_"
    equal "$name_: what came out" "$(printed "f-$name_")" "$printed_"
}
fault plain 0 "sending accepted sent completed" "1 a.pdf"
expect "byte by byte what was sent" cmp a.pdf f-plain/1.pdf
fault busy 0 "sending accepted sent completed" "1 a.pdf" busy=2
fault attributes 3 "sending refused" "" attributes
has "attributes: the printer's own word" "$out" "sides"
fault create-lost 0 "sending refused sending accepted sent completed" "1 a.pdf" create-lost
fault create-drop 0 "sending accepted refused sending accepted sent completed" "1 a.pdf" create-drop
fault send-drop 0 "sending accepted refused sending accepted sent completed" "1 a.pdf" send-drop
printer f-large send-drop
run_print large.pdf --to "$uri" --go
equal "send-drop: a large file comes out once, and whole" "$code $(printed f-large)" "0 1 large.pdf"
expect "send-drop: byte by byte" cmp large.pdf f-large/2.pdf
printer f-stall send-stall
run_print large.pdf --to "$uri" --go
equal "send-stall: a printer that stops reading is waited for" "$code $(printed f-stall)" "0 1 large.pdf"
fault send-hold 0 "sending accepted refused sending accepted sent completed" "1 a.pdf" send-hold
fault send-busy 0 "sending accepted refused sending accepted sent completed" "1 a.pdf" send-busy
fault send-answer 0 "sending accepted completed" "1 a.pdf" send-answer ms=0
fault unbegun 0 "sending accepted refused sending accepted sent completed" "1 a.pdf" send-hold like-eve
fault send-print 3 "sending accepted" "1 a.pdf" send-print
has "send-print: half a document is not taken for a whole" "$out" "print.doubt"
fault send-mute 3 "sending accepted" "" send-hold mute
has "send-mute: a printer that does not count is not believed" "$out" "print.doubt"
fault uncounted 3 "sending accepted" "" send-answer abort like-cups
has "uncounted: a count of zero sides is no proof of no sheet" "$out" "print.doubt"
fault away 0 "sending refused sending accepted sent completed" "1 a.pdf" away
fault abort 3 "sending accepted sent aborted" "" abort
fault gone 3 "sending accepted sent" "1 a.pdf" gone
fault stop 0 "sending accepted sent completed" "1 a.pdf" stop
has "stop: what the printer lacks is told" "$out" "out of media"
fault never 3 \
    "sending accepted refused sending accepted refused sending accepted refused sending accepted refused" \
    "" send-drop=9

# --- decisions ---------------------------------------------------------------------
printer again gone
run_print a.pdf --to "$uri" --go --record again.csv
run_print a.pdf --to "$uri" --go --record again.csv
equal "a record is not begun twice" "$code" 1
run_print a.pdf --to "$uri" --go --record again.csv --resume
equal "the printer remembers after all" "$(states again.csv)" "sending accepted sent completed"
run_print a.pdf --to "$uri" --go --record again.csv --resume
equal "what is printed is not printed again" "$(printed again)" "1 a.pdf"
run_print a.pdf --to "$uri" --go --record again.csv --resume --again a.pdf
equal "unless the user says so" "$(printed again)" "2 a.pdf"
printer moved gone
run_print a.pdf --to "$uri" --go --record moved.csv
run_print a.pdf --to "ipp://localhost:${uri##*:}" --go --record moved.csv --resume
equal "an open job is not looked for at another printer" "$code $(printed moved)" "3 1 a.pdf"
has "and it is said where it is" "$out" "print.other-printer"
run_print a.pdf --to "ipp://localhost:${uri##*:}" --go --record moved.csv --resume --again a.pdf
equal "unless the user, who looked, wants it there" "$code $(printed moved)" "0 2 a.pdf"
printer anew
cp a.pdf anew.pdf
run_print anew.pdf --to "$uri" --go --record anew.csv
cp large.pdf anew.pdf
run_print anew.pdf --to "$uri" --go --record anew.csv --resume
equal "a file made anew is the user's to decide" "$code $(printed anew)" "3 1 anew.pdf"
has "and it is said how" "$out" "--printed anew.pdf"
run_print anew.pdf --to "$uri" --go --record anew.csv --resume --again typo.pdf --printed anew.pdf
equal "with a wrong name nothing is decided" "$code $(states anew.csv)" \
    "1 sending accepted sent completed"
run_print anew.pdf --to "$uri" --go --record anew.csv --resume --printed anew.pdf
equal "once is enough" "$code $(states anew.csv)" "0 sending accepted sent completed printed"
run_print anew.pdf --to "$uri" --go --record anew.csv --resume
equal "and stays decided" "$code $(printed anew)" "0 1 anew.pdf"
printer remade gone ms=0
run_print anew.pdf --to "$uri" --go --record remade.csv
cp a.pdf anew.pdf
run_print anew.pdf --to "$uri" --go --record remade.csv --resume
equal "an open job of a file made anew, too" "$code $(states remade.csv)" "3 sending accepted sent"
has "which is said" "$out" "print.printed-otherwise"
printer hidden gone nameless ms=0
run_print a.pdf --to "$uri" --go --record hidden.csv
run_print a.pdf --to "$uri" --go --record hidden.csv --resume
equal "a job that tells no name may be another's" "$code $(states hidden.csv) $(printed hidden)" \
    "3 sending accepted sent 1 a.pdf"
has "so it is a doubt" "$out" "print.doubt"
printer aborted abort
run_print a.pdf --to "$uri" --go --record aborted.csv
run_print a.pdf --to "$uri" --go --record aborted.csv --resume
equal "an aborted job is the user's to decide" "$code $(printed aborted)" "3 "
has "and it is said how" "$out" "--again a.pdf"
run_print a.pdf --to "$uri" --go --record aborted.csv --resume --printed a.pdf
equal "who may say that it is printed" "$code $(printed aborted)" "0 "
printf '"","","a.pdf","torn' >>again.csv
run_print a.pdf --to "$uri" --go --record again.csv --resume
equal "a torn last line is cut off" "$code $(tail -c 1 again.csv | od -An -c | tr -d ' ')" '0 \n'

# --- landscape -------------------------------------------------------------------------
qpdf --rotate=+90 a.pdf wide.pdf
printer wide
run_print wide.pdf --to "$uri" --go --sides book
equal "a landscape file is printed" "$code" 0
has "turned at the sheet's short edge" "$out" "two-sided-short-edge"
equal "it left as an upright page" "$(pdfinfo wide/1.pdf | awk '/^Page rot/ { print $3 }')" 0
expect "and is sound" qpdf --check wide/1.pdf
