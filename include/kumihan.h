/* kumihan - Japanese documents made from data.
 *
 * A job file (INI) with its CSV statistics and Markdown copy becomes a finished
 * PDF.  Load a job, check it, build it; every fault found on the way is in the
 * job's diagnostics.
 *
 *     struct kumihan *k;
 *     int r = kumihan_load("brochure.ini", NULL, &k);
 *     if (r == KUMIHAN_OK)
 *         r = kumihan_build(k, "brochure.pdf");
 *     if (k != NULL && kumihan_problems(k) > 0) {
 *         char *text = kumihan_messages(k, KUMIHAN_JA, KUMIHAN_TEXT);
 *         if (text != NULL)
 *             fputs(text, stderr);
 *         free(text);
 *     }
 *     kumihan_free(k);
 *
 * The library never prints, exits, reads the clock, the locale or the
 * environment, and keeps no state of its own: two jobs may be used in two
 * threads.  (The Markdown and line-break libraries below it set themselves up
 * at first use without a lock: check one job before other threads start.)  The
 * same input gives the same bytes.
 */
#ifndef KUMIHAN_H
#define KUMIHAN_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KUMIHAN_VERSION "0.1.0"

/* Results; the numbers are the command line's exit codes. */
enum kumihan_result {
    KUMIHAN_OK = 0,
    KUMIHAN_INPUT = 1,       /* the job has errors */
    KUMIHAN_USAGE = 2,       /* an argument is impossible */
    KUMIHAN_ENVIRONMENT = 3, /* a font is missing, a file cannot be written,
                                memory ran out */
    KUMIHAN_INTERNAL = 4     /* a fault of Kumihan's own; please report it */
};

enum kumihan_lang { KUMIHAN_JA, KUMIHAN_EN };
enum kumihan_format { KUMIHAN_TEXT, KUMIHAN_JSON };

/* A job: its settings, its data, its pages and what was found wrong. */
struct kumihan;

#define KUMIHAN_NO_ROW ((size_t)-1)

struct kumihan_options {
    /* Folders searched for font files, in order, before the system's own
     * (/usr/share/fonts, /usr/local/share/fonts).  NULL: none. */
    const char *const *font_dirs;
    size_t n_font_dirs;
    /* Changes to the job, "SECTION:KEY=VALUE" ("style body:size=9pt"), applied
     * after the files were read.  NULL: none. */
    const char *const *set;
    size_t n_set;
    /* How the pages are written: the name of a [profile] of the job, or one of
     * web, archive, print, proof, which need no section.  NULL: web. */
    const char *profile;
    /* An older edition to hold this one against: a job file (.ini), or a file
     * that kumihan_dump filled.  A proof shows what changed; NULL: none. */
    const char *against;
    /* Where a build lists what changed: CSV, or JSON when the name ends with
     * .json (docs/proof.md).  NULL: nowhere. */
    const char *changes;
    /* A printer's profile (printers/NAME.ini) that a build is held to: pages
     * that it does not take are not written; a proof shows why.  NULL: none. */
    const char *printer;
    /* A CSV of editions, a row each (docs/batch.md), and which of its rows this
     * job is to be (from 1).  NULL and 0: as [batch] of the job says.  With
     * KUMIHAN_NO_ROW the job is of none until kumihan_turn. */
    const char *list;
    size_t row;
    /* How a build puts the pages on sheets, over what the profile says: saddle,
     * perfect, nup, stack, fold or none, and the sheet, "SRA3" or
     * "450mm 320mm" (docs/impose.md).  NULL: as the profile says. */
    const char *impose, *sheet;
    /* What time it is, as 2026-06-01T14:00+09:00: whether the job's embargo is
     * over (docs/press.md).  NULL: it is not. */
    const char *now;
    /* What is made is for the public: an error before the embargo of the job.
     * Without `now` the clock of the machine tells. */
    int for_public;
};

/* Reads the job file PATH with its includes and checks every value.
 *
 * OPTIONS is borrowed for the life of the job; NULL means none.  *JOB is set
 * whenever memory allows, also when the result is an error, so that its
 * messages can be read; the caller frees it with kumihan_free.
 *
 * Returns KUMIHAN_OK, KUMIHAN_INPUT, KUMIHAN_USAGE (there is no such profile)
 * or KUMIHAN_ENVIRONMENT (no memory; *JOB may then be NULL). */
int kumihan_load(const char *path, const struct kumihan_options *options,
    struct kumihan **job);

/* Does everything but write: reads the data, proves the claims, reads the
 * copy, opens the fonts, lays out all pages, for a profile of type web looks at
 * the contrast of all text, puts the pages on sheets when the profile does.  Calling it again does nothing more and gives the
 * same result.
 *
 * Returns KUMIHAN_OK (there may be warnings), KUMIHAN_INPUT,
 * KUMIHAN_ENVIRONMENT or KUMIHAN_INTERNAL. */
int kumihan_check(struct kumihan *job);

/* Checks the job and holds its pages against the profile of a PRINTER: total
 * ink, thin lines, small type, pictures, bleed, distance to the trim, number of
 * pages, PDF/X.  PRINTER is a path of an INI file, or the name of one in the
 * folder printers beside the job or in the project's config/printers.
 *
 * Returns KUMIHAN_OK (there may be warnings), KUMIHAN_INPUT (the printer would
 * not take it, or as kumihan_check), KUMIHAN_USAGE (there is no such printer;
 * the job's profile is not of type print) or as kumihan_check. */
int kumihan_preflight(struct kumihan *job, const char *printer);

/* Checks the job and writes its PDF to PATH; NULL means the profile's own
 * `output`, else the job's, or the job file's name with .pdf, with -NAME before
 * the ending for all profiles but `web`, then -SCHEME for imposed pages.  The file appears whole or not
 * at all: on any error an earlier file at PATH is as it was.
 *
 * A proof is written also when copy does not fit its place, with the places
 * marked; the result still is KUMIHAN_INPUT.
 *
 * Returns as kumihan_check; KUMIHAN_ENVIRONMENT also when PATH or the list of
 * changes cannot be written; KUMIHAN_USAGE for an older edition that neither a
 * list nor a proof is to show, or a list without one. */
int kumihan_build(struct kumihan *job, const char *path);

/* The same into memory: *PDF is N bytes, which the caller frees; NULL when
 * nothing was made.  A list of changes is written as by kumihan_build. */
int kumihan_pdf(struct kumihan *job, char **pdf, size_t *n);

/* The rows of the job's list; 0: it has none. */
size_t kumihan_rows(const struct kumihan *job);

/* Makes JOB, which was loaded without errors, that of another ROW of its list
 * (from 1), as if it had been loaded for it; its messages are only those of
 * this row.  After an error it may be turned to the next row.  Returns as
 * kumihan_load; KUMIHAN_USAGE when there is no such row. */
int kumihan_turn(struct kumihan *job, size_t row);

/* Works out beforehand what all rows of JOB's list have in common, so that
 * turning it and building take less time; the bytes are the same.  For a job
 * that was loaded without errors, before the first kumihan_turn.  Returns
 * KUMIHAN_OK or KUMIHAN_ENVIRONMENT (no memory). */
int kumihan_share(struct kumihan *job);

/* Makes what a printing company gets: a folder DIR with the PDF of JOB's
 * profile, which must be of type print, a specification sheet (spec.txt,
 * spec.csv), a picture of each page, and SHA256SUMS over all of them
 * (docs/package.md).
 *
 * NAME is what the files are called, in letters A to Z, digits and . _ - ; NULL
 * means `name` of [package], else as the PDF would be called.  DIR must be
 * absent or empty, or hold a package in which nothing was changed, which is
 * replaced.  It appears whole or not at all.  A printer and an older edition in
 * the options are heeded as by kumihan_build; what changed stands in the sheet.
 * As kumihan_png, alone this brings in the libraries that draw pictures.
 *
 * Returns as kumihan_build; KUMIHAN_USAGE also for another type of profile, for
 * a NAME that is not allowed, and for a DIR that holds something else. */
int kumihan_package(struct kumihan *job, const char *dir, const char *name);

/* What was done with JOB so far, as one JSON object (docs/report.md): what was
 * read and written, with hashes, pages, fonts, colours, notes, decisions and
 * all messages.  Works after any result of kumihan_load, kumihan_check or
 * kumihan_build.  The same input gives the same bytes.  The caller frees it;
 * NULL when memory ran out. */
char *kumihan_report(struct kumihan *job);

/* The same into the file PATH, which appears whole or not at all.  Returns
 * KUMIHAN_OK, KUMIHAN_INPUT (PATH is a file that the job reads, or the PDF that
 * it wrote) or KUMIHAN_ENVIRONMENT. */
int kumihan_report_to(struct kumihan *job, const char *path);

/* Checks the job and writes page NUMBER (from 1) to PATH as a PNG picture of
 * DPI dots per inch (1 ... 1200).  KUMIHAN_USAGE when there is no such page or
 * resolution; otherwise as kumihan_build. */
int kumihan_png(
    struct kumihan *job, unsigned number, int dpi, const char *path);

/* Checks the job and writes what its pages say to PATH: as one file of HTML with
 * figures inside, or as plain text in lines of COLUMNS (20 ... 1000; a
 * full-width character has two; 0: 70), as a mail carries it (docs/reading.md).
 * PATH must not be the PDF that kumihan_build wrote.  Results as kumihan_build;
 * KUMIHAN_USAGE for other COLUMNS. */
int kumihan_html(struct kumihan *job, const char *path);
int kumihan_plain(struct kumihan *job, const char *path, unsigned columns);

/* Checks the job and writes the folder DIR: the release as PDF, HTML and plain
 * text, pictures of its pages and its key visual, what goes with it, the data
 * as CSVs, the mail with all of it (.eml), and a manifest with hashes, as the
 * job's [press] and [attachment] sections say (docs/press.md).  Before that the
 * release is held against the `rules` of [press].  DIR must be absent or empty,
 * or hold a kit in which nothing was changed, which is replaced; it appears
 * whole or not at all.  As kumihan_png, alone this brings in the libraries that
 * draw pictures and write mails.
 *
 * Results as kumihan_build; KUMIHAN_USAGE also for a DIR that holds something
 * else. */
int kumihan_press(struct kumihan *job, const char *dir);

enum kumihan_tls {
    KUMIHAN_TLS_BY_URL, /* as yes, but for this machine itself */
    KUMIHAN_TLS_YES,    /* smtp:// must agree to encrypt (STARTTLS) */
    KUMIHAN_TLS_NO
};

/* How the mail of a press kit is sent (docs/press.md).  Texts may be NULL. */
struct kumihan_sending {
    const char *url;           /* smtp://HOST[:PORT] or smtps://... */
    const char *user;          /* who logs in, with the one line that */
    const char *password_file; /* this file has, which only its owner reads */
    enum kumihan_tls tls;
    const char *ca;     /* certificates to trust (PEM) instead of the system's */
    const char *record; /* what was sent to whom, a CSV; NULL: DIR.sent.csv */
    int go;             /* 0: only tell what would be sent */
    int resume;         /* go on with what the record has */
    int under_embargo;  /* it may go out before the embargo is over */
    int wait;    /* seconds that servers are waited for which say "later" */
    int timeout; /* seconds that a server may say nothing; 0: 300 */
    const char *const *again; /* addresses that are to get it once more;
                                 "refused": all that were */
    size_t n_again;
    const char *const *sent; /* addresses that have it, whatever the record
                                says */
    size_t n_sent;
    /* Told of each recipient: STATE as in the record, or "before" (they have
     * it), "ready" (they would get it: without `go`), "left" (it was not tried);
     * the server's CODE, 0 when it said none, and ANSWER.  ADDRESS is the same
     * pointer each time.  NULL: nobody. */
    void (*tell)(void *data, const char *address, const char *state, int code,
        const char *answer);
    int (*stopped)(void *data); /* asked between messages; NULL: never */
    void *data;                 /* for both */
};

/* As kumihan_press; then sends the mail to each recipient, once.  The job must
 * have been loaded with for_public or `now` when it has an embargo, unless
 * under_embargo is set.
 *
 * Results as kumihan_press; KUMIHAN_INPUT also when somebody was refused,
 * KUMIHAN_ENVIRONMENT when somebody was not reached or may have got it
 * or not, KUMIHAN_USAGE for SENDING that makes no sense. */
int kumihan_send(struct kumihan *job, const char *dir,
    const struct kumihan_sending *sending);

/* The number of pages once the job was checked, else 0. */
unsigned kumihan_pages(const struct kumihan *job);

/* The pages as text, one painted item a line, for tests and comparison; or
 * the words of the pages in reading order.  Checks the job first.  The caller
 * frees the result; NULL when the job has errors or memory ran out. */
char *kumihan_dump(struct kumihan *job);
char *kumihan_text(struct kumihan *job);

/* Where the figure [value NAME] comes from: formula, operands, file, row and
 * column.  The caller frees the result; NULL when there is no such value, the
 * data have errors, or memory ran out. */
char *kumihan_trace(struct kumihan *job, const char *name);

/* What kumihan_lines composes, and how.  Every member of the second may be
 * NULL; `place` is what messages name a key's value by, NULL: --set. */
struct kumihan_key {
    const char *key, *value, *place;
};
struct kumihan_lines {
    const char *job;     /* a job file; NULL: a job of one style `body`, BIZ
                            UDMincho at 10pt, everything else as a [style] says
                            when it says nothing */
    const char *style;   /* of the paragraphs; NULL: body */
    const char *font;    /* a [font] of the job, else a face by its name, file
                            or PostScript name; NULL: the style's */
    const char *measure; /* the length of a line: 25em, 90mm; em is the style's
                            size; NULL: 25em */
    const struct kumihan_key *key; /* keys of the style, over the job's */
    size_t n_keys;
    const char *name; /* of the copy in messages; NULL: <copy> */
};

/* Composes the N bytes COPY (Markdown copy in UTF-8) and tells what was done,
 * cluster by cluster, as rows of tab-separated columns.
 *
 * Nothing is laid out: there are no pages, areas or blocks; WHAT says how long
 * the lines are.  Values ({{name}}), styles, the keep list and notes are those
 * of the job.  OPTIONS as for kumihan_load; without a job file the current
 * folder is the project, but is not searched for fonts.
 *
 * *JOB is set whenever memory allows, so that its messages can be read; the
 * caller frees it with kumihan_free.  *TEXT is the rows, which the caller
 * frees, or NULL when nothing could be composed.  Lines that are too wide are
 * an error, but are told.
 *
 * The rows, in this order:
 *
 *   # ...       first, rows that name the columns of those below
 *   #para       a paragraph begins: its number, the name of its style, size and
 *               measure (after indents) in points
 *   #marker     the bullet or number beside the next line: line, text, x, width
 *   LINE ...    one row a cluster: line, text, class, x, advance, before
 *   #ruby       a reading over the line, or an emphasis dot: line, reading, x,
 *               width, base
 *   #line       ends a line: natural and final width, step, its name, hang,
 *               line
 *
 * Lines are counted from 1 over all paragraphs.  Lengths are whole thousandths
 * of the size of the paragraph's style, along the line.  `x` is the front edge
 * of the cluster's body, from the edge of the measure asked for: indents,
 * centring and what a line's head leaves free show in it.  Punctuation has a
 * body of half an em; `advance` is the body's length.  `before` is the space in
 * front of the body on its line, adjusted and with letter space; 0 for the
 * first cluster.  Edges are rounded and spaces derived from them, so that
 * x + advance + the next row's `before` is exactly the next row's x.
 *
 * `class` is the JLREQ class used for line breaking, cl-01 to cl-30.  A word
 * space (cl-26) is a row of its own: its text a space, its advance all the
 * space between its neighbours, `before` 0.  Spaces at which a line turns
 * vanish: they have no row.  Nor have invisible characters (ZWSP, WJ).
 *
 * `natural` and `final` are the line's width before and after adjustment, with
 * space at its head and end, without indent and without what hangs out; `hang`
 * is how far its last mark stands outside.  `step` is the furthest step of
 * adjustment that was taken: 0 none; reduction (JLREQ 3.8.3) -1 word-space, -2
 * line-end, -3 line-end-middle-dot, -4 middle-dot, -5 punctuation, -6
 * japanese-latin; expansion (JLREQ 3.8.4) 1 word-space, 2 japanese-latin, 3
 * other, 4 even.
 *
 * The same input gives the same bytes.  Returns KUMIHAN_OK (there may be
 * warnings), KUMIHAN_INPUT or KUMIHAN_ENVIRONMENT. */
int kumihan_lines(const struct kumihan_lines *what,
    const struct kumihan_options *options, const char *copy, size_t n,
    struct kumihan **job, char **text);

/* How many messages there are, and how many of them are errors. */
size_t kumihan_problems(const struct kumihan *job);
size_t kumihan_errors(const struct kumihan *job);

/* All messages found so far, one a line, in the language and form asked for:
 * `file:line:col: level: text [id]`, or one JSON object a line.  The caller
 * frees the result; NULL when memory ran out. */
char *kumihan_messages(const struct kumihan *job, enum kumihan_lang lang,
    enum kumihan_format format);

/* Gives back the job and all it holds; NULL is allowed. */
void kumihan_free(struct kumihan *job);

/* What the job file may say about TOPIC: NULL for the kinds of sections,
 * "style" for a kind, "style:size" or "size" for keys.  The caller frees the
 * result.  NULL when nothing fits; *NEAREST then is the most similar name, or
 * NULL.  NEAREST may be NULL. */
char *kumihan_explain(
    const char *topic, enum kumihan_lang lang, const char **nearest);

/* The reference manual of the job file, in Markdown.  The caller frees it. */
char *kumihan_manual(enum kumihan_lang lang);

/* The fonts that can be found, one a line, tab-separated under a head row:
 * name, file, face, outlines, glyphs, coverage of JIS X 0208, embedding
 * rights.  OPTIONS as for kumihan_load.  Files that are no fonts are left out.
 * The caller frees the result; NULL when memory ran out. */
char *kumihan_fonts(const struct kumihan_options *options);

#ifdef __cplusplus
}
#endif

#endif
