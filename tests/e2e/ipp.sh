# Printing over IPP, on loopback only: a printer that fails on purpose
# (tests/tools/faulty-ipp.py), ippeveprinter, and a queue of CUPS.
pids=
trap 'for p in $pids; do kill "$p" 2>/dev/null; done' EXIT
unset CUPS_SERVER

# wait_for FILE: until it is there and not empty, ten seconds at most.
wait_for() {
    for _ in $(seq 100); do
        [ -s "$1" ] && return 0
        sleep 0.1
    done
    return 1
}

# printer NAME [FAULT ...]: a new faulty printer; its address is in $uri.
printer() {
    dir=$1
    shift
    mkdir "$dir"
    python3 "$ROOT/tests/tools/faulty-ipp.py" "$dir" "$@" 2>"$dir/log" &
    pids="$pids $!"
    wait_for "$dir/port" || fail "a printer starts" "$(cat "$dir/log")"
    uri=ipp://127.0.0.1:$(cat "$dir/port")/ipp/print
}

# run_print ARGUMENT ...: output in $out, exit code in $code; a minute at most.
run_print() {
    out=$(timeout 60 "$KUMIHAN" print --lang en --wait 20 "$@" 2>&1)
    code=$?
}

# states FILE: the states of a record in order, in one line.
states() {
    sed 1d "$1" | grep -oE ',(sending|accepted|sent|completed|aborted|canceled|refused|printed|again),' |
        tr -d '\n' | sed 's/,,/ /g; s/^,//; s/,$//'
}

printed() { # DIR: what came out, each file with its number of jobs
    [ -f "$1/printed" ] || return 0
    cut -d' ' -f3- "$1/printed" | sort | uniq -c | sed 's/^ *//'
}

# Editions larger than what a socket holds, so that they can be cut in half.
small
mkdir batch
"$KUMIHAN" build s/job.ini -o a.pdf || exit 1
head -c 300000 /dev/urandom >noise
qpdf a.pdf --add-attachment noise -- large.pdf
for i in 1 2 3 4 5 6; do
    echo "$i" >number
    qpdf large.pdf --add-attachment number -- "batch/$i.pdf"
done
{
    echo 'row,key,file,pages,bytes,sha256,status,message,input'
    for i in 3 1 2 4 5 6; do # as workers end
        sum=$(sha256sum "batch/$i.pdf" | cut -d' ' -f1)
        echo "$i,支店$i,$i.pdf,1,1,$sum,done,,"
    done
    echo '7,支店7,7.pdf,0,0,,failed,ない,'
} >batch/manifest.csv
all='1 1.pdf
1 2.pdf
1 3.pdf
1 4.pdf
1 5.pdf
1 6.pdf'

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

# --- a batch -------------------------------------------------------------------------
printer list
run_print --manifest batch/manifest.csv --to "$uri"
equal "a dry run of a batch" "$code $(ls batch | grep -c printed)" "0 0"
has "tells what the batch did not make" "$out" "1 more"
run_print --manifest batch/manifest.csv --to "$uri" --go
equal "all of a batch are printed" "$code
$(printed list)" "0
$all"
equal "in the order of the list" "$(cut -d' ' -f3 list/printed | tr '\n' ' ')" \
    "1.pdf 2.pdf 3.pdf 4.pdf 5.pdf 6.pdf "
cp batch/2.pdf keep.pdf
cp batch/3.pdf batch/2.pdf
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "a file that is not the manifest's: exit code 1" "$code" 1
cp keep.pdf batch/2.pdf
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "resume prints nothing twice" "$code
$(printed list)" "0
$all"

# --- a full disk ----------------------------------------------------------------------
# The record has room for "sending", not for the job's number: no document may
# leave, and no job stay behind.
printer full
{
    echo 'row,key,file,sha256,printer,token,job_id,state,message,time'
    printf '"","","b.pdf","","","",1,printed,"%0220d",\n' 0
} >full.csv
out=$(trap '' XFSZ && ulimit -f 1 && timeout 60 "$KUMIHAN-print" a.pdf --lang en \
    --to "$uri" --go --record full.csv --resume 2>&1)
equal "a full disk: exit code" "$?" 3
has "a full disk is said" "$out" "print.record-unwritable"
equal "a full disk: nothing is printed" "$(states full.csv) $(printed full)" "printed sending "
equal "a full disk: the empty job is cancelled" "$(cat full/cancelled)" 1
run_print a.pdf --to "$uri" --go --record full.csv --resume
equal "with room again it is printed, once" "$code $(states full.csv) $(printed full)" \
    "0 printed sending accepted refused sending accepted sent completed 1 a.pdf"

# --- Ctrl-C, and a second program -----------------------------------------------------
rm batch/printed.csv
printer slow ms=3000
(
    trap - INT
    exec "$KUMIHAN-print" --lang en --manifest batch/manifest.csv --to "$uri" --go
) >slow.log 2>&1 &
pid=$!
for _ in $(seq 100); do
    grep -q ',sent,' batch/printed.csv 2>/dev/null && break
    sleep 0.1
done
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "a record in use is left alone" "$code" 3
has "and it is said" "$out" "print.record-locked"
kill -TERM "$pid"
wait "$pid"
equal "a stop is exit code 3" "$?" 3
has "and says that the printer keeps the job" "$(cat slow.log)" "print.stopped"
equal "the record tells how far it came" "$(states batch/printed.csv)" "sending accepted sent"

# A printer that reads no more, with half of the document: Ctrl-C is heard.
printer frozen send-freeze
"$KUMIHAN-print" --lang en large.pdf --to "$uri" --go --record frozen.csv >frozen.log 2>&1 &
pid=$!
for _ in $(seq 100); do
    grep -q ',accepted,' frozen.csv 2>/dev/null && break
    sleep 0.1
done
sleep 0.5
kill -TERM "$pid"
begun=$(date +%s)
wait "$pid"
equal "a stop of a frozen printer is exit code 3" "$?" 3
expect "and does not wait for it" [ $(($(date +%s) - begun)) -lt 10 ]
has "and says how to go on" "$(cat frozen.log)" "--resume"

# --- one job after the other fails ----------------------------------------------------------
rm batch/printed.csv
printer broken abort=9
run_print --manifest batch/manifest.csv --to "$uri" --go
equal "after three jobs in a row the printer is given up" "$code $(states batch/printed.csv)" \
    "3 sending accepted sent aborted sending accepted sent aborted sending accepted sent aborted"
has "which is said" "$out" "print.gave-up"

# --- kill -9 at any moment ---------------------------------------------------------------
# The delays are in milliseconds and no multiples of each other.
rm batch/printed.csv
printer killed ms=100 read-ms=12
runs=0
for delay in 31 47 67 89 113 139 163 193 223 251 277 307 337 367 397 431 59 83 149 211 293 181 101 353; do
    "$KUMIHAN-print" --manifest batch/manifest.csv --to "$uri" --go --resume \
        >killed.log 2>&1 &
    pid=$!
    sleep "0.$(printf %03d "$delay")"
    kill -9 "$pid" 2>/dev/null && runs=$((runs + 1))
    wait "$pid" 2>/dev/null
done
run_print --manifest batch/manifest.csv --to "$uri" --go --resume
equal "after $runs kills each edition came out once" "$code
$(printed killed)" "0
$all"
for i in 1 2 3 4 5 6; do
    n=$(awk -v f="$i.pdf" '$3 == f { print $1 }' killed/printed)
    cmp -s "batch/$i.pdf" "killed/$n.pdf" || fail "edition $i came out whole"
done

# --- landscape -------------------------------------------------------------------------
qpdf --rotate=+90 a.pdf wide.pdf
printer wide
run_print wide.pdf --to "$uri" --go --sides book
equal "a landscape file is printed" "$code" 0
has "turned at the sheet's short edge" "$out" "two-sided-short-edge"
equal "it left as an upright page" "$(pdfinfo wide/1.pdf | awk '/^Page rot/ { print $3 }')" 0
expect "and is sound" qpdf --check wide/1.pdf

# --- ippeveprinter ------------------------------------------------------------------------
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# answers URI: the printer answers within ten seconds.
answers() {
    for _ in $(seq 50); do
        "$KUMIHAN" print a.pdf --to "$1" >/dev/null 2>&1 && return 0
        sleep 0.2
    done
    return 1
}

port=$(free_port)
uri=ipp://localhost:$port/ipp/print
mkdir eve
cat >eve/command <<'SH'
#!/bin/sh
sleep 0.5
echo "ATTR: job-impressions-completed=1" >&2
exit 0
SH
chmod +x eve/command
# Without DNS-SD it still wants a bus to ask: it gets one of its own.
# The session ends with the printer, not the other way round.
dbus-run-session -- sh -c 'echo $$ >eve.pid
    DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS \
    exec ippeveprinter "$@"' - -r off -2 -k -n localhost -p "$port" -d "$PWD/eve" \
    -c "$PWD/eve/command" -f application/pdf Eve >eve.log 2>&1 &
wait_for eve.pid && pids="$pids $(cat eve.pid)"
if answers "$uri"; then
    run_print large.pdf --to "$uri" --go --record eve.csv --copies 2 --collate yes --sides long
    equal "ippeveprinter prints it" "$code $(states eve.csv)" "0 sending accepted sent completed"
    expect "byte by byte what was sent" cmp large.pdf eve/1-*.pdf
    run_print a.pdf --to "$uri" --finish staple
    equal "ippeveprinter: what it cannot is refused" "$code" 3
    run_print large.pdf --to "$uri" --go --record eve.csv --resume
    equal "ippeveprinter: once is enough" "$(ls eve | grep -c '\.pdf$')" 1
else
    echo "skipped $name: ippeveprinter does not start here: $(head -1 eve.log)"
fi

# --- a queue of CUPS --------------------------------------------------------------------------
port=$(free_port)
cups=$PWD/cups
. "$ROOT/tests/lib/cups.sh"
start_cups "$cups" "$port" >cups.log 2>&1 &
pids="$pids $!"
CUPS_SERVER=127.0.0.1:$port
export CUPS_SERVER
if answers office; then
    run_print a.pdf --to office --go --record cups.csv --sides short --copies 2
    equal "a queue of CUPS prints it" "$code $(states cups.csv)" "0 sending accepted sent completed"
    expect "CUPS took byte by byte what was sent" cmp a.pdf "$cups/spool/d00001-001"
    run_print a.pdf --to office --media A5
    equal "CUPS: a sheet it lacks is refused" "$code" 1
    run_print a.pdf --to nowhere
    equal "CUPS: a queue that is not there: exit code 3" "$code" 3
else
    echo "skipped $name: cupsd does not start here: $(head -1 cups.log)"
fi
