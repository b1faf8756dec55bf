/* Read everything, give everything its place, then draw. */
#include "layout/layout.h"

#include <string.h>

#include "layout/area.h"
#include "layout/block.h"
#include "layout/fill.h"
#include "layout/ink.h"
#include "layout/redraw.h"
#include "layout/stream.h"

DIAG_MESSAGE(no_pages, "layout.no-pages", DIAG_ERROR,
    "ページがありません。[page 名前] を書いてください",
    "there are no pages; write a [page NAME]");

static const char *
text_of(const struct section *s, const char *key)
{
    return s == NULL ? NULL : section_text(s, key);
}

/* NULL when Western words need no switch of language. */
static const char *
latin_lang(const struct section *s)
{
    const char *lang = text_of(s, "latin-lang"), *whole = text_of(s, "lang");
    bool same = lang == NULL || (whole != NULL && strcmp(lang, whole) == 0);
    return same ? NULL : lang;
}

static enum err
begin_document(struct plan *plan)
{
    const struct section *s = job_find(plan->job, "document", "");
    struct document *document = document_new(plan->arena);
    if (document == NULL)
        return ERR_NOMEM;
    document->title = text_of(s, "title");
    document->author = text_of(s, "author");
    document->subject = text_of(s, "subject");
    document->keywords = text_of(s, "keywords");
    document->lang = text_of(s, "lang");
    document->date = text_of(s, "date");
    plan->set.document = document;
    plan->set.latin_lang = latin_lang(s);
    plan->set.note_mark = s == NULL ? "*{n}" : section_text(s, "note-mark");
    plan->note_end = s == NULL ? "." : section_text(s, "note-end");
    return ERR_OK;
}

/* As far as any profile of the job wants grounds to reach, so that the pages
 * are the same for all of them. */
static emu
widest_bleed(const struct job *job)
{
    emu widest = PAGE_BLEED;
    const struct section *s = NULL;
    while ((s = job_next(job, "profile", s)) != NULL) {
        if (s->type == NULL || strcmp(s->type, "print") != 0)
            continue;
        emu bleed = unit_resolve(section_length(s, "bleed"), 0);
        widest = bleed > widest ? bleed : widest;
    }
    return widest;
}

static enum err
begin_theme(struct plan *plan, const struct layout_request *request)
{
    const struct layout_share *share = request->share;
    struct theme *theme = NULL;
    enum err err = ERR_OK;
    if (share == NULL)
        err = theme_load(
            plan->arena, plan->diag, plan->job, request->fonts, &theme);
    plan->set.theme = plan->plain = share == NULL ? theme : share->theme;
    plan->set.notes = notes_new(plan->arena);
    plan->set.recall =
        recall_new(plan->arena, share == NULL ? NULL : share->recall);
    if (err != ERR_OK)
        return err;
    plan->bleed = widest_bleed(plan->job);
    plan->body = theme_style(plan->plain, "body");
    plan->set.document->font = plan->body->regular.font;
    plan->copy = (struct copy_context){
        plan->arena, plan->diag, plan->job, plan->set.dataset, plan->set.notes};
    bool made = plan->set.notes != NULL && plan->set.recall != NULL;
    return made ? ERR_OK : ERR_NOMEM;
}

/* The first line of the grid is where a line of body copy set at the upper edge
 * of the type area has its base line, so that N lines of the grid take N lines
 * of copy. */
static emu
phase_of(const struct plan *plan, const struct grid *grid)
{
    return (grid->pitch - plan->body->size) / 2 + set_ascent(plan->body);
}

static enum err
read_pages(struct plan *plan)
{
    const struct section *s = NULL;
    const struct loc here = {plan->job->path, 0, 0};
    enum err worst = ERR_OK;
    size_t n = 0;
    while ((s = job_next(plan->job, "page", s)) != NULL)
        n++;
    plan->page = arena_array(plan->arena, n, sizeof *plan->page);
    if (plan->page == NULL)
        return ERR_NOMEM;
    if (n == 0)
        return DIAG(plan->diag, here, &no_pages, NULL);
    while ((s = job_next(plan->job, "page", s)) != NULL) {
        struct page_plan *page = &plan->page[plan->n_pages++];
        worst = plan_worse(worst, grid_read(plan->arena, plan->diag, s,
                                      plan->body->size, &page->grid));
        page->phase = phase_of(plan, &page->grid);
        page->flow = section_boolean(s, "flow");
    }
    plan->grid_faults = worst != ERR_OK;
    return worst;
}

/* The file of notes is not shown itself; it only defines them. */
static enum err
read_notes(struct plan *plan)
{
    const struct section *s = job_find(plan->job, "document", "");
    struct node *root;
    if (s == NULL || !section_has(s, "notes"))
        return ERR_OK;
    size_t uses = dataset_row_uses(plan->set.dataset);
    enum err err = copy_read(
        &plan->copy, section_loc(s, "notes"), section_file(s, "notes"), &root);
    plan->notes_vary = dataset_row_uses(plan->set.dataset) != uses;
    return err;
}

static enum err
read_all(struct plan *plan)
{
    enum err err = read_pages(plan);
    if (err == ERR_OK)
        err = plan_worse(read_notes(plan), area_read(plan));
    if (err == ERR_OK || err == ERR_INPUT)
        err = plan_worse(err, block_read(plan));
    return err;
}

/* The pages, areas and notes of SHARED, and those of its blocks that are the
 * same in all editions. */
static enum err
take_all(struct plan *plan, const struct plan *shared)
{
    plan->page = arena_array(plan->arena, shared->n_pages, sizeof *plan->page);
    enum err err = redraw_begin(plan, shared);
    if (plan->page == NULL || err != ERR_OK)
        return ERR_NOMEM;
    plan->n_pages = shared->n_pages;
    for (size_t i = 0; i < plan->n_pages; i++) {
        plan->page[i] = shared->page[i];
        plan->page[i].notes = NULL;
    }
    plan->area = shared->area;
    plan->n_areas = shared->n_areas;
    plan->band = shared->band;
    plan->n_bands = shared->n_bands;
    plan->turned = shared->turned;
    plan->set.notes = notes_again(plan->arena, shared->set.notes);
    plan->copy.notes = plan->set.notes;
    return plan->set.notes == NULL ? ERR_NOMEM : block_take(plan, shared);
}

static enum err
fill_pages(struct plan *plan, const struct plan *shared)
{
    enum err err = shared == NULL ? read_all(plan) : take_all(plan, shared);
    if (err == ERR_OK)
        err = stream_read(plan);
    if (err == ERR_OK) {
        err = fill_plan(plan);
        plan->filled = err == ERR_OK || (err == ERR_INPUT && plan->proof);
    }
    return plan->filled ? plan_worse(err, ink_sheets(plan)) : err;
}

static struct plan
plan_for(const struct layout_request *request)
{
    return (struct plan){.arena = request->arena,
        .diag = request->diag,
        .job = request->job,
        .set = {.arena = request->arena,
            .diag = request->diag,
            .job = request->job,
            .dataset = request->dataset},
        .proof = request->proof};
}

static enum err
build(struct plan *plan, const struct layout_request *request)
{
    enum err err = begin_document(plan);
    if (err == ERR_OK)
        err = begin_theme(plan, request);
    if (err != ERR_OK) /* all need styles */
        return err;
    const struct layout_share *share = request->share;
    return fill_pages(plan, share == NULL ? NULL : share->plan);
}

enum err
layout_build(const struct layout_request *request, struct document **out)
{
    struct plan plan = plan_for(request);
    enum err err = build(&plan, request);
    if (request->share == NULL)
        theme_fini(plan.plain);
    bool shown = err == ERR_INPUT && plan.proof && plan.filled;
    *out = err == ERR_OK || shown ? plan.set.document : NULL;
    return err;
}

/* Reads of the row outside of blocks: then nothing that was read is shared. */
static bool
is_plan_shared(struct plan *plan, const struct layout_request *request)
{
    static const char *const kinds[] = {"page", "area", NULL};
    static const char *const keys[] = {
        "notes", "note-mark", "note-end", "lang", "latin-lang"};
    const struct job *job = request->job;
    for (size_t i = 0; kinds[i] != NULL; i++)
        if (job_row_reaches(job, job->row, kinds[i], NULL))
            return false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (job_row_reaches(job, job->row, "document", keys[i]))
            return false;
    return !plan->notes_vary && !request->proof && block_share(plan);
}

enum err
layout_share(const struct layout_request *request, struct layout_share *out)
{
    struct plan *plan = arena_alloc(request->arena, sizeof *plan);
    *out = (struct layout_share){0};
    if (plan == NULL)
        return ERR_NOMEM;
    *plan = plan_for(request);
    if (!redraw_record(plan))
        return ERR_NOMEM;
    enum err err = build(plan, request);
    *out = (struct layout_share){.theme = plan->plain,
        .recall = plan->set.recall,
        .document = plan->set.document};
    if (err != ERR_OK)
        layout_unshare(out);
    else if (is_plan_shared(plan, request))
        out->plan = plan;
    return err;
}

void
layout_unshare(struct layout_share *share)
{
    theme_fini(share->theme);
    *share = (struct layout_share){0};
}
