# What a batch shows on a terminal, byte by byte, and in a log.
small
cat >>s/job.ini <<'INI'
[batch]
list = list.csv
[block who]
type = text
area = main
copy = "{{name}}"
INI
awk 'BEGIN { print "id,name"; for (i = 1; i <= 2500; i++)
    printf "%d,%s\n", i, i == 700 ? "a\"" : "客" }' >s/list.csv

# However fast the machine: the batch is held again and again, so that it takes
# two seconds at least and has something to show after each.
cat >held.sh <<'SH'
"$@" &
batch=$!
held=0
while [ $held -lt 14 ] && kill -STOP $batch 2>/dev/null; do
    sleep 0.15
    kill -CONT $batch 2>/dev/null
    sleep 0.02
    held=$((held + 1))
done
wait $batch
SH

# on_terminal COLUMNS COMMAND: its bytes on a terminal so wide, in ./seen
on_terminal() {
    TERM=xterm script -qec "stty cols $1; $2" seen.all >/dev/null
    sed '1d' seen.all | sed '/^Script done/d' >seen
}
cat >judge.py <<'PY'
import re, sys, unicodedata
columns = int(sys.argv[1])
text = open("seen", encoding="utf-8", newline="").read().rstrip("\n") + "\n"
def width(s):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in s)
pieces = text.split("\r\x1b[K")
bars = [p for p in pieces[1:] if re.match(r"(\[[#.]+\] )?\d+/\d+", p)]
words = [p for p in pieces[1:] if p not in bars]
print("bars" if len(bars) >= 5 else "few bars: %d" % len(bars))
print("fit" if all(width(b) < columns for b in bars) else "too wide")
print("one line" if not any("\n" in b for b in bars) else "broken")
# A message or the last word stands where the bar was taken away.
print("clear" if all(p.endswith("\r\n") for p in words if p) else repr(words))
counts = [int(re.search(r"(\d+)/", b).group(1)) for b in bars]
print("forwards" if counts == sorted(counts) else "backwards")
sizes = {len(b.split("]")[0]) for b in bars if b[0] == "["}
print("cells", *sorted(s - 1 for s in sizes))
PY
judge() {
    /usr/bin/python3 judge.py "$1" | tr '\n' ';'
}
for lang in ja en; do
    rm -rf o
    on_terminal 70 "env -u COLUMNS sh held.sh $KUMIHAN batch --lang $lang s/job.ini --out o"
    equal "$lang: a bar of 22 cells" "$(judge 70)" \
        "bars;fit;one line;clear;forwards;cells 22;"
done
has "rate and time left" "$(tr '\r' '\n' <seen)" "/s  left 0:0"
equal "drawn at most ten times a second" \
    "$([ "$(tr '\r' '\n' <seen | grep -c '/2500')" -le 100 ] && echo yes)" yes
has "what fails is told between" "$(cat seen)" "row 700: could not be made"
rm -rf o
on_terminal 70 "env COLUMNS=32 sh held.sh $KUMIHAN batch --lang ja s/job.ini --out o"
equal "COLUMNS is heeded; no room for cells" "$(judge 32)" \
    "bars;fit;one line;clear;forwards;cells;"
rm -rf o
on_terminal 70 "env TERM=dumb $KUMIHAN batch --lang ja s/job.ini --out o"
equal "a terminal that cannot clear a line" "$(grep -c "$(printf '\033')" seen)" 0
rm -rf o
"$KUMIHAN" batch --lang ja s/job.ini --out o 2>err.txt
equal "in a log there are no escapes" "$(grep -c "$(printf '[\033\r]')" err.txt)" 0
rm -rf o
on_terminal 70 "$KUMIHAN batch --format json s/job.ini --out o"
equal "nor between events" "$(grep -c "$(printf '\033')" seen)" 0
