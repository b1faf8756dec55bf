# A press kit's mail: to everybody, once, by what the server says.
. "$ROOT/tests/lib/smtp.sh"

# people ADDRESS ...: a project in ./p whose release goes to these, the first as
# to, the second as cc, the others as bcc.  Small, so that it is soon made.
people() {
    rm -rf p && copy_project p
    sed -i '/^\[attachment/,$d; s/^data = .*/data = results/; s/^key-visual.*//' p/config/press.ini
    kind=to
    echo 'kind,name,mail' >p/data/press-recipients.csv
    for mail; do
        echo "$kind,$(echo "$mail" | cut -d@ -f1) 記者,$mail" >>p/data/press-recipients.csv
        [ $kind = to ] && kind=cc || kind=bcc
    done
}
send() {
    out=$(timeout 100 "$KUMIHAN" press --lang en p/config/press.ini --out kit --send "$@" 2>err.txt)
    code=$?
}
fresh() {
    rm -rf kit kit.sent.csv
}

# --- a server that behaves ---------------------------------------------------------
exim
people a@example.jp b@example.jp c@example.com d@example.com e@example.com
send "$uri"
equal "without --go it is told who would get it" "$code $(echo "$out" | tail -1) $(mails)" \
    "0 would get it: 5; nothing was sent, --go sends 0"
equal "and there is no record" "$(ls kit.sent.csv 2>/dev/null)" ""
send "$uri" --go
equal "all get it" "$code $(echo "$out" | tail -1) $(cat err.txt) $(mails)" "0 sent: 5  5"
has "with the server's words" "$out" "a@example.jp: sent (250 OK id="
equal "each has two lines of the record, in order" "$(states kit.sent.csv | tr '\n' ' ')" \
    "a@example.jp sending a@example.jp sent b@example.jp sending b@example.jp sent c@example.com sending c@example.com sent d@example.com sending d@example.com sent e@example.com sending e@example.com sent "
equal "a message of their own each, which is the kit's" \
    "$(/usr/bin/python3 "$ROOT/tests/tools/check-sent.py" kit 20230701-release "$exim/mail/new" 2>&1)" \
    "a@example.jp <info@jcsoa.gr.jp> a 記者 <a@example.jp>
b@example.jp <info@jcsoa.gr.jp> b 記者 <b@example.jp>
c@example.com <info@jcsoa.gr.jp> c 記者 <c@example.com>
d@example.com <info@jcsoa.gr.jp> d 記者 <d@example.com>
e@example.com <info@jcsoa.gr.jp> e 記者 <e@example.com>"
send "$uri" --go
has "not again by itself" "$code $(cat err.txt) $(mails)" "[mail.sent-already] 5"
send "$uri" --go --resume
equal "nor when it is to go on" "$code $(echo "$out" | tail -1) $(mails)" "0 has it: 5 5"
echo 'bcc,,f@example.jp' >>p/data/press-recipients.csv
send "$uri" --go --resume
equal "who is new in the list gets it" "$code $(echo "$out" | tail -1) $(mails)" "0 has it: 5, sent: 1 6"
sed -i '$d' p/data/press-recipients.csv
send "$uri" --go --resume --set press:subject=changed
has "another mail of this Message-ID is not sent" "$code $(cat err.txt) $(mails)" "[mail.other-mail]"
has "at its place" "$code $(cat err.txt)" "1 p/config/press.ini:"
before=$(cat kit/*.eml | sha256sum)
send "$uri" --go --resume --set press:subject=changed
equal "and the kit that was sent stays" "$(cat kit/*.eml | sha256sum)" "$before"
send "$uri" --go --resume --again C@example.com
equal "only when it is said" "$code $(echo "$out" | tail -1) $(mails)" "0 has it: 4, sent: 1 7"
send "$uri" --go --resume --again z@example.com
has "of somebody who is there" "$code $(cat err.txt)" "2 error: \"z@example.com\""
send "$uri" --go --set press:message-id=second@example.jp --set press:return-path=back@example.jp
equal "another release, the same record" "$code $(echo "$out" | tail -1) $(mails)" "0 sent: 5 12"
equal "failures go where the job says" "$(grep -l '^Return-path: <back@example.jp>' "$exim"/mail/new/* | wc -l)" 5
fresh
send "$uri" --go --set press:delivery=bcc --record far.csv
equal "one message for all" "$code $(mails)" "0 13"
last=$(ls -t "$exim"/mail/new/* | head -1)
equal "the same to all, nobody's blind copy told" "$(tr '\n\t' '  ' <"$last" | grep -o '^Return-path: <info@jcsoa.gr.jp> Envelope-to: [^R]*')$(grep -c '^Bcc' "$last")" \
    "Return-path: <info@jcsoa.gr.jp> Envelope-to: a@example.jp,  b@example.jp,  c@example.com,  d@example.com,  e@example.com 0"
equal "the record is where it is asked for" "$(states far.csv | grep -c ' sent$') $(ls kit.sent.csv 2>/dev/null)" "5 "
expect "JSON is JSON" sh -c 'timeout 60 "$KUMIHAN" press p/config/press.ini --out kit --send "$1" --format json | jq -es "map(.state) == [\"ready\", \"ready\", \"ready\", \"ready\", \"ready\"]"' - "$uri"
send "$uri" --go --record kit/sent.csv
has "the record is no part of the kit" "$code $(cat err.txt)" "2 error: the record \"kit/sent.csv\" cannot"

# --- one that refuses, or says later ------------------------------------------------
fresh
people a@example.jp nobody@example.jp grey@example.jp drop@example.jp b@example.com
rm -f "$exim"/mail/new/*
send "$uri" --go
equal "each by what the server says" "$code $(echo "$out" | tail -1) $(mails)" "3 sent: 2, refused: 2, not yet taken: 1 2"
has "who is refused, at the place in the list" "$(cat err.txt)" \
    "press-recipients.csv:3:14: error: nobody@example.jp was refused: no such person here"
has "who is to wait" "$(cat err.txt)" "press-recipients.csv:4:13: error: grey@example.jp has not got it yet: greylisted, come back later"
send "$uri" --go --resume
equal "later is not yet" "$code $(echo "$out" | tail -1) $(mails)" "3 has it: 2, refused: 2, not yet taken: 1 2"
(sleep 3 && : >"$exim/open") &
send "$uri" --go --resume --wait 30
equal "it is waited for" "$code $(echo "$out" | tail -1) $(mails)" "1 has it: 2, sent: 1, refused: 2 3"
has "who is refused stays told" "$(cat err.txt)" "drop@example.jp was refused"
rm "$exim/open"
fresh
send "$uri" --go --set press:delivery=bcc
equal "in one message, too" "$code $(echo "$out" | tail -1) $(mails)" "3 refused: 2, not yet taken: 3 3"
sed -i '/drop@/d' p/data/press-recipients.csv
fresh
send "$uri" --go --set press:delivery=bcc
equal "without the one that ends it" "$code $(echo "$out" | tail -1) $(mails)" "3 sent: 2, refused: 1, not yet taken: 1 4"
fresh
people nobody@a.example nobody@b.example nobody@c.example nobody@d.example nobody@e.example a@example.jp b@example.jp
send "$uri" --go --set press:delivery=bcc
equal "five that nobody knows, among others" "$code $(echo "$out" | tail -1) $(grep -c mail.server err.txt)" "1 sent: 2, refused: 5 0"
fresh
people a@example.jp
send "$uri" --go --set press:subject=refuse-me
has "a message that is not wanted" "$code $(cat err.txt) $(mails)" "a@example.jp was refused: this is not wanted"

# --- the record is nobody else's -----------------------------------------------------
fresh
people a@example.jp b@example.jp
rm -f "$exim"/mail/new/*
printf 'my note' >note.csv
send "$uri" --go --record note.csv
has "a file of one's own is no record" "$code $(cat err.txt) $(cat note.csv) $(mails)" "1 note.csv:1: error: is no record of kumihan"
send "$uri" --go
cp kit.sent.csv good.csv
sed -i '1s/address,kind/kind,address/' kit.sent.csv
send "$uri" --go --resume
has "nor one whose columns were moved" "$code $(cat err.txt) $(mails)" "[data.record-head]"
printf '%s' "$(sed 's/$/\r/' good.csv)" >kit.sent.csv
send "$uri" --go --resume
equal "line ends of an editor do no harm" "$code $(echo "$out" | tail -1) $(mails)" "0 has it: 2 2"
send "$uri" --go --resume --again a@example.jp --again z@example.jp
equal "decisions are looked at before one is written" "$code $(states kit.sent.csv | grep -c again)" "2 0"
send "$uri" --go --resume --again a@example.jp --sent a@example.jp
has "and cannot be two" "$code $(cat err.txt)" "[mail.decided-twice]"
equal "what cannot be shown is an error" "$(timeout 60 "$KUMIHAN" press p/config/press.ini --out kit --send "$uri" >/dev/full 2>&1; echo $?)" 3

# --- TLS and logins ------------------------------------------------------------------
fresh
people a@example.jp staff@example.jp
printf 's3cret pass\n' >secret
chmod 600 secret
local=smtp://localhost:$port
send "$local" --go --tls yes
has "a certificate that nobody vouches for" "$code $(cat err.txt)" "nothing can be sent by smtp://localhost"
equal "then nobody gets it" "$(states kit.sent.csv | tail -1) $(mails)" "a@example.jp later 2"
fresh
send "$local" --go --tls yes --ca "$exim/cert.pem"
equal "one that is trusted" "$code $(echo "$out" | tail -1)" "1 sent: 1, refused: 1"
has "who must log in" "$(cat err.txt)" "log in first"
fresh
send "$local" --go --tls yes --ca "$exim/cert.pem" --user info --password-file secret
equal "logs in" "$code $(echo "$out" | tail -1)" "0 sent: 2"
fresh
send "$uris" --go --ca "$exim/cert.pem" --user info --password-file secret
equal "and TLS from the start" "$code $(echo "$out" | tail -1)" "0 sent: 2"
equal "encrypted, says the server" "$(grep -c 'X=TLS.*A=plain:info' "$exim/log/main")" 4
fresh
printf 'wrong\n' >secret
send "$uris" --go --ca "$exim/cert.pem" --user info --password-file secret
has "a wrong password" "$code $(cat err.txt)" "3 error: nothing can be sent by smtps://localhost"
equal "is told nowhere" "$(printf '%s' "$out" | cat - err.txt kit.sent.csv | grep -c 'wrong\|s3cret')" 0
chmod 644 secret
send "$uris" --go --user info --password-file secret
has "one that others can read" "$code $(cat err.txt)" "chmod 600 secret"
chmod 600 secret
: >secret
send "$uris" --go --user info --password-file secret
has "none" "$code $(cat err.txt)" "[app.send-password]"
send smtp://mail.example --go --tls no --user info --password-file secret
has "no login in clear" "$code $(cat err.txt)" "2 error: there is no login without encryption"
for bad in http://example.jp smtp:// smtp://info:s3cret@example.jp smtp://info@example.jp 'smtp://h/?a=b' 'smtp://a b' ''; do
    send "$bad" --go
    has "no server: $bad" "$code $(cat err.txt)" "2 error: name the server"
    equal "which is not repeated: $bad" "$(grep -c s3cret err.txt)" 0
done
send "$uris" --user info
has "half a login" "$code $(cat err.txt)" "[app.send-login]"
send "$uris" --ca nowhere.pem
has "certificates that are not there" "$code $(cat err.txt)" "2 error: the file of certificates \"nowhere.pem\""
printf 's3cret pass\n' >secret
fresh
send "$uri" --go --user info --password-file secret
has "a server that offers no login gets nothing" "$code $(cat err.txt)" "3 error: nothing can be sent by $uri: the server offers no login"
equal "not one" "$(states kit.sent.csv | grep -c sent$)" 0
fresh
faulty echo auth-echo=9
send "$uri" --go --user info --password-file secret --wait 30
has "a server that repeats the login" "$code $(cat err.txt)" "the login was refused"
equal "and what it repeats is told nowhere" "$(printf '%s' "$out" | cat - err.txt kit.sent.csv | grep -c 'AGluZm8A\|czNjcmV0\|s3cret')" 0
equal "it is asked once" "$(grep -c 'C: AUTH' echo/talk)" 1
uri=smtp://127.0.0.1:$port
"$KUMIHAN" press --lang en p/config/press.ini --out kit --go 2>err.txt
equal "--go without a server" "$? $(grep -c -- --send err.txt)" "2 1"
fresh
"$KUMIHAN" press --lang en p/config/press.ini --out kit --send smtp://127.0.0.1:1 --go >/dev/null 2>err.txt
has "a server that is not there" "$? $(cat err.txt)" "3 error: nothing can be sent by smtp://127.0.0.1:1"

# --- embargo -------------------------------------------------------------------------
exim
people a@example.jp
until=2026-06-01T14:00+09:00
fresh
send "$uri" --go --set document:embargo=$until --now 2026-06-01T13:59+09:00
equal "before the time nothing is sent" "$code $(grep -c 'app.embargo' err.txt) $(mails) $(ls | grep -c kit)" "1 1 0 0"
send "$uri" --go --set document:embargo=$until --now 2026-06-01T13:59+09:00 --under-embargo
equal "but to newsrooms that hold it" "$code $(mails)" "0 1"
has "who are told" "$(cat "$exim"/mail/new/*)" 'filename="20230701-release-embargo-20260601-1400.pdf"'
send "$uri" --go --set document:embargo=$until --now $until --resume
has "what follows is another mail" "$code $(cat err.txt)" "[mail.other-mail]"
fresh
send "$uri" --go --set document:embargo=$until --now $until
equal "from the time on" "$code $(mails) $(ls kit | grep -c embargo)" "0 2 0"
fresh
send "$uri" --go --under-embargo
has "nothing is held" "$code $(cat err.txt)" "[app.send-not-held]"
printf '\n[attachment more]\njob = config/more.ini\n' >>p/config/press.ini
cat >p/config/more.ini <<'INI'
[document]
project = ..
title = 詳しい資料
embargo = 2026-07-01T00:00+09:00
[font gothic]
japanese = BIZ UDGothic Regular
[style body]
font = gothic
size = 12Q
leading = 20H
[page one]
columns = 1
row.1 = fill: main
[block copy]
type = text
area = main
copy = "{{embargo}}"
style = body
INI
send "$uri" --go --under-embargo --set document:embargo=$until
has "what is attached must not be held longer than the mail says" "$code $(cat err.txt) $(mails)" \
    "is under embargo until 2026年7月1日（水）0時, the release until 2026年6月1日（月）14時; give both"
sed -i "s/^embargo = .*/embargo = $until/" p/config/more.ini
send "$uri" --go --under-embargo --set document:embargo=$until --set press:message-id=more@example.jp
equal "the same embargo is right" "$code $(mails)" "0 3"

# --- a server that fails -------------------------------------------------------------
# failing FAULT CODE STATES MAILS PART CODE MAILS: what a fault does to a, who is
# sent it alone, and what follows when all is in order again.
people a@example.jp
failing() {
    fresh
    faulty "$1" "$1"
    send "$uri" --go --timeout 3
    equal "$1" "$code $(states kit.sent.csv | sed 's/^[^ ]* //' | tr '\n' ' ')$(ls "$1" | grep -c eml)" "$2 $3 $4"
    has "$1: which is said" "$(cat err.txt)" "$5"
    send "$uri" --go --resume --timeout 3
    equal "$1: then" "$code $(ls "$1" | grep -c eml)" "$6 $7"
}
failing greet-later 3 "sending later" 0 "nothing can be sent by" 0 1
failing greet-drop 3 "sending later" 0 "nothing can be sent by" 0 1
failing from-refuse 3 "sending later" 0 "I do not know you" 0 1
failing from-later 3 "sending later" 0 "not got it yet: not now" 0 1
failing rcpt-drop 3 "sending later" 0 "not got it yet" 0 1
failing data-later 3 "sending later" 0 "not got it yet: no room" 0 1
failing end-later 3 "sending later" 0 "not got it yet: no room" 0 1
failing end-refuse 1 "sending refused" 0 "refused: this is ?? spam go away" 1 0
failing end-odd 3 "sending unknown" 1 "nobody knows whether" 3 1
failing silent 3 "sending later" 0 "nothing can be sent by" 0 1
failing end-drop 3 "sending unknown" 1 "nobody knows whether a@example.jp got it" 3 1
send "$uri" --go --resume --sent a@example.jp
equal "somebody in doubt has it, says the user" "$code $(echo "$out" | tail -1) $(ls end-drop | grep -c eml)" "0 has it: 1 1"
failing end-silent 3 "sending unknown" 1 "nobody knows" 3 1
send "$uri" --go --resume --again a@example.jp
equal "or has not" "$code $(echo "$out" | tail -1) $(ls end-silent | grep -c eml)" "0 sent: 1 2"

# What is given before the server is heard to be gone must not be all: a message
# larger than what the system keeps for a connection.
dd if=/dev/zero of=p/data/large.bin bs=1000000 count=16 2>/dev/null
printf '\n[attachment large]\nfile = data/large.bin\n' >>p/config/press.ini
sed -i 's/^\[press\]/&\nmail-kilobytes = 40000/' p/config/press.ini
failing body-drop 3 "sending later" 0 "not got it yet" 0 1

# --- stopped while a server says nothing: no fault of the server
people a@example.jp b@example.jp
fresh
printf 's3cret pass\n' >secret
faulty mute silent
"$KUMIHAN" press --lang en p/config/press.ini --out kit --send "$uri" --go --user info --password-file secret >out.txt 2>err.txt &
run=$!
wait_for kit.sent.csv
for _ in $(seq 100); do
    grep -q sending kit.sent.csv && break
    sleep 0.05
done
sleep 0.3
kill -TERM $run
wait $run
equal "stopped at a server that says nothing" "$? $(grep -c mail.stopped err.txt) $(grep -c mail.server err.txt) $(states kit.sent.csv | tail -1)" \
    "143 1 0 a@example.jp later"
# A line that a crash left: nobody knows.
sed -i '$d' kit.sent.csv
send "$uri" --go --resume --user info --password-file secret
has "a crash leaves somebody in doubt" "$(cat err.txt)" "nobody knows whether a@example.jp got it: the run ended while it was given"

# --- many, and a run that is killed -------------------------------------------------
people $(seq -f 'r%03g@example.jp' 250)
fresh
faulty relay relay=5
send "$uri" --go
equal "who refuses all in the same words is set up wrongly" "$code $(echo "$out" | tail -1)" "3 refused: 5, not tried: 245"
has "with those words" "$(cat err.txt)" "nothing can be sent by $uri: relay not permitted"
send "$uri" --go --resume --again refused
equal "put right, all get it" "$code $(echo "$out" | tail -1)" "0 sent: 250"
fresh
faulty bcc few
send "$uri" --go --set press:delivery=bcc --wait 0
equal "three a message, says the server" "$code $(echo "$out" | tail -1) $(ls bcc | grep -c eml)" "3 sent: 9, not yet taken: 241 3"
equal "a hundred are asked for at a time" "$(grep -c 'C: RCPT' bcc/talk)" 250
# begun NAME N: sending in the background, process $run, until N mails are there.
begun() {
    fresh
    faulty "$1" ms=20
    "$KUMIHAN" press --lang en p/config/press.ini --out kit --send "$uri" --go >out.txt 2>err.txt &
    run=$!
    for _ in $(seq 300); do
        [ "$(ls "$1" | grep -c eml)" -ge "$2" ] && break
        sleep 0.05
    done
}
begun killed 40
kill -KILL $run
wait $run 2>/dev/null
equal "a killed run has not come to its end" "$(($(states kit.sent.csv | grep -c ' sent$') < 250))" 1
printf '"torn' >>kit.sent.csv
send "$uri" --go --resume
doubt=$(echo "$out" | sed -n 's/.*in doubt: \([0-9]*\).*/\1/p')
equal "then nobody gets it twice, and one is in doubt at most" \
    "$(grep -ho '<r[0-9]*@example.jp>' killed/*.eml | sort | uniq -d | wc -l) $(states kit.sent.csv | grep -c ' sent$') $((${doubt:-0} <= 1)) $(($(ls killed | grep -c eml) >= 250 - ${doubt:-0}))" \
    "0 $((250 - ${doubt:-0})) 1 1"
begun stopped 20
kill -TERM $run
wait $run
equal "a stopped run ends between two messages" \
    "$? $(grep -c mail.stopped err.txt) $(states kit.sent.csv | tail -1 | grep -c ' sent$\| later$')" "143 1 1"
equal "before its end" "$(($(states kit.sent.csv | grep -c ' sent$') < 250))" 1
send "$uri" --go --resume
equal "and the rest follows" "$code $(ls stopped | grep -c eml)" "0 250"
python3 - kit.sent.csv <<'PY' &
import fcntl, sys, time
f = open(sys.argv[1], "a")
fcntl.lockf(f, fcntl.LOCK_EX)
open("locked", "w").write("x")
time.sleep(20)
PY
pids="$pids $!"
wait_for locked
send "$uri" --go --resume
has "another sending is at work" "$code $(cat err.txt)" "[mail.record-locked]"
