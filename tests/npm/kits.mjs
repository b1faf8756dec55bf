// The kits whose mail is read, and what must stand in it.
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";

// Runs kumihan; a complaint is one here, whatever the exit code.
export function kumihan(...args) {
    const run = spawnSync(process.env.KUMIHAN, args, { encoding: "utf8" });
    if (run.status !== 0 || run.stderr !== "")
        throw new Error(`kumihan ${args.join(" ")}: ${run.status} ${run.stderr}`);
}

// The value of KEY in [SECTION], as simple as config/press.ini writes it.
function value(ini, section, key) {
    const part = ini.split(/^(?=\[)/m).find((p) => p.startsWith(`[${section}]`));
    return part.match(new RegExp(`^${key} = (.*)$`, "m"))[1];
}

// Rows of a CSV in which no value has a line end.
export function rows(csv) {
    return csv.trimEnd().split(/\r?\n/).slice(1).map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
            .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
}

function csv(table) {
    return table.map((row) => row.map((cell) =>
        `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n") + "\n";
}

// Of KIND the mailboxes of a list of recipients.
function boxes(list, kind) {
    return list.filter((row) => row[0] === kind)
        .map(([, name, address]) => ({ name, address }));
}

// The job of the project says what its mail must say.
function plain(root) {
    const job = readFileSync(`${root}/config/press.ini`, "utf8");
    const list = rows(readFileSync(`${root}/data/press-recipients.csv`, "utf8"));
    const [, name, address] = value(job, "press", "from").match(/^(.*) <(.*)>$/);
    return {
        release: value(job, "press", "name"),
        subject: value(job, "press", "subject"),
        from: { name, address },
        to: boxes(list, "to"),
        cc: boxes(list, "cc"),
        bcc: boxes(list, "bcc"),
        date: value(job, "press", "mail-date"),
        id: value(job, "press", "message-id"),
        attached: [{
            file: value(job, "attachment brochure", "name"),
            title: value(job, "attachment brochure", "title"),
        }],
        compatible: false,
    };
}

// What is hard to write: characters of four octets, signs that mean something
// in a header, words that look encoded, addresses as long as they may be.
const signs = "【速報】𠮷野家と𩸽の「数字」, (速報) \"quoted\" \\ <x> =?UTF-8?B?eA==?= 🍣👨‍👩‍👧‍👦 か\u3099 ";
const long = `${"a".repeat(64)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.jp`;
const hard = {
    release: "release-".padEnd(54, "x"), // as long as it may be
    subject: signs.repeat(4) + "終わり",
    from: { name: "広報, \"部\" (仮) \\ 𠮷田 🍣", address: "press-office+release@example.co.jp" },
    date: "2024-02-29T23:59-11:30",
    id: `${"release-".repeat(7)}@mail.example.jp`, // long, but not for a line of its own
    attached: [{
        file: "annual-brochure-".padEnd(60, "x") + ".pdf",
        title: "𠮷野家 '年次', 「案内」 50% (最終; 改) = 🍣 " + "とても長い名前".repeat(12) + ".pdf",
    }, {
        file: "sheet.xlsx", // whose type is too long for the line of its field
        title: "sheet.xlsx",
    }],
    compatible: true,
};
const recipients = [
    ["to", "Desk, \"News\" (Tokyo) \\ Ltd.", "desk@example.com"],
    ["to", "", "nobody.in-particular@example.com"],
    ["to", "髙﨑 𠮷郎（報道）", "takasaki@example.jp"],
    ["to", "=?UTF-8?B?eA==?=", "word@example.jp"],
    ["cc", "A name of sixty characters, and a comma, that has to be quot", "sixty@example.jp"],
    ["cc", "An English name that is much longer than any line of a mail may be, to be cut somewhere", "cut@example.jp"],
    ["cc", "日本の".repeat(40), "wide@example.jp"],
    ["bcc", "Long, Address", long],
    ["bcc", "", long.replace(/^a/, "b")],
    ["bcc", "O'Neil @ home; group: x.", "oneil@example.jp"],
];

// Makes all kits below FOLDER; gives their folders and what they must hold.
export function makeKits(root, folder) {
    const usual = plain(root);
    const make = (name, mail, job, ...set) => {
        const kit = `${folder}/kit-${name}`;
        rmSync(kit, { recursive: true, force: true });
        kumihan("press", job, "--out", kit, ...set.flatMap((s) => ["--set", s]));
        return { name, kit, mail };
    };
    const own = `${folder}/hard`;
    for (const part of ["config", "data"])
        cpSync(`${root}/${part}`, `${own}/${part}`, { recursive: true });
    writeFileSync(`${own}/data/press-recipients.csv`,
        csv([["kind", "name", "mail"], ...recipients]));
    writeFileSync(`${own}/data/sheet.xlsx`, Buffer.from([0, 10, 13, 13, 10, 46, 255]));
    // Press clubs would not like these names.
    const job = readFileSync(`${own}/config/press.ini`, "utf8");
    writeFileSync(`${own}/config/press.ini`, job.replace(/^rules = .*\n/m, "") +
        "\n[attachment sheet]\nfile = data/sheet.xlsx\n");
    return [
        make("usual", usual, `${root}/config/press.ini`),
        make("compatible", { ...usual, compatible: true },
            `${root}/config/press.ini`, "press:compatible-names=yes"),
        make("hard", {
            ...usual, ...hard,
            to: boxes(recipients, "to"),
            cc: boxes(recipients, "cc"),
            bcc: boxes(recipients, "bcc"),
        }, `${own}/config/press.ini`, "press:compatible-names=yes",
        `press:name=${hard.release}`, `press:subject=${hard.subject}`,
        `press:from="${hard.from.name.replace(/["\\]/g, "\\$&")}" <${hard.from.address}>`,
        `press:mail-date=${hard.date}`, `document:date=${hard.date.slice(0, 10)}`, `press:message-id=${hard.id}`,
        `attachment brochure:title=${hard.attached[0].title}`,
        `attachment brochure:name=${hard.attached[0].file}`),
    ];
}
