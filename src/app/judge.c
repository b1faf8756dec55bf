#include "app/judge.h"

#include "app/printer.h"
#include "inspect/contrast.h"
#include "inspect/reading.h"

DIAG_MESSAGE(not_print, "app.printer-profile", DIAG_ERROR,
    "--printer は type が print のプロファイルで使います（いまは {1} で、type "
    "は "
    "{2}）。--profile print を付けてください",
    "--printer is for profiles of type print; this is \"{1}\" of type {2}. Add "
    "--profile print");

/* An empty collection in k->findings.  False: no memory. */
static bool
new_findings(struct kumihan *k)
{
    k->findings = arena_alloc(k->arena, sizeof *k->findings);
    if (k->findings != NULL)
        k->findings->arena = k->arena;
    return k->findings != NULL;
}

static enum err
find_for_screen(struct kumihan *k)
{
    struct arena *scratch = arena_new();
    enum err err = ERR_NOMEM;
    if (scratch != NULL && new_findings(k))
        err = contrast_check(scratch, k->document, k->judged, k->findings);
    if (err == ERR_OK)
        err = reading_check(k->document, k->findings);
    arena_free(scratch);
    return err;
}

enum err
judge_shared(struct kumihan *k)
{
    if (k->share.document == NULL ||
        !section_word_is(k->profile, "type", "web"))
        return ERR_OK;
    struct arena *scratch = arena_new();
    struct findings found = {.arena = scratch};
    enum err err = scratch == NULL ? ERR_NOMEM
                                   : contrast_check(scratch, k->share.document,
                                         NULL, &found);
    if (err == ERR_OK && found.n == 0)
        k->judged = k->share.document;
    arena_free(scratch);
    return err;
}

enum err
judge_for_screen(struct kumihan *k)
{
    if (!section_word_is(k->profile, "type", "web"))
        return ERR_OK;
    enum err err = find_for_screen(k);
    return err == ERR_OK ? findings_say(k->findings, k->diag) : err;
}

enum err
judge_for_printer(struct kumihan *k, const char *printer)
{
    struct preflight_limits limits;
    if (!section_word_is(k->profile, "type", "print")) {
        enum err err = DIAG(k->diag, LOC_NONE, &not_print, k->profile->name,
            section_text(k->profile, "type"));
        return err == ERR_INPUT ? ERR_USAGE : err;
    }
    enum err err = printer_load(k, printer, &limits);
    if (err == ERR_OK && !new_findings(k))
        err = ERR_NOMEM;
    if (err == ERR_OK)
        err = preflight_check(k->document, &limits, k->findings);
    return err == ERR_OK ? findings_say(k->findings, k->diag) : err;
}

enum err
judge_for_proof(struct kumihan *k, const char *printer)
{
    struct preflight_limits limits;
    enum err err = find_for_screen(k);
    if (err != ERR_OK || printer == NULL)
        return err;
    err = printer_load(k, printer, &limits);
    return err == ERR_OK ? preflight_check(k->document, &limits, k->findings)
                         : err;
}
