// Is the mail of a kit what the kit and its job say, to the byte?  Read by
// postal-mime, which shares nothing with the library that wrote it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import PostalMime from "postal-mime";
import { rows } from "./kits.mjs";

const LINE_MOST = 78; // octets, RFC 5322, 2.1.1: SHOULD
const LINE_LIMIT = 998; // and MUST
const WORD_MOST = 75; // of an encoded word, RFC 2047, section 2

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// Only what is one long thing may be longer: an address, alone on its line.
function mayBeLong(line) {
    return line.length <= LINE_LIMIT && /^ <?[^\s<>]+@[^\s<>]+>?,?$/.test(line);
}

function lineFaults(raw) {
    const faults = [];
    const text = raw.toString("latin1");
    const odd = text.match(/[^\t\n\r -~]/);
    if (odd !== null)
        faults.push(`not 7-bit clean: ${odd[0].charCodeAt(0)} at ${odd.index}`);
    if (!text.endsWith("\r\n"))
        faults.push("no CR LF at the end");
    for (const line of text.split("\r\n")) {
        if (/[\r\n]/.test(line))
            faults.push(`CR or LF alone: ${JSON.stringify(line.slice(0, 80))}`);
        if (line.length > LINE_MOST && !mayBeLong(line))
            faults.push(`${line.length} octets: ${line}`);
    }
    for (const [word] of text.split("\r\n\r\n")[0].matchAll(/=\?.*?\?.\?.*?\?=/g)) {
        const bytes = Buffer.from(word.slice("=?UTF-8?B?".length, -2), "base64");
        if (word.length > WORD_MOST)
            faults.push(`encoded word of ${word.length} octets`);
        if (!Buffer.from(bytes.toString("utf8")).equals(bytes))
            faults.push(`an encoded word cuts a character: ${word}`);
    }
    return faults;
}

// What a header, or any of its parts, is and should be.
function differ(what, found, wanted) {
    const [a, b] = [found, wanted].map((v) => JSON.stringify(v));
    return a === b ? [] : [`${what}: found ${a}, wanted ${b}`];
}

function headFaults(message, mail) {
    const box = ({ name, address }) => ({ name, address });
    const list = (boxes = []) => boxes.map(box);
    const raw = (key) =>
        message.headers.filter((h) => h.key === key).map((h) => h.value);
    const zone = mail.date.slice(-6).replace(":", "");
    const fields = ["date", "from", "to", ...(mail.cc.length > 0 ? ["cc"] : []),
        "bcc", "subject", "message-id", "content-language", "x-unsent", "mime-version",
        "content-type"];
    return [
        ...differ("fields", message.headers.map((h) => h.key), fields),
        ...differ("Subject", message.subject, mail.subject),
        ...differ("From", box(message.from), mail.from),
        ...differ("To", list(message.to), mail.to),
        ...differ("Cc", list(message.cc), mail.cc),
        ...differ("Bcc", list(message.bcc), mail.bcc),
        ...differ("Date", message.date, new Date(mail.date).toISOString()),
        ...differ("time zone", raw("date").map((d) => d.slice(-5)), [zone]),
        ...differ("Message-ID", message.messageId, `<${mail.id}>`),
        ...differ("MIME-Version", raw("mime-version"), ["1.0"]),
    ];
}

// HTML with its alt texts in the place of pictures and drawings.
function words(html) {
    return html
        .replace(/<svg [^>]*?aria-label="([^"]*)".*?<\/svg>/gs, "[$1]")
        .replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, "[$1]");
}

// Mail has CR LF where the file has LF; its figures are beside the HTML.
function textFaults(message, kit, mail) {
    const file = (kind) => readFileSync(`${kit}/${mail.release}.${kind}`, "utf8")
        .replaceAll("\n", "\r\n");
    const faults = [];
    if (message.text !== file("txt"))
        faults.push("the txt differs");
    if (words(message.html ?? "") !== words(file("html")))
        faults.push("the html differs");
    return faults;
}

// Two kinds of what postal-mime calls attachments.
const isShown = (a) => a.disposition === "inline";
const isAttached = (a) => !isShown(a);

// What the HTML shows is there, once; nothing else is.
function pictureFaults(message) {
    const pictures = message.attachments.filter(isShown);
    const shown = [...(message.html ?? "").matchAll(/<img [^>]*?src="([^"]*)"/g)]
        .map(([, url]) => url);
    const ids = pictures.map((a) => `cid:${a.contentId?.slice(1, -1)}`);
    const signs = { "image/png": "89504e47", "image/jpeg": "ffd8ff" };
    return [
        ...differ("pictures", ids.toSorted(), [...new Set(shown)].toSorted()),
        ...pictures.flatMap((a) => {
            const bytes = Buffer.from(a.content);
            const start = bytes.toString("hex", 0, 4);
            return [
                ...differ(`id of ${a.filename}`, a.contentId.slice(1, 33), sha256(bytes).slice(0, 32)),
                ...differ(`kind of ${a.filename}`, start.startsWith(signs[a.mimeType]), true),
                ...differ(`${a.filename} is related`, a.related, true),
            ];
        }),
    ];
}

// What is attached: the release, then what the job asks for.
function attached(mail) {
    const release = `${mail.release}.pdf`;
    return [{ file: release, title: release }, ...mail.attached];
}

// The names of the attachments as programs of three ages see them: filename*,
// then filename=, then only name= of the type.
async function nameFaults(raw, mail) {
    const text = raw.toString("latin1");
    const old = text.replace(/;\r\n filename\*\d+\*=[^;\r\n]*/g, "");
    const oldest = old.replace(/;\r\n filename="[^"]*"/g, "");
    const names = async (bytes) =>
        (await PostalMime.parse(bytes)).attachments.filter(isAttached)
            .map((a) => a.filename);
    const ascii = attached(mail).map((a) => a.file);
    const own = attached(mail).map((a) => a.title);
    return [
        ...differ("filename*", await names(text), own),
        ...differ("filename", await names(old), ascii),
        ...differ("name", await names(oldest), mail.compatible ? own : ascii),
    ];
}

function attachmentFaults(message, manifest, mail) {
    const hashes = Object.fromEntries(manifest.map((row) => [row[0], row]));
    const faults = [];
    const found = message.attachments.filter(isAttached);
    for (const [i, { file }] of attached(mail).entries()) {
        const a = found[i];
        const [, hash, bytes, type] = hashes[file];
        const content = Buffer.from(a?.content ?? "");
        faults.push(
            ...differ(`SHA-256 of ${file}`, sha256(content), hash),
            ...differ(`bytes of ${file}`, content.length, Number(bytes)),
            ...differ(`type of ${file}`, a?.mimeType, type),
            ...differ(`disposition of ${file}`, a?.disposition, "attachment"));
    }
    return [...faults, ...differ("attachments", found.length, attached(mail).length)];
}

// The manifest against the files of KIT; its own row, the last, covers what
// stands above it.
export function manifestFaults(kit) {
    const text = readFileSync(`${kit}/manifest.csv`, "utf8");
    const above = text.slice(0, text.lastIndexOf("\nmanifest.csv,") + 1);
    return rows(text).flatMap(([file, hash, bytes]) => {
        const content = file === "manifest.csv" ? Buffer.from(above)
            : readFileSync(`${kit}/${file}`);
        return [...differ(`SHA-256 of ${file}`, sha256(content), hash),
            ...differ(`bytes of ${file}`, content.length, Number(bytes))];
    });
}

// RAW: the mail's bytes; MAIL: what kits.mjs says that must stand in it.
export async function mailFaults(raw, kit, mail) {
    const manifest = rows(readFileSync(`${kit}/manifest.csv`, "utf8"));
    const message = await PostalMime.parse(raw);
    return [
        ...lineFaults(raw),
        ...headFaults(message, mail),
        ...textFaults(message, kit, mail),
        ...pictureFaults(message),
        ...attachmentFaults(message, manifest, mail),
        ...await nameFaults(raw, mail),
    ];
}
