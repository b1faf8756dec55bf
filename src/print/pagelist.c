#include "print/pagelist.h"

static bool
add(struct pagelist *list, struct str part, int most)
{
    struct str last;
    struct str first = str_cut(part, '-', &last);
    int from, to, before = list->n == 0 ? 0 : list->last[list->n - 1];
    if (list->n == PAGELIST_MAX || !str_integer(str_trim(first), &from))
        return false;
    to = from;
    if (last.p != NULL && !str_integer(str_trim(last), &to))
        return false;
    if (from <= before || to < from || to > most)
        return false;
    list->first[list->n] = from;
    list->last[list->n++] = to;
    list->pages += to - from + 1;
    return true;
}

bool
pagelist_read(const char *text, int most, struct pagelist *out)
{
    struct str rest = str_of(text);
    *out = (struct pagelist){.n = 0};
    while (rest.p != NULL)
        if (!add(out, str_cut(rest, ',', &rest), most))
            return false;
    return out->n > 0;
}
