// Every check must be able to fail: good files, broken in one place each.
import { readFileSync, writeFileSync } from "node:fs";
import { mailFaults, manifestFaults } from "./mail.mjs";
import { pageFaults, VIEWS } from "./page.mjs";
import { finds } from "./report.mjs";

const [PHONE] = VIEWS;

// What is done to the page, and what must be said of it.
const PAGES = [
    ["no language", (s) => s.replace(/<html lang="ja">/, "<html>"), "html-has-lang"],
    ["a picture without words", (s) => s.replace(/ aria-label="[^"]*" viewBox/, " viewBox"), "svg-img-alt"],
    ["no title", (s) => s.replace(/<title>.*<\/title>/, ""), "document-title"],
    ["pale text", (s) => s.replace("color:#111", "color:#999"), "color-contrast"],
    ["a heading level left out", (s) => s.replace(/<(\/?)h2>/g, "<$1h4>"), "heading-order"],
    ["a paragraph right in a list", (s) => s.replace("<ul>", "<ul><p>x</p>"), "list"],
    ["links too near", (s) => s.replace("<main>", "<main><a href='#a' style='font-size:8px;display:block;line-height:1'>a</a><a href='#b' style='font-size:8px;display:block;line-height:1'>b</a>"), "target-size"],
    ["something too wide", (s) => s.replace("<main>", "<main><p style='width:400px'>x</p>"), "the page scrolls"],
    ["an element over the edge", (s) => s.replace("<main>", "<main><p style='width:400px'>x</p>"), "too wide"],
    ["a sign without a label", (s) => s.replace(/ aria-label="[^"]*">↩/, " aria-label='x y'>戻"), "label-content-name"],
    ["a style from elsewhere", (s) => s.replace("</head>", "<link rel=stylesheet href=x.css></head>"), "asks for file:"],
    ["a picture that is not there", (s) => s.replace("<main>", "<main><img alt=x src='data:image/png;base64,AAAA'>"), "no picture"],
    ["a script that complains", (s) => s.replace("<main>", "<main><script>console.error('x')</script>"), "console error"],
    ["a script that stops", (s) => s.replace("<main>", "<main><script>throw Error('x')</script>"), "script: x"],
];

export async function breakPages(browser, good, folder) {
    const html = readFileSync(good, "utf8");
    const bad = `${folder}/broken.html`;
    for (const [what, change, part] of PAGES) {
        const broken = change(html);
        if (broken === html)
            throw new Error(`nothing was broken: ${what}`);
        writeFileSync(bad, broken);
        finds(what, await pageFaults(browser, bad, PHONE), part);
    }
}

const MAILS = [
    ["a byte of an attachment", (s) => s.replace(/(JVBERi0xLjc.{20})./, "$1/"), "SHA-256 of"],
    ["a byte of the text", (s) => s.replace(/(text\/plain[^]*?\r\n\r\n.{8})./, "$1/"), "the txt differs"],
    ["a byte of the HTML", (s) => s.replace(/(text\/html[^]*?\r\n\r\n.{8})./, "$1/"), "the html differs"],
    ["a byte of a picture", (s) => s.replace(/(iVBORw0KGgo.{40})./, "$1/"), "id of figure-1.png"],
    ["another Content-ID", (s) => s.replace(/(Content-ID:\s+<.)./, "$1x"), "pictures"],
    ["a picture that is no part of the HTML", (s) => s.replaceAll("multipart/related", "multipart/mixed"), "is related"],
    ["a letter of the subject", (s) => s.replace(/(Subject: =\?UTF-8\?B\?.{6})./, "$1/"), "Subject"],
    ["a recipient lost", (s) => s.replace(/,\r\n "Sample.*>/, ""), "Bcc"],
    ["another sender", (s) => s.replace("<info@", "<inf@"), "From"],
    ["another time zone", (s) => s.replace("10:00:00 +0900", "01:00:00 +0000"), "time zone"],
    ["another Message-ID", (s) => s.replace("Message-ID: <2", "Message-ID: <3"), "Message-ID"],
    ["one field more", (s) => s.replace("MIME-V", "X-More: x\r\nMIME-V"), "fields"],
    ["a title", (s) => s.replace(/(filename\*(?:0\*)?=UTF-8''%E6%97%A)5/, "$16"), "filename*"],
    ["an ASCII name", (s) => s.replace('filename="annual', 'filename="Annual'), "filename:"],
    ["an old name", (s) => s.replace(' name="annual', ' name="Annual'), "name:"],
    ["a line feed alone", (s) => s.replace("\r\nSubject", "\nSubject"), "CR or LF alone"],
    ["a long line", (s) => s.replace("MIME-V", `X: ${"x".repeat(90)}\r\nMIME-V`), "octets:"],
    ["an octet of 8 bits", (s) => s.replace("MIME-V", "X: \xe9\r\nMIME-V"), "7-bit"],
];

export async function breakMail(kit, mail) {
    const text = readFileSync(`${kit}/${mail.release}.eml`, "latin1");
    for (const [what, change, part] of MAILS) {
        const broken = change(text);
        if (broken === text)
            throw new Error(`nothing was broken: ${what}`);
        finds(what, await mailFaults(Buffer.from(broken, "latin1"), kit, mail), part);
    }
    const table = readFileSync(`${kit}/manifest.csv`, "utf8");
    writeFileSync(`${kit}/manifest.csv`, table.replace(/,(\d)/, ",1$1"));
    finds("a wrong row of the manifest", manifestFaults(kit), "of ");
    writeFileSync(`${kit}/manifest.csv`, table);
}
