#include "layout/settle.h"

#include "layout/pour.h"

emu
settle_stretch(struct places *places, size_t first, emu spare)
{
    int64_t users = 0, nth = 0;
    emu moved = 0;
    if (spare <= 0)
        return spare;
    for (size_t i = first; i < places->n; i++)
        users += pour_unit(&places->place[i])->stretch ? 1 : 0;
    for (size_t i = first; i < places->n && users > 0; i++) {
        struct place *place = &places->place[i];
        place->box.y += moved;
        if (!pour_unit(place)->stretch)
            continue;
        nth++;
        emu until = (emu)(spare * nth / users);
        place->box.height += until - moved;
        moved = until;
    }
    return spare - moved;
}

static void
spread(struct places *places, size_t first, emu spare)
{
    int64_t blocks = 0, nth = 0;
    for (size_t i = first; i < places->n; i++)
        blocks += places->place[i].first ? 1 : 0;
    for (size_t i = first; i < places->n && blocks > 1; i++) {
        nth += places->place[i].first && i > first ? 1 : 0;
        places->place[i].box.y += (emu)(spare * nth / (blocks - 1));
    }
}

void
settle_align(
    const struct area *area, struct places *places, size_t first, emu spare)
{
    const struct section *s = area->section;
    if (spare <= 0 || s == NULL || section_word_is(s, "valign", "top"))
        return;
    if (section_word_is(s, "valign", "spread")) {
        spread(places, first, spare);
        return;
    }
    emu down = section_word_is(s, "valign", "middle") ? spare / 2 : spare;
    for (size_t i = first; i < places->n; i++)
        places->place[i].box.y += down;
}
