#include "inspect/part.h"

#include "inspect/seen.h"

bool
part_next(struct part *part)
{
    for (; part->page < part->document->n_pages; part->page++, part->at = 0) {
        part->on = part->document->page[part->page];
        const struct scaffold *s = part->on->scaffold;
        while (s != NULL && part->at < s->n_blocks) {
            part->frame = &s->block[part->at++];
            if (part->frame->part != FRAME_REPEATS &&
                (part->block == NULL ||
                    strcmp(part->frame->name, part->block) == 0))
                return true;
        }
    }
    return false;
}

struct bounds
part_box(const struct frame *f)
{
    return (struct bounds){f->x, f->y, f->x + f->width, f->y + f->height};
}

bool
part_is_inside(const struct page *page, const struct item *item,
    enum role first, enum role last)
{
    const struct element *e = seen_element(page, item);
    for (; e != NULL; e = e->parent)
        if (e->role >= first && e->role <= last)
            return true;
    return false;
}

bool
part_holds(const struct page *page, const struct frame *frame, enum role first,
    enum role last)
{
    for (size_t i = frame->first; i < frame->end; i++)
        if (part_is_inside(page, &page->item[i], first, last))
            return true;
    return false;
}
