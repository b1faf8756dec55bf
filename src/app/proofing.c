#include "app/proofing.h"

#include <string.h>

#include "app/against.h"
#include "app/judge.h"
#include "sheet/locate.h"

struct marks {
    struct kumihan *k;
    struct proof_mark *mark;
    size_t n;
    bool japanese;
};

bool
proofing_is_asked(const struct kumihan *k)
{
    return k->profile != NULL && section_word_is(k->profile, "type", "proof");
}

static enum proof_kind
kind_of(enum diag_level level)
{
    return level >= DIAG_ERROR  ? PROOF_ERROR
           : level == DIAG_WARN ? PROOF_WARNING
                                : PROOF_NOTE;
}

static enum err
add_message(struct marks *m, size_t index)
{
    struct kumihan *k = m->k;
    struct diag_found found = diag_at(k->diag, index);
    struct proof_mark *mark = &m->mark[m->n++];
    struct proof_box *box = arena_alloc(k->arena, sizeof *box);
    struct buf text = {0};
    if (box == NULL)
        return ERR_NOMEM;
    diag_put_text(k->diag, index, m->japanese ? DIAG_JA : DIAG_EN, &text);
    buf_printf(&text, " [%s]", found.id);
    if (found.loc.file != NULL)
        buf_printf(&text, " %s:%d", found.loc.file, (int)found.loc.line);
    *mark = (struct proof_mark){.kind = kind_of(found.level),
        .page = SIZE_MAX,
        .text = text.failed ? NULL : arena_strdup(k->arena, text.p)};
    buf_fini(&text);
    if (locate(k->document, found.loc, &mark->page, box)) {
        mark->box = box;
        mark->n_boxes = 1;
    } else
        mark->page = SIZE_MAX;
    return mark->text == NULL ? ERR_NOMEM : ERR_OK;
}

/* The text of FINDING as the diagnostics have it.  NULL: no memory. */
static const char *
text_of(struct marks *m, const struct finding *finding)
{
    struct finding *list[] = {NULL};
    memcpy(list, &finding, sizeof finding);
    struct findings one = {.arena = m->k->arena, .finding = list, .n = 1};
    struct diag *diag = diag_new();
    struct buf text = {0};
    if (diag == NULL)
        return NULL;
    bool said = findings_say(&one, diag) != ERR_NOMEM && diag_count(diag) > 0;
    if (said) {
        diag_put_text(diag, 0, m->japanese ? DIAG_JA : DIAG_EN, &text);
        buf_printf(&text, " [%s]", finding->message->id);
    }
    const char *copy =
        said && !text.failed ? arena_strdup(m->k->arena, text.p) : NULL;
    buf_fini(&text);
    diag_free(diag);
    return copy;
}

static enum err
add_finding(struct marks *m, const struct finding *finding)
{
    const struct bounds *at = &finding->at;
    struct proof_box *box = arena_alloc(m->k->arena, sizeof *box);
    struct proof_mark *mark = &m->mark[m->n++];
    if (box == NULL)
        return ERR_NOMEM;
    *box = (struct proof_box){at->x0, at->y0, at->x1 - at->x0, at->y1 - at->y0};
    *mark = (struct proof_mark){.kind = kind_of(finding->message->level),
        .page = finding->page,
        .box = box,
        .n_boxes = bounds_empty(at) ? 0 : 1,
        .text = text_of(m, finding)};
    return mark->text == NULL ? ERR_NOMEM : ERR_OK;
}

/* Long texts are for the list; here their beginning tells which they are. */
static void
put_quote(struct buf *out, struct str text)
{
    enum { MOST = 120 };
    bool cut = text.n > MOST;
    size_t n = text.n;
    if (cut)
        for (n = MOST; n > 0 && ((unsigned char)text.p[n] & 0xC0) == 0x80;)
            n--;
    buf_text(out, "「");
    buf_put(out, text.p, n);
    buf_text(out, cut ? "…」" : "」");
}

void
proofing_put_change(struct buf *out, const struct change *c, bool ja)
{
    switch (c->kind) {
    case CHANGE_TEXT:
        put_quote(out, c->old_text);
        buf_text(out, " → ");
        put_quote(out, c->new_text);
        break;
    case CHANGE_ADDED:
        buf_text(out, ja ? "追加 " : "added ");
        put_quote(out, c->new_text);
        break;
    case CHANGE_REMOVED:
        buf_text(out, ja ? "削除 " : "removed ");
        put_quote(out, c->old_text);
        break;
    case CHANGE_MOVED:
        buf_printf(out, ja ? "%zu ページから移動" : "moved from page %zu",
            c->old_page + 1);
        break;
    case CHANGE_PICTURE:
        buf_text(out, ja ? "図が変わった" : "its picture changed");
        break;
    }
}

static void
put_place(struct buf *out, const struct change *c)
{
    buf_text(out, " (");
    buf_str(out, c->block);
    if (c->loc.file != NULL)
        buf_printf(out, " %s:%d", c->loc.file, (int)c->loc.line);
    buf_byte(out, ')');
}

static enum err
add_change(struct marks *m, const struct change *change)
{
    struct arena *arena = m->k->arena;
    struct buf text = {0};
    struct proof_box *box = arena_array(arena, change->n_boxes, sizeof *box);
    if (box == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < change->n_boxes; i++) {
        const struct rect *r = &change->box[i];
        box[i] = (struct proof_box){r->x, r->y, r->width, r->height};
    }
    proofing_put_change(&text, change, m->japanese);
    put_place(&text, change);
    struct proof_mark *mark = &m->mark[m->n++];
    *mark = (struct proof_mark){.kind = PROOF_CHANGE,
        .page = change->page != SIZE_MAX ? change->page : change->old_page,
        .box = box,
        .n_boxes = change->n_boxes,
        .text = text.failed ? NULL : arena_strdup(arena, text.p)};
    buf_fini(&text);
    return mark->text == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
proofing_make(struct kumihan *k, struct document **out)
{
    const struct changes *changes;
    const char *lang = k->document->lang;
    struct marks m = {.k = k, .japanese = true};
    if (lang != NULL)
        m.japanese = strncmp(lang, "ja", 2) == 0;
    const char *printer = k->options == NULL ? NULL : k->options->printer;
    enum err err = against_changes(k, &changes);
    if (err == ERR_OK)
        err = judge_for_proof(k, printer);
    if (err != ERR_OK)
        return err;
    const struct findings *found = k->findings;
    size_t messages = diag_count(k->diag);
    m.mark =
        arena_array(k->arena, messages + found->n + changes->n, sizeof *m.mark);
    if (m.mark == NULL || found->failed)
        return ERR_NOMEM;
    for (size_t i = 0; i < messages && err == ERR_OK; i++)
        err = add_message(&m, i);
    for (size_t i = 0; i < found->n && err == ERR_OK; i++)
        err = add_finding(&m, found->finding[i]);
    for (size_t i = 0; i < changes->n && err == ERR_OK; i++)
        err = add_change(&m, &changes->change[i]);
    if (err == ERR_OK && findings_say(found, k->diag) == ERR_NOMEM)
        err = ERR_NOMEM;
    if (err != ERR_OK)
        return err;
    return proof_make(
        k->arena, k->diag, k->document, m.mark, m.n, m.japanese, out);
}
