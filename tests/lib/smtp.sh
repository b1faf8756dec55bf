# Sourced by the tests that send mail: servers on loopback.
. "$ROOT/tests/lib/servers.sh"
export PATH="$PATH:/usr/sbin:/sbin"

# exim: a real mail server, Exim, which delivers into $exim/mail/new.  Its address
# is in $uri, that for TLS from the start in $uris.  It has a certificate of its
# own (exim/cert.pem), lets `info` log in, and
#   refuses nobody@..., tells grey@... to come back later until $exim/open is
#   there, ends the connection at drop@..., wants a login for staff@...,
#   refuses messages whose subject has `refuse-me`,
#   hears three messages a connection.
exim() {
    exim=$(mktemp -d "${TMPDIR:-/tmp}/kumihan-exim.XXXXXX")
    folders="$folders $exim"
    mkdir "$exim/spool" "$exim/log" "$exim/mail"
    port=$(free_port) ports=$(free_port)
    uri=smtp://127.0.0.1:$port uris=smtps://localhost:$ports
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -keyout "$exim/key.pem" -out "$exim/cert.pem" 2>/dev/null
    user=$(id -un) as=
    if [ "$user" = root ]; then # it gives root up for files that are not its own
        user=Debian-exim
        as="setpriv --reuid=$user --regid=$user --clear-groups"
        chmod 755 "$exim"
        chown -R $user "$exim"
    fi
    sed "s|@DIR@|$exim|g; s|@USER@|$user|g; s|@GROUP@|$(id -gn $user)|g; s|@PORTS@|$ports|g" \
        "$ROOT/tests/tools/exim.conf" >"$exim/exim.conf"
    $as exim4 -C "$exim/exim.conf" -bdf -oP "$exim/pid" \
        -oX "<; [127.0.0.1]:$port; [127.0.0.1]:$ports" >"$exim/out" 2>&1 &
    pids="$pids $!"
    for _ in $(seq 100); do
        python3 -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2>/dev/null && return 0
        sleep 0.1
    done
    fail "a mail server starts" "$(cat "$exim/out" "$exim"/log/*)"
}

# faulty NAME FAULT ...: a mail server that fails on purpose.
faulty() {
    dir=$1
    shift
    mkdir "$dir"
    python3 "$ROOT/tests/tools/faulty-smtp.py" "$dir" "$@" 2>"$dir/log" &
    pids="$pids $!"
    wait_for "$dir/port" || fail "a server starts" "$(cat "$dir/log")"
    uri=smtp://127.0.0.1:$(cat "$dir/port")
}

# mails: how many Exim has delivered, once it has done all it took.
mails() {
    for _ in $(seq 50); do
        [ "$(ls "$exim/spool/input" 2>/dev/null | wc -l)" -eq 0 ] && break
        sleep 0.1
    done
    ls "$exim/mail/new" 2>/dev/null | wc -l
}

# states FILE: address and state of each line of a record.
states() {
    sed '1d; s/^"\([^"]*\)".*,\(sending\|sent\|refused\|later\|unknown\|settled\|again\),.*/\1 \2/' "$1"
}
