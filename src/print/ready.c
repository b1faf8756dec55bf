#include "print/ready.h"

enum err
ready_make(struct diag *diag, ipp_t *printer, const struct wish *wish,
    const struct edition *edition, struct ready *out)
{
    *out = (struct ready){.arena = arena_new()};
    if (out->arena == NULL)
        return ERR_NOMEM;
    enum err err =
        printlist_bytes(out->arena, diag, edition, &out->bytes, out->hash);
    if (err == ERR_OK)
        err = pdfsheet_read(diag, edition->path, out->bytes, &out->sheet);
    if (err == ERR_OK)
        err = ticket_make(out->arena, diag, printer, wish, edition->path,
            &out->sheet, &out->ticket);
    return err;
}

enum err
ready_turn(
    struct diag *diag, const struct edition *edition, struct ready *ready)
{
    struct str upright;
    if (!ready->ticket.turn)
        return ERR_OK;
    enum err err = pdfsheet_upright(
        ready->arena, diag, edition->path, ready->bytes, &upright);
    ready->bytes = upright;
    return err;
}

void
ready_fini(struct ready *ready)
{
    ticket_fini(&ready->ticket);
    arena_free(ready->arena);
}
