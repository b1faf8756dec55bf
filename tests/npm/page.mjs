// An HTML file in a browser: does it fit, stand alone, and break no rule of
// accessibility that axe-core can test?
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// WCAG 2.2 A and AA, and what axe-core calls best practice.
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// Off unless asked for, or not to be lost without a word.
const RULES = ["color-contrast", "html-has-lang", "target-size", "heading-order"];

// A telephone, a desk, a reader who likes it dark, paper (A4 less its margins).
export const VIEWS = [
    { name: "375", width: 375, height: 812 },
    { name: "1280", width: 1280, height: 900 },
    { name: "375-dark", width: 375, height: 812, colorScheme: "dark" },
    { name: "paper", width: 680, height: 960, media: "print" },
];

export function openBrowser() {
    // Nothing but the page: no look for updates, no first run.
    return chromium.launch({ executablePath: process.env.CHROMIUM, args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update",
        "--disable-sync"] });
}

// The way back from a note is a sign, which no name could repeat: axe cannot
// tell, and asks a human.  Its label says what it does.
function isWayBack(rule, node) {
    return rule.id === "label-content-name-mismatch" &&
        /^<a href="#from-[^"]*" aria-label="[^"]+">↩<\/a>$/.test(node.html);
}

async function axeFaults(page) {
    await page.evaluate(axe);
    const result = await page.evaluate(([tags, rules]) => globalThis.axe.run({
        runOnly: { type: "tag", values: tags },
        rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
    }), [TAGS, RULES]);
    const { violations, incomplete, passes, inapplicable } = result;
    const ran = new Set([violations, incomplete, passes, inapplicable].flat()
        .map((rule) => rule.id));
    const tell = (rules, what) => rules.flatMap((rule) => rule.nodes
        .filter((node) => !isWayBack(rule, node))
        .map((node) => `${what} ${rule.id}: ${node.html.slice(0, 100)}`));
    return [
        ...RULES.filter((rule) => !ran.has(rule)).map((rule) => `axe did not run ${rule}`),
        ...tell(violations, "axe"),
        // What axe cannot decide would have to be looked at by somebody.
        ...tell(incomplete, "axe cannot tell"),
    ];
}

// In the page: what is wider than WIDTH, and which pictures are not there.
function layoutFaults(width) {
    const faults = [];
    const scroller = document.scrollingElement;
    if (scroller.scrollWidth > width)
        faults.push(`the page scrolls: ${scroller.scrollWidth} of ${width}`);
    for (const e of document.querySelectorAll("main *")) {
        // Wide tables scroll by themselves.
        if (e.closest(".table > *") || e.closest("svg *"))
            continue;
        if (e.getBoundingClientRect().right > width + 0.5)
            faults.push(`too wide: ${e.outerHTML.slice(0, 80)}`);
    }
    for (const image of document.images)
        if (image.naturalWidth === 0)
            faults.push(`no picture: ${image.outerHTML.slice(0, 80)}`);
    if (document.querySelector("main") === null)
        faults.push("no main");
    return faults;
}

// FILE in VIEW; a PICTURE of all of it is left there when asked for.
export async function pageFaults(browser, file, view, picture) {
    const faults = [];
    const url = pathToFileURL(file).href;
    const context = await browser.newContext({
        viewport: { width: view.width, height: view.height },
        colorScheme: view.colorScheme ?? "light",
    });
    const page = await context.newPage();
    page.on("console", (m) => faults.push(`console ${m.type()}: ${m.text()}`));
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("request", (request) => {
        if (request.url() !== url && !request.url().startsWith("data:"))
            faults.push(`asks for ${request.url()}`);
    });
    await page.emulateMedia({ media: view.media ?? "screen" });
    await page.goto(url);
    faults.push(...await page.evaluate(layoutFaults, view.width));
    if (picture !== undefined)
        await page.screenshot({ path: picture, fullPage: true });
    faults.push(...await axeFaults(page));
    await context.close();
    return faults;
}
