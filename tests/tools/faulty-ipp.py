#!/usr/bin/env python3
"""A printer over IPP that fails on purpose, for tests/lib/ipp.sh.

    faulty-ipp.py DIR [FAULT[=N] ...]

Listens on a free port of 127.0.0.1, writes its number to DIR/port, and keeps
every document that it "prints" as DIR/N.pdf, a line for it in DIR/printed,
and a line in DIR/cancelled for every job that it was asked to cancel.
Each fault happens N times (1), then the printer behaves.

    create-drop    Create-Job makes the job; the connection breaks before the answer
    create-lost    the connection breaks before Create-Job is looked at
    busy           Create-Job: server-error-busy
    attributes     Create-Job: client-error-attributes-or-values-not-supported
    send-drop      half of the document, then the connection breaks: job aborted
    send-hold      the same, but the job goes on waiting for its document
    send-print     the same, but the printer prints the half it has
    send-answer    the document is taken whole, the answer is lost
    send-busy      Send-Document: server-error-busy, the job goes on waiting
    validate-drop  the connection breaks before Validate-Job is answered
    send-freeze    the printer stops reading the document for half a minute
    send-stall     the printer stops reading the document for three seconds
    abort          the job is aborted after one page
    stop           the next job stands still, media-empty, for about a second
    gone           a job that has ended is forgotten at once
    away           at Create-Job the printer is gone from the network, for nine
                   seconds
Settings: ms=N milliseconds to print a job (50); read-ms=N rest while reading
16 KiB of a document (0); mute=1 tells neither impressions nor documents
nor their size; like-cups=1 counts no impressions, and no documents of a job
that has ended; like-eve=1 counts nothing, as ippeveprinter, but tells that a job
was never begun; nameless=1 tells no names of jobs; password=1 wants one.
"""
import os
import socket
import socketserver
import struct
import sys
import threading
import time

CREATE, SEND, CANCEL, GET_JOB, GET_JOBS, GET_PRINTER = 5, 6, 8, 9, 10, 11
OK, ATTRIBUTES, NOT_POSSIBLE, NOT_FOUND, BUSY, NO_OPERATION = (
    0x0000, 0x040B, 0x0404, 0x0406, 0x0507, 0x0501)
PENDING, HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
NO_VALUE, INTEGER, BOOLEAN, ENUM, RANGE = 0x13, 0x21, 0x22, 0x23, 0x33
TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = (
    0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49)

lock = threading.RLock()
jobs = {}
faults = {}
back = 0  # when a printer that is away comes back
folder = "."


def happens(name):
    """True, and one less to come, when the fault NAME is due."""
    with lock:
        if faults.get(name, 0) <= 0:
            return False
        faults[name] -= 1
        return True


# --- IPP (RFC 8010) -----------------------------------------------------------

def attribute(tag, name, *values):
    out = b""
    for i, value in enumerate(values):
        if tag in (INTEGER, ENUM):
            data = struct.pack(">i", value)
        elif tag == BOOLEAN:
            data = bytes([value])
        elif tag == RANGE:
            data = struct.pack(">ii", *value)
        else:
            data = value.encode()
        key = name.encode() if i == 0 else b""
        out += struct.pack(">BH", tag, len(key)) + key
        out += struct.pack(">H", len(data)) + data
    return out


def parse(data):
    """(operation, request id, attributes, bytes of the attributes)"""
    operation, number = struct.unpack(">HI", data[2:8])
    at, found, name = 8, {}, ""
    while data[at] != 3:
        if data[at] < 0x10:
            at += 1
            continue
        tag, n = struct.unpack(">BH", data[at:at + 3])
        if n:
            name = data[at + 3:at + 3 + n].decode()
        at += 3 + n
        (n,) = struct.unpack(">H", data[at:at + 2])
        value = data[at + 2:at + 2 + n]
        at += 2 + n
        if tag in (INTEGER, ENUM):
            value = struct.unpack(">i", value)[0]
        found.setdefault(name, []).append(value)
    return operation, number, found, at + 1


def answer(status, number, groups=b""):
    head = struct.pack(">BBHI", 2, 0, status, number)
    return (head + b"\x01" + attribute(CHARSET, "attributes-charset", "utf-8")
            + attribute(LANGUAGE, "attributes-natural-language", "en")
            + groups + b"\x03")


# --- the printer ----------------------------------------------------------------

class Job:
    def __init__(self, number, name):
        self.number, self.name = number, name
        self.state, self.reasons = HELD, "job-incoming"
        self.documents = self.impressions = self.size = 0
        self.until = self.stands = None
        self.fails = False

    def take(self, data, whole=True):
        """The document DATA is there; the job is printed from now on."""
        self.documents, self.size = 1, len(data)
        self.state, self.reasons = PROCESSING, "job-printing"
        self.until = time.time() + faults.get("ms", 50) / 1000
        if happens("stop"):
            self.stands = time.time() + 1.2
            self.until += 1.2
        self.fails = happens("abort")
        if not self.fails:
            keep(self, data)
        if not whole:
            self.until = time.time()

    def look(self):
        """The state as it is now."""
        now = time.time()
        if self.until is None:
            return
        if self.stands is not None and now < self.stands:
            self.state, self.reasons = STOPPED, "printer-stopped"
        elif now < self.until:
            self.state, self.reasons = PROCESSING, "job-printing"
        else:
            self.until = None
            self.impressions = 1
            self.state = ABORTED if self.fails else COMPLETED
            self.reasons = ("aborted-by-system" if self.fails
                            else "job-completed-successfully")

    def end(self, state, reasons):
        self.state, self.reasons, self.until = state, reasons, None

    def attributes(self):
        self.look()
        out = (attribute(INTEGER, "job-id", self.number)
               + attribute(ENUM, "job-state", self.state)
               + attribute(KEYWORD, "job-state-reasons", self.reasons))
        if not faults.get("nameless"):
            out += attribute(NAME, "job-name", self.name)
        impressions, documents = self.impressions, self.documents
        if faults.get("like-cups"):
            impressions = 0
            documents = 0 if self.state > STOPPED else documents
        if faults.get("like-eve"):
            out += attribute(INTEGER, "job-impressions-completed", 0)
            if not self.documents:
                out += attribute(NO_VALUE, "time-at-processing", "")
        elif not faults.get("mute"):
            out += attribute(INTEGER, "job-k-octets",
                             (self.size + 1023) // 1024)
            out += attribute(INTEGER, "job-impressions-completed",
                             impressions)
            out += attribute(INTEGER, "number-of-documents", documents)
        return b"\x02" + out


def keep(job, data):
    """What comes out of the printer."""
    with open(os.path.join(folder, "%d.pdf" % job.number), "wb") as out:
        out.write(data)
    with open(os.path.join(folder, "printed"), "a") as out:
        out.write("%d %s\n" % (job.number, job.name))


def printer_attributes():
    stands = any(j.stands and time.time() < j.stands for j in jobs.values())
    return (b"\x04" + attribute(TEXT, "printer-make-and-model", "Faulty")
            + attribute(ENUM, "printer-state", 5 if stands else 3)
            + attribute(KEYWORD, "printer-state-reasons",
                        "media-empty-error" if stands else "none")
            + attribute(BOOLEAN, "printer-is-accepting-jobs", True)
            + attribute(ENUM, "operations-supported", 4, 5, 6, 8, 9, 10, 11)
            + attribute(MIME, "document-format-supported", "application/pdf")
            + attribute(KEYWORD, "media-supported", "iso_a4_210x297mm",
                        "iso_a3_297x420mm", "custom_min_100x148mm",
                        "custom_max_210x297mm")
            + attribute(KEYWORD, "media-ready", "iso_a4_210x297mm")
            + attribute(KEYWORD, "sides-supported", "one-sided",
                        "two-sided-long-edge", "two-sided-short-edge")
            + attribute(RANGE, "copies-supported", (1, 99))
            + attribute(ENUM, "finishings-supported", 3, 4, 20)
            + attribute(ENUM, "orientation-requested-supported", 3, 4)
            + attribute(KEYWORD, "print-scaling-supported", "auto", "none"))


def make_job(found):
    name = found.get("job-name", [b""])[0].decode()
    with lock:
        number = len(jobs) + 1
        jobs[number] = Job(number, name)
    return jobs[number]


class Connection(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            while self.one():
                pass
        except (ConnectionError, EOFError):
            pass

    # --- HTTP, as little as libcups needs -----------------------------------
    def head(self):
        line = self.rfile.readline()
        if not line:
            return None
        fields = {}
        while True:
            line = self.rfile.readline().decode().strip()
            if not line:
                return fields
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()

    def exactly(self, n):
        data = b""
        while len(data) < n:
            part = self.rfile.read(min(16384, n - len(data)))
            if not part:
                raise EOFError
            data += part
            time.sleep(faults.get("read-ms", 0) / 1000)
        return data

    def reply(self, data):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n"
                         b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.wfile.flush()
        return True

    def hang_up(self):
        # An end that the other side sees at once, with or without our bytes.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                   struct.pack("ii", 1, 0))
        return False

    def one(self):
        fields = self.head()
        if fields is None:
            return False
        if fields.get("expect") == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.wfile.flush()
        self.length = int(fields["content-length"])
        # The attributes of a request are far below 4 KiB.
        self.begun = self.exactly(min(4096, self.length))
        operation, self.number, found, at = parse(self.begun)
        self.begun = self.begun[at:]
        self.left = self.length - at
        if faults.get("password"):
            self.exactly(self.left - len(self.begun))
            self.wfile.write(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
                             b"WWW-Authenticate: Basic realm=\"x\"\r\n\r\n")
            return True
        if operation == SEND:
            return self.send_document(found)
        return self.other(operation, found)

    # --- operations ------------------------------------------------------------
    def document(self, share=1):
        n = int(self.left * share)
        data = self.begun[:n]
        return data + self.exactly(n - len(data))

    def send_document(self, found):
        job = jobs.get(found.get("job-id", [0])[0])
        if job is None or job.state != HELD:
            self.document()
            return self.reply(answer(NOT_POSSIBLE, self.number))
        if happens("send-busy"):
            self.document()
            return self.reply(answer(BUSY, self.number))
        for fault in ("send-drop", "send-hold", "send-print"):
            if happens(fault):
                return self.half(job, fault)
        if happens("send-freeze"):
            time.sleep(30)
        if happens("send-stall"):
            time.sleep(3)
        try:
            data = self.document()
        except (ConnectionError, EOFError):
            job.end(ABORTED, "aborted-by-system")
            raise
        if job.state != HELD:  # cancelled meanwhile
            return self.reply(answer(NOT_POSSIBLE, self.number))
        job.take(data)
        if happens("send-answer"):
            return self.hang_up()
        return self.reply(answer(OK, self.number, job.attributes()))

    def half(self, job, fault):
        data = self.document(0.5)
        if fault == "send-drop":
            job.end(ABORTED, "aborted-by-system")
        elif fault == "send-print":
            job.take(data, whole=False)
        return self.hang_up()

    def other(self, operation, found):
        if time.time() < back:
            return self.hang_up()
        reply = self.operations().get(operation)
        if reply is None:
            return self.reply(answer(NO_OPERATION, self.number))
        return reply(found)

    def operations(self):
        return {4: self.validate, CREATE: self.create, CANCEL: self.cancel,
                GET_JOB: self.get_job, GET_JOBS: self.get_jobs,
                GET_PRINTER: self.get_printer}

    def validate(self, found):
        if happens("validate-drop"):
            return self.hang_up()
        return self.reply(answer(OK, self.number))

    def create(self, found):
        global back
        if happens("away"):
            back = time.time() + 9
        if time.time() < back or happens("create-lost"):
            return self.hang_up()
        if happens("busy"):
            return self.reply(answer(BUSY, self.number))
        if happens("attributes"):
            group = b"\x05" + attribute(0x10, "sides", "")
            return self.reply(answer(ATTRIBUTES, self.number, group))
        job = make_job(found)
        if happens("create-drop"):
            return self.hang_up()
        return self.reply(answer(OK, self.number, job.attributes()))

    def cancel(self, found):
        job = jobs.get(found.get("job-id", [0])[0])
        if job is None or job.state in (CANCELED, ABORTED, COMPLETED):
            return self.reply(answer(NOT_POSSIBLE, self.number))
        job.end(CANCELED, "job-canceled-by-user")
        with open(os.path.join(folder, "cancelled"), "a") as out:
            out.write("%d\n" % job.number)
        return self.reply(answer(OK, self.number))

    def get_job(self, found):
        job = jobs.get(found.get("job-id", [0])[0])
        if job is not None:
            job.look()
        if job is None or (job.state > STOPPED and happens("gone")):
            return self.reply(answer(NOT_FOUND, self.number))
        return self.reply(answer(OK, self.number, job.attributes()))

    def get_jobs(self, found):
        ended = found.get("which-jobs", [b""])[0] == b"completed"
        groups = b""
        with lock:
            for job in jobs.values():
                job.look()
                if (job.state > STOPPED) == ended:
                    groups += job.attributes()
        return self.reply(answer(OK, self.number, groups))

    def get_printer(self, found):
        return self.reply(answer(OK, self.number, printer_attributes()))


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        pass


def main():
    global folder
    folder = sys.argv[1]
    for word in sys.argv[2:]:
        name, _, value = word.partition("=")
        faults[name] = int(value or 1)
    with Server(("127.0.0.1", 0), Connection) as server:
        with open(os.path.join(folder, "port.part"), "w") as out:
            out.write("%d\n" % server.server_address[1])
        os.rename(os.path.join(folder, "port.part"),
                  os.path.join(folder, "port"))
        server.serve_forever()


main()
