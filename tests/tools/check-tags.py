#!/usr/bin/python3
"""Proves of a PDF what ISO 14289-1 (PDF/UA-1), ISO 19005-2/-3 and Tagged PDF
(ISO 32000-1, 14.8) ask of it.  It reads the file through qpdf's JSON and its
fonts through fontTools and knows nothing of how the file was made.

    check-tags.py FILE.pdf              the findings, one a line; exit 1 if any
    check-tags.py --read FILE.pdf       what the structure tree says, a line for
                                        each element that holds text itself
    --part 2|3|0 (PDF/A part, default 3)  --no-ua
"""
import base64, io, json, re, subprocess, sys
import xml.etree.ElementTree as ET
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC",
            "TOCI", "Index", "NonStruct", "Private"}
STANDARD = GROUPING | {
    "Caption", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span",
    "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby",
    "Warichu", "RB", "RT", "RP", "WT", "WP", "Figure", "Formula", "Form"}
PARENTS = {"THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
           "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"},
           "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "RB": {"Ruby"},
           "RT": {"Ruby"}, "TOCI": {"TOC"}}
KIDS = {"Table": r"(Caption )?(THead )?(TBody |TR )+(TFoot )?(Caption )?",
        "THead": r"(TR )*", "TBody": r"(TR )*", "TR": r"(T[HD] )*",
        "L": r"(Caption )?((L|LI) )*", "LI": r"((Lbl|LBody) )*",
        "Ruby": r"RB (RT |RP RT RP )"}
SHOWS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*",
         "sh", "Do", "EI"}
TOKEN = re.compile(
    rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s()<>\[\]{}/%]*"
    rb"|[\[\]]|[^\s()<>\[\]{}/%]+", re.S)

findings = []


def find(clause, text):
    findings.append(f"{clause}: {text}")


class File:
    def __init__(self, path):
        out = subprocess.run(
            ["qpdf", "--json=2", "--json-stream-data=inline",
             "--decode-level=generalized", path], capture_output=True)
        if out.returncode not in (0, 3):
            sys.exit(out.stderr.decode())
        if out.returncode == 3:
            find("file", "qpdf warns: " + out.stderr.decode())
        self.objects = json.loads(out.stdout)["qpdf"][1]
        self.catalog = self.get(self.objects["trailer"]["value"]["/Root"])

    def raw(self, ref):
        return self.objects["obj:" + ref]

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            raw = self.raw(value)
            value = raw["value"] if "value" in raw else raw["stream"]["dict"]
        return value

    def items(self, value):
        """The members of an array, or the one thing that stands for it."""
        whole = self.get(value)
        if isinstance(whole, list):
            return whole
        return [] if whole is None else [value]

    def data(self, ref):
        return base64.b64decode(self.raw(ref)["stream"]["data"])


def text(value):
    """A JSON string of qpdf, u: or b:, as text."""
    if value is None:
        return None
    return value[2:] if value[:2] in ("u:", "b:") else value


# --- content streams -----------------------------------------------------------

def unescape(token):
    out, i, s = bytearray(), 1, token
    while i < len(s) - 1:
        c = s[i]
        if c == 0x5C:
            i += 1
            m = re.match(rb"[0-7]{1,3}", s[i:i + 3])
            if m:
                out.append(int(m.group(), 8) & 255)
                i += len(m.group())
                continue
            c = {110: 10, 114: 13, 116: 9, 98: 8, 102: 12}.get(s[i], s[i])
        out.append(c)
        i += 1
    return bytes(out)


def string_of(token):
    if token[:1] == b"(":
        return unescape(token)
    return bytes.fromhex(re.sub(rb"\s", b"", token[1:-1]).decode())


def text_string(raw):
    if raw[:2] == b"\xfe\xff":
        return raw[2:].decode("utf-16-be")
    return raw.decode("latin-1")


class Page:
    """What each MCID of a page says, and whether all is marked."""

    def __init__(self, file, ref, number, fonts):
        self.file, self.ref, self.number, self.fonts = file, ref, number, fonts
        self.dict = file.get(ref)
        self.says, self.stack, self.open_text = {}, [], 0
        self.resources = file.get(self.dict.get("/Resources", {}))
        data = b"\n".join(file.data(r) for r in file.items(self.dict["/Contents"]))
        self.walk(data)
        if self.stack:
            find("14289-1 7.1", f"page {number}: marked content is left open")

    def walk(self, data):
        operands, self.font, self.saved = [], None, []
        for token in TOKEN.findall(data):
            first = token[:1]
            if first in b"(/<[]>" or re.fullmatch(rb"[-+]?[\d.]+", token):
                operands.append(token)
                continue
            self.operator(token.decode("latin-1"), operands)
            operands = []

    def operator(self, name, operands):
        if name == "Tf":
            self.font = self.fonts.get(self.ref_of("/Font", operands[0]))
        elif name == "q":
            self.saved.append(self.font)
        elif name == "Q":
            self.font = self.saved.pop()
        elif name in ("BDC", "BMC"):
            self.begin(name, operands)
        elif name == "EMC":
            if self.stack and self.stack.pop()["text"] != self.open_text:
                find("32000-1 14.6.1", f"page {self.number}: marked content "
                     "crosses a text object")
        elif name == "BT":
            self.open_text = 1
        elif name == "ET":
            self.open_text = 0
        if name in SHOWS:
            self.show(name, operands)

    def ref_of(self, kind, token):
        return self.file.get(self.resources[kind])[token.decode()]

    def begin(self, name, operands):
        entry = {"tag": operands[0].decode()[1:], "mcid": None, "actual": None,
                 "text": self.open_text}
        for i, token in enumerate(operands):
            if token == b"/MCID":
                entry["mcid"] = int(operands[i + 1])
            if token == b"/ActualText":
                entry["actual"] = text_string(string_of(operands[i + 1]))
        outer = [e["tag"] for e in self.stack]
        tagged = any(e["mcid"] is not None for e in self.stack)
        if entry["tag"] == "Artifact" and tagged:
            find("14289-1 7.1-1", f"page {self.number}: artifact in content")
        if entry["mcid"] is not None:
            if "Artifact" in outer:
                find("14289-1 7.1-2", f"page {self.number}: content in artifact")
            if tagged:
                find("32000-1 14.7", f"page {self.number}: MCID inside MCID")
            if entry["mcid"] in self.says:
                find("32000-1 14.7", f"page {self.number}: MCID twice")
            self.says[entry["mcid"]] = entry["actual"] or ""
        self.stack.append(entry)

    def show(self, name, operands):
        marks = [e for e in self.stack if e["mcid"] is not None]
        artifact = any(e["tag"] == "Artifact" for e in self.stack)
        if not marks and not artifact:
            find("14289-1 7.1-3", f"page {self.number}: {name} is neither "
                 "content nor artifact")
        if name in ("Tj", "TJ"):
            said = ""
            for token in operands:
                if token[:1] in b"(<" and token not in (b"<<", b">>"):
                    said += self.font.show(string_of(token), self.number)
            inner = self.stack[-1] if self.stack else {}
            if marks and marks[-1]["actual"] is None:
                if inner is not marks[-1] and inner.get("actual") is not None:
                    said = inner["actual"] if not inner.get("said") else ""
                    inner["said"] = True
                self.says[marks[-1]["mcid"]] += said


# --- fonts ----------------------------------------------------------------------

class Font:
    def __init__(self, file, ref):
        d = file.get(ref)
        kid = file.get(file.get(d["/DescendantFonts"])[0])
        self.name = d["/BaseFont"]
        descriptor = file.get(kid["/FontDescriptor"])
        self.unicode = self.read_cmap(file.data(d["/ToUnicode"])) \
            if "/ToUnicode" in d else {}
        self.default = kid.get("/DW", 1000)
        self.widths = self.read_widths(file.get(kid.get("/W", [])))
        if kid["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in kid:
            find("14289-1 7.21.3.2", f"{self.name}: no CIDToGIDMap")
        if "/CIDSet" in descriptor:
            find("19005-2 6.2.11.4.2", f"{self.name}: CIDSet")
        self.read_program(file, descriptor)
        self.checked = set()

    def read_cmap(self, data):
        pairs = re.findall(rb"<([0-9A-F]{4})>\s*<([0-9A-F]+)>", data)
        return {int(a, 16): bytes.fromhex(b.decode()).decode("utf-16-be")
                for a, b in pairs if a + b != b"0000FFFF"}

    def read_widths(self, w):
        out, i = {}, 0
        while i < len(w):
            if isinstance(w[i + 1], list):
                out.update({w[i] + k: v for k, v in enumerate(w[i + 1])})
                i += 2
            else:
                out.update({c: w[i + 2] for c in range(w[i], w[i + 1] + 1)})
                i += 3
        return out

    def read_program(self, file, descriptor):
        self.program = {}
        if "/FontFile2" in descriptor:
            font = TTFont(io.BytesIO(file.data(descriptor["/FontFile2"])))
            upem, order = font["head"].unitsPerEm, font.getGlyphOrder()
            self.program = {i: font["hmtx"][g][0] * 1000 / upem
                            for i, g in enumerate(order)}
        elif "/FontFile3" in descriptor:
            fonts = CFFFontSet()
            fonts.decompile(
                io.BytesIO(file.data(descriptor["/FontFile3"])), None)
            top = fonts[0]
            scale = 1000 * top.FontMatrix[0] if hasattr(top, "FontMatrix") else 1
            for i, name in enumerate(top.charset):
                string, selector = top.CharStrings.getItemAndSelector(name)
                private = top.FDArray[selector].Private if selector is not None \
                    else top.Private
                string.decompile()
                cid = int(name[3:]) if name.startswith("cid") else i
                self.program[cid] = self.cff_width(string, private) * scale
        else:
            find("14289-1 7.21.4.1", f"{self.name} is not embedded")

    def cff_width(self, string, private):
        from fontTools.misc.psCharStrings import T2WidthExtractor
        extractor = T2WidthExtractor(
            getattr(private, "Subrs", []), string.globalSubrs,
            private.nominalWidthX, private.defaultWidthX)
        extractor.execute(string)
        return extractor.width

    def show(self, codes, page):
        out = ""
        for i in range(0, len(codes), 2):
            code = codes[i] << 8 | codes[i + 1]
            out += self.unicode.get(code, "")
            if code not in self.checked:
                self.checked.add(code)
                self.check(code, page)
        return out

    def check(self, code, page):
        said = self.unicode.get(code)
        if not said:
            find("14289-1 7.21.7-1", f"{self.name}: code {code} on page {page} "
                 "has no text")
        elif any(c in said for c in "\0\ufeff\ufffe"):
            find("14289-1 7.21.7-2", f"{self.name}: code {code} is {said!r}")
        if code == 0:
            find("14289-1 7.21.8", f"{self.name}: .notdef on page {page}")
        if code not in self.program:
            find("14289-1 7.21.4.1-3", f"{self.name}: no glyph for {code}")
        elif abs(self.program[code] - self.widths.get(code, self.default)) > 1:
            find("14289-1 7.21.5", f"{self.name}: code {code} is "
                 f"{self.program[code]} wide, not "
                 f"{self.widths.get(code, self.default)}")


# --- structure ------------------------------------------------------------------

class Structure:
    def __init__(self, file, pages):
        self.file, self.pages = file, pages
        self.by_ref = {p.ref: p for p in pages}
        self.owner, self.seen, self.lines = {}, set(), []
        self.headings, self.ids, self.objr = [], [], {}
        root = file.get(file.catalog["/StructTreeRoot"])
        for ref in file.items(root["/K"]):
            self.walk(ref, None, [file.catalog["/StructTreeRoot"]])
        self.check_parents(root)
        self.check_headings()
        if len(set(self.ids)) != len(self.ids):
            find("14289-1 7.9-2", "two notes have one ID")

    def walk(self, ref, page, path):
        if ref in self.seen:
            find("32000-1 14.7.2", f"{ref} is in the tree twice")
            return
        self.seen.add(ref)
        e = self.file.get(ref)
        kind = e["/S"][1:]
        if e["/P"] != path[-1]:
            find("32000-1 14.7.2", f"{ref}: /P is not its parent")
        parent = self.file.get(path[-1]).get("/S", "/")[1:]
        page = e.get("/Pg", page)
        kids, said = [], ""
        for kid in self.file.items(e.get("/K")):
            d = self.file.get(kid)
            if isinstance(kid, int):
                said += self.content(ref, page, kid)
            elif d.get("/Type") == "/MCR":
                said += self.content(ref, d.get("/Pg", page), d["/MCID"])
            elif d.get("/Type") == "/OBJR":
                self.objr[d["/Obj"]] = (ref, kind)
            else:
                if said:
                    self.lines.append((len(path), kind, said))
                said = ""
                kids.append(d["/S"][1:])
                self.walk(kid, page, path + [ref])
        if said:
            self.lines.append((len(path), kind, said))
        self.check(ref, e, kind, parent, kids)

    def content(self, ref, page, mcid):
        if (page, mcid) in self.owner:
            find("32000-1 14.7", f"MCID {mcid} of {page} has two owners")
        self.owner[page, mcid] = ref
        said = self.by_ref[page].says.get(mcid)
        if said is None:
            find("32000-1 14.7", f"{ref}: page has no MCID {mcid}")
        return said or ""

    def check(self, ref, e, kind, parent, kids):
        if kind not in STANDARD:
            find("14289-1 7.1-5", f"{ref}: {kind} is no standard type")
        if kind in PARENTS and parent not in PARENTS[kind]:
            find("14289-1 7.2", f"{ref}: {kind} in {parent}")
        wanted = KIDS.get(kind)
        if wanted and not re.fullmatch(wanted, "".join(k + " " for k in kids)):
            find("14289-1 7.2", f"{ref}: {kind} holds {' '.join(kids)}")
        if kind == "Figure":
            if not text(e.get("/Alt")):
                find("14289-1 7.3", f"{ref}: a figure without Alt")
            a = self.file.get(e.get("/A", {}))
            if "/BBox" not in a:
                find("32000-1 14.8.5.4.3", f"{ref}: a figure without BBox")
        if kind == "Note":
            if not text(e.get("/ID")):
                find("14289-1 7.9-1", f"{ref}: a note without ID")
            self.ids.append(e.get("/ID"))
        if re.fullmatch("H[1-6]", kind):
            self.headings.append(int(kind[1]))
        if kind == "TH" and "/Scope" not in self.file.get(e.get("/A", {})):
            find("14289-1 7.5", f"{ref}: a TH without Scope")
        lang = text(e.get("/Lang"))
        if lang is not None and not re.fullmatch(
                r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", lang):
            find("14289-1 7.2-29", f"{ref}: Lang {lang}")
        if kind == "Table":
            self.check_columns(ref, e)

    def check_columns(self, ref, e):
        rows = []
        for group in self.file.items(e.get("/K")):
            g = self.file.get(group)
            trs = [group] if g["/S"] == "/TR" else \
                self.file.items(g.get("/K")) if g["/S"] != "/Caption" \
                else []
            rows += [len(self.file.items(self.file.get(t).get("/K")))
                     for t in trs]
        if len(set(rows)) > 1:
            find("14289-1 7.2-15", f"{ref}: rows of {sorted(set(rows))} cells")

    def number_tree(self, node):
        node = self.file.get(node)
        nums = self.file.get(node.get("/Nums", []))
        out = dict(zip(nums[::2], nums[1::2]))
        keys = list(out)
        if keys != sorted(keys):
            find("32000-1 7.9.7", "keys of the parent tree are not in order")
        for kid in node.get("/Kids", []):
            limits = self.file.get(kid)["/Limits"]
            inside = self.number_tree(kid)
            if inside and [min(inside), max(inside)] != limits:
                find("32000-1 7.9.7", f"limits {limits} of the parent tree")
            out.update(inside)
        return out

    def check_parents(self, root):
        tree = self.number_tree(root["/ParentTree"])
        for page in self.pages:
            if page.dict.get("/Annots") and page.dict.get("/Tabs") != "/S":
                find("14289-1 7.18.3", f"page {page.number}: Tabs")
            key = page.dict.get("/StructParents")
            owners = self.file.get(tree.get(key, []))
            for mcid in page.says:
                owner = owners[mcid] if mcid < len(owners) else None
                if owner is None or owner != self.owner.get((page.ref, mcid)):
                    find("32000-1 14.7.4.4", f"page {page.number}: the parent "
                         f"tree gives MCID {mcid} to {owner}")
            for ref in self.file.items(page.dict.get("/Annots")):
                self.check_annotation(page, ref, tree)

    def check_annotation(self, page, ref, tree):
        a = self.file.get(ref)
        owner = self.objr.get(ref)
        if owner is None or owner[1] != "Link":
            find("14289-1 7.18.5-1", f"page {page.number}: {ref} in {owner}")
        elif tree.get(a.get("/StructParent")) != owner[0]:
            find("32000-1 14.7.4.4", f"{ref}: StructParent")
        if not text(a.get("/Contents")):
            find("14289-1 7.18.5-2", f"{ref}: a link without Contents")
        if a.get("/F", 0) & 4 == 0 or a.get("/F", 0) & 35:
            find("19005-2 6.3.2", f"{ref}: flags {a.get('/F')}")

    def check_headings(self):
        last = 0
        for level in self.headings:
            if level > last + 1:
                find("14289-1 7.4.2", f"H{level} behind H{last}")
            last = level


# --- the file ----------------------------------------------------------------------

NS = {"rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
      "dc": "http://purl.org/dc/elements/1.1/",
      "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
      "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
      "ext": "http://www.aiim.org/pdfa/ns/extension/",
      "schema": "http://www.aiim.org/pdfa/ns/schema#",
      "property": "http://www.aiim.org/pdfa/ns/property#"}


def check_metadata(file, part, ua):
    tree = ET.fromstring(file.data(file.catalog["/Metadata"]).decode("utf-8"))

    def value(name):
        node = tree.find(f".//{name}", NS)
        return None if node is None else "".join(node.itertext()).strip()
    if not value("dc:title"):
        find("14289-1 7.1-9", "no dc:title")
    if part and (value("pdfaid:part"), value("pdfaid:conformance")) != \
            (str(part), "U"):
        find("19005-2 6.6.4", f"PDF/A part {value('pdfaid:part')}")
    if not part and value("pdfaid:part"):
        find("19005-2 6.6.4", "claims PDF/A")
    if ua and value("pdfuaid:part") != "1":
        find("14289-1 5", "no pdfuaid:part")
    if ua and part and value("schema:namespaceURI") != NS["pdfuaid"]:
        find("19005-2 6.6.2.3.3", "pdfuaid is not declared")
    info = file.get(file.objects["trailer"]["value"]["/Info"])
    if value("dc:title") != text(info.get("/Title")):
        find("19005-2 6.6.3", "Info and XMP have two titles")


def check_catalog(file, part, ua):
    c = file.catalog
    if "/Encrypt" in file.objects["trailer"]["value"]:
        find("19005-2 6.1.3", "encrypted")
    if "/ID" not in file.objects["trailer"]["value"]:
        find("19005-2 6.1.3", "no ID")
    if file.get(c.get("/MarkInfo", {})).get("/Marked") is not True:
        find("14289-1 7.1", "not marked")
    if not text(c.get("/Lang")):
        find("14289-1 7.2", "no Lang")
    preferences = file.get(c.get("/ViewerPreferences", {}))
    if preferences.get("/DisplayDocTitle") is not True:
        find("14289-1 7.1-10", "DisplayDocTitle")
    intents = [file.get(i) for i in file.items(c.get("/OutputIntents"))]
    if part and not any(i.get("/S") == "/GTS_PDFA1" for i in intents):
        find("19005-2 6.2.3", "no output intent")
    for i in intents:
        profile = file.data(i["/DestOutputProfile"])
        if profile[36:40] != b"acsp" or profile[16:20] != b"RGB " or \
                int.from_bytes(profile[:4], "big") != len(profile):
            find("19005-2 6.2.3", "the profile is none")
    check_files(file, part)


def check_files(file, part):
    names = file.get(file.get(file.catalog.get("/Names", {})).get(
        "/EmbeddedFiles", {})).get("/Names", [])
    keys = [string_bytes(k) for k in names[::2]]
    if keys != sorted(keys):
        find("32000-1 7.9.6", "names of files are not in order")
    if names and part in (1, 2):
        find("19005-2 6.8", "files in the file")
    for ref in names[1::2]:
        spec = file.get(ref)
        if not (text(spec.get("/F")) and text(spec.get("/UF"))):
            find("14289-1 7.11", f"{ref}: F or UF")
        if "/AFRelationship" not in spec or \
                ref not in file.items(file.catalog.get("/AF")):
            find("19005-3 6.8", f"{ref} is not associated")
        if "/Subtype" not in file.get(spec["/EF"]["/F"]):
            find("19005-3 6.8", f"{ref} has no type")


def string_bytes(v):
    """A string of the file, as its bytes."""
    if v.startswith("b:"):
        return bytes.fromhex(v[2:])
    s = v[2:]
    if all(ord(c) < 0x80 for c in s):
        return s.encode()
    return b"\xfe\xff" + s.encode("utf-16-be")


def check_values(file):
    """Limits of ISO 19005-2, 6.1.13, and colours that need a profile."""
    def walk(v):
        if isinstance(v, dict):
            for k, x in v.items():
                walk(k), walk(x)
        elif isinstance(v, list):
            if v[:1] == ["/DeviceCMYK"]:
                find("19005-2 6.2.4.3", "DeviceCMYK")
            for x in v:
                walk(x)
        elif isinstance(v, str):
            if v == "/DeviceCMYK":
                find("19005-2 6.2.4.3", "DeviceCMYK")
            if v.startswith("/") and len(v.encode()) > 128:
                find("19005-2 6.1.13", f"name {v[:40]}")
            if v[:2] in ("u:", "b:") and len(string_bytes(v)) > 32767:
                find("19005-2 6.1.13", "a string is too long")
        elif isinstance(v, int) and abs(v) > 2147483647:
            find("19005-2 6.1.13", f"integer {v}")
    for raw in file.objects.values():
        walk(raw["value"] if "value" in raw else raw["stream"]["dict"])


def check_bytes(name):
    """A stream's end stands on a line of its own (ISO 19005-2, 6.1.7.1)."""
    data = open(name, "rb").read()
    if re.search(rb"[^\r\n]endstream\r?\n?endobj", data):
        find("19005-2 6.1.7.1", "no line end before endstream")


def pages_of(file, node, out):
    for ref in file.get(node)["/Kids"]:
        if file.get(ref)["/Type"] == "/Pages":
            pages_of(file, ref, out)
        else:
            out.append(ref)
    return out


def main():
    args = sys.argv[1:]
    read = "--read" in args
    ua = "--no-ua" not in args
    part = int(args[args.index("--part") + 1]) if "--part" in args else 3
    name = [a for a in args if a.endswith(".pdf")][0]
    file = File(name)
    fonts = {r[4:]: Font(file, r[4:]) for r, o in file.objects.items()
             if r != "trailer" and "value" in o and isinstance(o["value"], dict)
             and o["value"].get("/Subtype") == "/Type0"}
    pages = [Page(file, ref, i + 1, fonts)
             for i, ref in enumerate(pages_of(file, file.catalog["/Pages"], []))]
    structure = Structure(file, pages)
    if read:
        for depth, kind, said in structure.lines:
            print(f"{kind} {said}")
        return 0
    check_metadata(file, part, ua)
    check_catalog(file, part, ua)
    for page in file.objects.values():
        box = page.get("value", 0)
        box = box.get("/MediaBox") if isinstance(box, dict) else None
        if box and not all(3 <= box[i + 2] - box[i] <= 14400 for i in (0, 1)):
            find("19005-2 6.1.13", f"a page of {box}")
    if part:
        check_values(file)
        check_bytes(name)
    for f in findings:
        print(f)
    return 1 if findings else 0


sys.exit(main())
