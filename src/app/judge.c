#include "app/judge.h"

#include "inspect/contrast.h"

/* An empty collection in k->findings.  False: no memory. */
static bool
new_findings(struct kumihan *k)
{
    k->findings = arena_alloc(k->arena, sizeof *k->findings);
    if (k->findings != NULL)
        k->findings->arena = k->arena;
    return k->findings != NULL;
}

enum err
judge_for_screen(struct kumihan *k)
{
    if (!section_word_is(k->profile, "type", "web"))
        return ERR_OK;
    struct arena *scratch = arena_new();
    enum err err = ERR_NOMEM;
    if (scratch != NULL && new_findings(k))
        err = contrast_check(scratch, k->document, k->findings);
    arena_free(scratch);
    return err == ERR_OK ? findings_say(k->findings, k->diag) : err;
}
