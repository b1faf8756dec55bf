// Makes what is to be read, reads it, says how it went.  Started by
// tests/npm/run, which names the programs and the folders.
import { mkdirSync, readFileSync } from "node:fs";
import { breakMail, breakPages } from "./breaks.mjs";
import { kumihan, makeKits } from "./kits.mjs";
import { mailFaults, manifestFaults } from "./mail.mjs";
import { openBrowser, pageFaults, VIEWS } from "./page.mjs";
import { close, noFaults } from "./report.mjs";

const { ROOT, WEB } = process.env;

async function readMails(kits) {
    for (const { name, kit, mail } of kits) {
        noFaults(`kit ${name}: the manifest`, manifestFaults(kit));
        const raw = readFileSync(`${kit}/${mail.release}.eml`);
        noFaults(`kit ${name}: the mail`, await mailFaults(raw, kit, mail));
    }
    await breakMail(kits[0].kit, kits[0].mail);
}

// The documents by name; those of other jobs are made here.
function makePages([{ kit, mail }]) {
    const pages = { release: `${kit}/${mail.release}.html` };
    for (const name of ["brochure", "specimen"]) {
        pages[name] = `${WEB}/${name}.html`;
        kumihan("build", `${ROOT}/config/${name}.ini`, "-o", `${WEB}/${name}.pdf`,
            "--html", pages[name]);
    }
    return pages;
}

async function readPages(pages) {
    const browser = await openBrowser();
    try {
        for (const [name, file] of Object.entries(pages))
            for (const view of VIEWS)
                noFaults(`${name} in ${view.name}`, await pageFaults(browser, file,
                    view, `${WEB}/${name}-${view.name}.png`));
        await breakPages(browser, pages.brochure, WEB);
    } finally {
        await browser.close();
    }
}

mkdirSync(WEB, { recursive: true });
const kits = makeKits(ROOT, WEB);
await readMails(kits);
await readPages(makePages(kits));
process.exitCode = close();
