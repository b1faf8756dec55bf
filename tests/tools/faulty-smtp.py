#!/usr/bin/env python3
"""A mail server that fails on purpose, for tests/lib/smtp.sh.

    faulty-smtp.py DIR [FAULT[=N] ...]

Listens on a free port of 127.0.0.1 and writes its number to DIR/port.  Keeps the
messages that it takes as DIR/N.eml, and all that is said as DIR/talk.  Each fault
happens N times (1), then the server behaves.

    greet-later    421 instead of a greeting
    greet-drop     the connection ends before the greeting
    from-refuse    550 to MAIL
    from-later     451 to MAIL
    rcpt-drop      the connection ends instead of an answer to RCPT
    data-later     451 to DATA
    body-drop      the connection ends in the middle of the message
    end-drop       the message is taken, the connection ends before the answer
    end-later      451 to the end of the message
    end-refuse     554 to the end of the message, on two lines, not in UTF-8
    end-silent     the message is taken, and nothing said for a minute
    silent         nothing is said for a minute
    few            452 to every RCPT behind the third of a message
    relay          550 to RCPT
    end-odd        354 to the end of the message, which is taken
    auth-echo      AUTH is offered; what comes is repeated and refused
Setting: ms=N rest before the answer to the end of a message.
"""
import os
import socket
import sys
import threading
import time

folder = sys.argv[1]
faults = {}
for arg in sys.argv[2:]:
    name, _, n = arg.partition("=")
    faults[name] = int(n or 1)
lock = threading.Lock()
count = 0


def fault(name):
    with lock:
        n = faults.get(name, 0)
        faults[name] = n - 1
        return n > 0


def read_body(peer, half):
    lines = []
    while True:
        line = peer.readline()
        if line in (b".\r\n", b""):
            return b"".join(lines)
        lines.append(line[1:] if line.startswith(b".") else line)
        if half and len(lines) > 500:
            return None


def serve(sock):
    global count
    peer = sock.makefile("rb")
    talk = open(f"{folder}/talk", "ab", buffering=0)

    def say(line):
        talk.write(b"S: " + line + b"\n")
        sock.sendall(line + b"\r\n")

    if fault("greet-drop"):
        return
    if fault("silent"):
        time.sleep(60)
    if fault("greet-later"):
        say(b"421 too busy")
        return
    say(b"220 faulty.test")
    recipients = 0
    while True:
        line = peer.readline()
        if not line:
            return
        talk.write(b"C: " + line)
        verb = line[:4].upper()
        if verb == b"EHLO":
            say(b"250-faulty.test")
            if faults.get("auth-echo", 0) > 0:
                say(b"250-AUTH PLAIN LOGIN")
            say(b"250 SIZE 30000000")
        elif verb == b"AUTH":
            faults["auth-echo"] -= 1
            say(b"500 what is " + line.rstrip())
        elif verb == b"MAIL":
            recipients = 0
            refused = fault("from-refuse")
            say(b"550 I do not know you" if refused else
                b"451 not now" if fault("from-later") else b"250 OK")
        elif verb == b"RCPT":
            recipients += 1
            if fault("rcpt-drop"):
                return
            say(b"550 relay not permitted" if fault("relay") else
                b"452 too many" if faults.get("few") and recipients > 3 else b"250 OK")
        elif verb == b"DATA":
            if fault("data-later"):
                say(b"451 no room")
                continue
            say(b"354 go on")
            half = fault("body-drop")
            body = read_body(peer, half)
            if half:
                # So that the other side hears it at once.
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                return
            if fault("end-refuse"):
                say(b"554-this is \xff\x01 spam")
                say(b"554 go away")
                continue
            if fault("end-later"):
                say(b"451 no room")
                continue
            with lock:
                count += 1
                with open(f"{folder}/{count}.eml", "wb") as f:
                    f.write(body)
            if fault("end-odd"):
                say(b"354 huh")
                continue
            if fault("end-drop"):
                return
            if fault("end-silent"):
                time.sleep(60)
            time.sleep(faults.get("ms", 0) / 1000)
            say(b"250 taken")
        elif verb == b"QUIT":
            say(b"221 bye")
            return
        else:
            say(b"502 what?")


def handle(sock):
    with sock:
        try:
            serve(sock)
        except OSError:
            pass


server = socket.create_server(("127.0.0.1", 0))
with open(f"{folder}/port.part", "w") as f:
    f.write(str(server.getsockname()[1]))
os.rename(f"{folder}/port.part", f"{folder}/port")
while True:
    threading.Thread(target=handle, args=(server.accept()[0],), daemon=True).start()
