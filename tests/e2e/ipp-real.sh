# Printing over IPP on servers that are not ours: ippeveprinter and CUPS.
. "$ROOT/tests/lib/ipp.sh"
editions || exit 1

# --- ippeveprinter ------------------------------------------------------------------------
port=$(free_port)
uri=ipp://localhost:$port/ipp/print
mkdir eve
cat >eve/command <<'SH'
#!/bin/sh
[ -e lacks-paper ] && {
    echo "STATE: +media-empty-error" >&2
    sleep 1.5
    echo "STATE: -media-empty-error" >&2
}
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
    : >lacks-paper
    run_print a.pdf --to "$uri" --go --record paper.csv
    equal "ippeveprinter without paper: printed in the end" "$code $(states paper.csv)" \
        "0 sending accepted sent completed"
    has "ippeveprinter without paper: which is said" "$out" "out of media"
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
    run_print a.pdf --to office --media B4
    equal "CUPS: a sheet it lacks is refused" "$code" 3
    has "CUPS: with its list" "$out" "it has: iso_a4_210x297mm, iso_a3_297x420mm"
    run_print a.pdf --to nowhere
    equal "CUPS: a queue that is not there: exit code 3" "$code" 3
    cupsdisable office
    (sleep 2 && cupsenable office) &
    run_print a.pdf --to office --go --record stopped.csv
    equal "CUPS: a queue that stands still is waited for" "$code $(states stopped.csv)" \
        "0 sending accepted sent completed"
    has "CUPS: which is said" "$out" paused
    (sleep 2 && cancel -a office && cupsenable office) &
    cupsdisable office
    run_print a.pdf --to office --go --record cancelled.csv
    equal "CUPS: a job that somebody cancels is not sent again" "$code $(states cancelled.csv)" \
        "3 sending accepted sent canceled"
    wait $!
    # Killed every few milliseconds, and once more with a whole run behind.
    for ms in 04 07 11 15 18 22 26 29 33 37 40 44 09 13 20 31; do
        "$KUMIHAN-print" --manifest batch/manifest.csv --to office --go --resume >/dev/null 2>&1 &
        pid=$!
        sleep "0.0$ms"
        kill -9 "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
    done
    run_print --manifest batch/manifest.csv --to office --go --resume
    has "CUPS: after kills at any moment all is printed" "$code $out" "6 editions, 6 printed"
    equal "CUPS: and each once" \
        "$(sha256sum "$cups"/spool/d* | cut -d' ' -f1 | grep -F "$(cut -d, -f6 batch/manifest.csv)" | sort)" \
        "$(sha256sum batch/*.pdf | cut -d' ' -f1 | sort)"
else
    echo "skipped $name: cupsd does not start here: $(head -1 cups.log)"
fi
