/* Blocks of type notes: the notes first used on their page, in order. */
#include <string.h>

#include "layout/cells.h"
#include "layout/lines.h"
#include "layout/types.h"

struct entry_mark {
    struct set_flow flow;
    emu width;
};

/* `*{n}` and `.` make `*1.` */
static enum err
mark_copy(struct plan *plan, const struct note *note, struct node **out)
{
    const char *form = plan->set.note_mark, *at = strstr(form, "{n}");
    int before = at == NULL ? 0 : (int)(at - form);
    const char *mark = arena_printf(plan->arena, "%.*s%d%s%s", before, form,
        note->number, at == NULL ? "" : at + 3, plan->note_end);
    if (mark == NULL)
        return ERR_NOMEM;
    return cells_copy(plan, note->loc, str_of(mark), STR(""), out);
}

static enum err
set_marks(struct plan *plan, const struct set_style *style, int32_t milli,
    struct entry_mark *mark, emu *widest)
{
    enum err err = ERR_OK;
    *widest = 0;
    for (size_t i = 0; i < plan->here.n && err == ERR_OK; i++) {
        struct node *copy;
        err = mark_copy(plan, plan->here.note[i], &copy);
        if (err == ERR_OK)
            err = cells_natural(
                plan, style, milli, copy, &mark[i].flow, &mark[i].width);
        if (mark[i].width > *widest)
            *widest = mark[i].width;
    }
    return err;
}

/* NULL: no memory. */
static const struct set_around *
note_around(struct plan *plan, const struct note *note)
{
    struct set_around *around = arena_alloc(plan->arena, sizeof *around);
    const char *id = arena_printf(plan->arena, "note-%d", note->number);
    if (around == NULL || id == NULL)
        return NULL;
    *around = (struct set_around){.role = ROLE_NOTE, .source = note, .id = id};
    return around;
}

static enum err
add_note(struct plan *plan, const struct set_style *style, int32_t milli,
    const struct note *note, const struct entry_mark *mark, emu room,
    emu measure, struct unit_list *list)
{
    struct set_flow flow;
    enum err err =
        lines_set(plan, NULL, style, milli, note->body, measure - room, &flow);
    const struct text_line *line =
        mark->flow.n > 0 ? &mark->flow.para[0].line[0] : NULL;
    if (err == ERR_OK)
        err = lines_hang(plan, &flow, line, room);
    if (err == ERR_OK)
        err = lines_around(plan, &flow, note_around(plan, note));
    return err == ERR_OK ? lines_add(plan, list, &flow) : err;
}

static enum err
build_notes(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    const struct section *s = block->section;
    size_t n = plan->here.n;
    struct unit_list list = {0};
    struct entry_mark *mark = arena_array(plan->arena, n, sizeof *mark);
    struct strip *strip = block_add_strip(out, width);
    emu room;
    if (mark == NULL)
        return ERR_NOMEM;
    strip->columns = (size_t)section_integer(s, "columns");
    strip->gap = plan_length(s, "column-gap", block->style->size);
    enum err err = set_marks(plan, block->style, milli, mark, &room);
    room += block->style->size / 2;
    if (section_has(s, "mark-width"))
        room = plan_length(s, "mark-width", block->style->size);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = add_note(plan, block->style, milli, plan->here.note[i], &mark[i],
            room, block_measure(strip), &list);
    strip->unit = list.unit;
    strip->n = list.n;
    return err;
}

const struct block_type notesblock_type = {.name = "notes",
    .turns = true,
    .style = "note",
    .build = build_notes,
    .notes = true};
