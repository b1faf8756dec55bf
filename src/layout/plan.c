#include "layout/plan.h"

#include <stdlib.h>

emu
plan_length(const struct section *section, const char *key, emu em)
{
    return unit_resolve(section_length(section, key), em);
}

bool
plan_has_note(const struct note_list *list, const struct note *note)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->note[i] == note)
            return true;
    return false;
}

bool
plan_add_note(
    struct arena *arena, struct note_list *list, const struct note *note)
{
    if (plan_has_note(list, note))
        return true;
    const struct note **grown =
        arena_grow(arena, list->note, list->n, &list->cap, sizeof *list->note);
    if (grown == NULL)
        return false;
    list->note = grown;
    list->note[list->n++] = note;
    return true;
}

const char *
plan_over(struct diag *diag, int64_t over)
{
    const int64_t least = EMU_PER_MM / 10;
    return diag_mm(diag, over < least ? least : over);
}

static int
by_number(const void *a, const void *b)
{
    const struct note *const *x = a, *const *y = b;
    return ((*x)->number > (*y)->number) - ((*x)->number < (*y)->number);
}

void
plan_sort_notes(struct note_list *list)
{
    if (list->n > 1)
        qsort(list->note, list->n, sizeof *list->note, by_number);
}

enum err
plan_worse(enum err a, enum err b)
{
    if (a == ERR_OK || (a == ERR_INPUT && b != ERR_OK))
        return b;
    return a;
}
