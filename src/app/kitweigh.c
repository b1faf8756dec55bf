#include "app/kitweigh.h"

DIAG_MESSAGE(heavy, "app.press-heavy", DIAG_ERROR,
    "{1} はメールに載せると {2} KB（ファイルでは {3} KB）で、[press] の "
    "pdf-kilobytes の {4} KB を超えます。ファイルの中は重い順に {5} です。"
    "これらを小さくするか、pdf-kilobytes を変えてください",
    "{1} takes {2} KB in the mail ({3} KB as a file), more than the {4} KB of "
    "pdf-kilobytes in [press]. In the file, the heaviest first: {6}. Make "
    "these smaller, or change pdf-kilobytes");
DIAG_MESSAGE(heavy_file, "app.press-heavy-file", DIAG_ERROR,
    "{1} はメールに載せると {2} KB（ファイルでは {3} KB）で、[press] の "
    "pdf-kilobytes の {4} KB を超えます。file で添付する PDF は中の画像を"
    "軽くできません。小さく作り直すか、pdf-kilobytes を変えてください",
    "{1} takes {2} KB in the mail ({3} KB as a file), more than the {4} KB of "
    "pdf-kilobytes in [press]. The pictures in a PDF attached by file cannot "
    "be made lighter here; make it again smaller, or change pdf-kilobytes");
DIAG_MESSAGE(rules, "app.press-rules-heavy", DIAG_ERROR,
    "{1} は {2} KB で、記者クラブの受ける {3} KB を超えます。ファイルの中は重い"
    "順に {4} です。これらを小さくするか、添付を減らしてください",
    "{1} has {2} KB; press clubs take at most {3} KB. In the file, the "
    "heaviest first: {5}. Make these smaller, or attach less");
DIAG_MESSAGE(rules_file, "app.press-rules-heavy", DIAG_ERROR,
    "{1} は {2} KB で、記者クラブの受ける {3} KB を超えます。file で添付する "
    "PDF "
    "は中の画像を軽くできません。小さく作り直すか、添付をやめてください",
    "{1} has {2} KB; press clubs take at most {3} KB. The pictures in a PDF "
    "attached by file cannot be made lighter here; make it again smaller, or "
    "leave it out");
DIAG_MESSAGE(heavy_mail, "app.press-heavy-mail", DIAG_ERROR,
    "メール {1} は {2} KB で、[press] の mail-kilobytes の {3} KB を超えます。"
    "メールの中は重い順に {4} です。添付を減らすか、mail-kilobytes を変えて"
    "ください",
    "the mail {1} has {2} KB, more than the {3} KB of mail-kilobytes in "
    "[press]. In the mail, the heaviest first: {5}. Attach less, or change "
    "mail-kilobytes");

enum {
    KILOBYTE = 1000,
    LINE = 76, /* of base64; RFC 2045, 6.8 */
    LISTED = 5 /* parts told one by one; behind them the rest as one */
};

size_t
kitweigh_encoded(size_t n)
{
    size_t digits = (n + 2) / 3 * 4;
    return digits + (digits + LINE - 1) / LINE * strlen("\r\n");
}

int64_t
kitweigh_kilobytes(size_t n)
{
    return (int64_t)((n + KILOBYTE - 1) / KILOBYTE);
}

/* --- what weighs what ----------------------------------------------------- */

/* Something that weighs, as it is called in both languages: name and, in
 * brackets, what else there is to know of it ("": nothing). */
struct part {
    const char *ja, *en;
    const char *ja_more, *en_more;
    size_t bytes;
    bool told;
};

struct parts {
    struct arena *arena;
    struct part *part;
    size_t n, cap;
    size_t bytes; /* of the whole, which has more than these */
};

static enum err
add_part(struct parts *parts, struct part part)
{
    if (part.bytes == 0)
        return ERR_OK;
    struct part *all = arena_grow(
        parts->arena, parts->part, parts->n, &parts->cap, sizeof *all);
    if (all == NULL || part.ja == NULL || part.en == NULL ||
        part.ja_more == NULL || part.en_more == NULL)
        return ERR_NOMEM;
    parts->part = all;
    all[parts->n++] = part;
    return ERR_OK;
}

/* The heaviest one that was not told yet; NULL: all were. */
static struct part *
heaviest(struct parts *parts)
{
    struct part *most = NULL;
    for (size_t i = 0; i < parts->n; i++)
        if (!parts->part[i].told &&
            (most == NULL || parts->part[i].bytes > most->bytes))
            most = &parts->part[i];
    return most;
}

static void
put_part(struct buf *out, bool first, bool japanese, const struct part *part)
{
    const char *more = japanese ? part->ja_more : part->en_more;
    if (!first)
        buf_text(out, japanese ? "、" : ", ");
    buf_printf(out, "%s %lld KB", japanese ? part->ja : part->en,
        (long long)kitweigh_kilobytes(part->bytes));
    if (more[0] != '\0')
        buf_printf(out, japanese ? "（%s）" : " (%s)", more);
}

/* PARTS as two lists, owned by their arena. */
static enum err
list(struct parts *parts, const char **ja, const char **en)
{
    struct buf text[2] = {{0}, {0}};
    size_t rest = parts->bytes;
    struct part *part = NULL;
    for (int i = 0; i < LISTED && (part = heaviest(parts)) != NULL; i++) {
        put_part(&text[0], i == 0, true, part);
        put_part(&text[1], i == 0, false, part);
        part->told = true;
        rest -= part->bytes < rest ? part->bytes : rest;
    }
    const struct part others = {
        "そのほか", "everything else", "", "", rest, false};
    if (rest > 0) {
        put_part(&text[0], parts->n == 0, true, &others);
        put_part(&text[1], parts->n == 0, false, &others);
    }
    *ja = text[0].failed ? NULL
                         : arena_strndup(parts->arena, text[0].p, text[0].n);
    *en = text[1].failed ? NULL
                         : arena_strndup(parts->arena, text[1].p, text[1].n);
    buf_fini(&text[0]);
    buf_fini(&text[1]);
    return *ja == NULL || *en == NULL ? ERR_NOMEM : ERR_OK;
}

/* --- a PDF ---------------------------------------------------------------- */

static enum err
add_picture(const struct kit *kit, struct parts *parts,
    const struct pdf_weight *weight, const struct picture_use *use)
{
    const char *path = weight->image->path == NULL ? "-" : weight->image->path;
    struct part part = {.ja = arena_join(parts->arena, "画像", " ", path),
        .en = arena_join(parts->arena, "picture", " ", path),
        .ja_more = "",
        .en_more = "",
        .bytes = weight->bytes};
    if (use == NULL)
        return add_part(parts, part);
    int64_t dpi = kitlight_dpi(use);
    bool stuck = use->lighter == NULL &&
                 dpi > section_integer(kit->section, "picture-dpi");
    const char *file = use->loc.file == NULL ? "-" : use->loc.file;
    part.ja_more = arena_printf(parts->arena, "%lld dpi、ページ %zu、%s:%d%s",
        (long long)dpi, use->page + 1, file, (int)use->loc.line,
        stuck ? "、これ以上軽くできません" : "");
    part.en_more = arena_printf(parts->arena, "%lld dpi, page %zu, %s:%d%s",
        (long long)dpi, use->page + 1, file, (int)use->loc.line,
        stuck ? ", cannot be made lighter" : "");
    return add_part(parts, part);
}

static enum err
list_pdf(const struct kit *kit, const struct pdf_weights *weights,
    const struct kit_pictures *pictures, struct parts *parts)
{
    enum err err = add_part(parts,
        (struct part){"フォント", "fonts", "", "", weights->fonts, false});
    if (err == ERR_OK)
        err = add_part(parts, (struct part){"添付したデータ", "attached data",
                                  "", "", weights->attached, false});
    for (size_t i = 0; i < weights->n_pictures && err == ERR_OK; i++) {
        const struct pdf_weight *weight = &weights->picture[i];
        err = add_picture(
            kit, parts, weight, kitlight_find(pictures, weight->image));
    }
    return err;
}

static bool
fits_mail(const struct kit *kit, size_t n)
{
    return kitweigh_kilobytes(kitweigh_encoded(n)) <=
           section_integer(kit->section, "pdf-kilobytes");
}

/* As press clubs weigh it: the file. */
static bool
fits_rules(const struct kit *kit, size_t n)
{
    return kit->rules == NULL || !section_has(kit->rules, "pdf-kilobytes") ||
           kitweigh_kilobytes(n) <=
               section_integer(kit->rules, "pdf-kilobytes");
}

bool
kitweigh_fits(const struct kit *kit, size_t n)
{
    return fits_mail(kit, n) && fits_rules(kit, n);
}

enum err
kitweigh_pdf(struct kit *kit, const struct kit_file *file, size_t n,
    const struct pdf_weights *weights, const struct kit_pictures *pictures)
{
    struct diag *diag = kit->k->diag;
    struct parts parts = {.arena = kit->k->arena, .bytes = n};
    const char *ja = "", *en = "";
    if (kitweigh_fits(kit, n))
        return ERR_OK;
    enum err err =
        weights == NULL ? ERR_OK : list_pdf(kit, weights, pictures, &parts);
    if (err == ERR_OK)
        err = list(&parts, &ja, &en);
    if (err != ERR_OK)
        return err;
    if (fits_mail(kit, n))
        return DIAG(diag, file->loc, weights == NULL ? &rules_file : &rules,
            file->name, diag_int(diag, kitweigh_kilobytes(n)),
            section_text(kit->rules, "pdf-kilobytes"), ja, en);
    return DIAG(diag, file->loc, weights == NULL ? &heavy_file : &heavy,
        file->name, diag_int(diag, kitweigh_kilobytes(kitweigh_encoded(n))),
        diag_int(diag, kitweigh_kilobytes(n)),
        diag_int(diag, section_integer(kit->section, "pdf-kilobytes")), ja, en);
}

/* --- the mail ------------------------------------------------------------- */

/* A picture of the HTML, with the place of its figure. */
static enum err
add_shown(struct parts *parts, const struct attachment *a)
{
    const char *more = a->loc.file == NULL ? ""
                                           : arena_printf(parts->arena, "%s:%d",
                                                 a->loc.file, (int)a->loc.line);
    return add_part(parts,
        (struct part){arena_join(parts->arena, "HTML の図", " ", a->file),
            arena_join(parts->arena, "figure of the HTML", " ", a->file), more,
            more, kitweigh_encoded(a->bytes.n), false});
}

static enum err
list_mail(const struct mail *mail, struct parts *parts)
{
    enum err err =
        add_part(parts, (struct part){"文字だけの本文", "the text", "", "",
                            kitweigh_encoded(mail->text.n), false});
    if (err == ERR_OK)
        err = add_part(parts, (struct part){"HTML の本文", "the HTML", "", "",
                                  kitweigh_encoded(mail->html.n), false});
    for (size_t i = 0; i < mail->n_pictures && err == ERR_OK; i++)
        err = add_shown(parts, &mail->picture[i]);
    for (size_t i = 0; i < mail->n_attachments && err == ERR_OK; i++) {
        const struct attachment *a = &mail->attachment[i];
        err = add_part(parts, (struct part){a->file, a->file, "", "",
                                  kitweigh_encoded(a->bytes.n), false});
    }
    return err;
}

enum err
kitweigh_mail(struct kit *kit, const struct kit_file *file, size_t n,
    const struct mail *mail)
{
    struct diag *diag = kit->k->diag;
    struct parts parts = {.arena = kit->k->arena, .bytes = n};
    const char *ja, *en;
    int64_t most = section_integer(kit->section, "mail-kilobytes");
    if (kitweigh_kilobytes(n) <= most)
        return ERR_OK;
    enum err err = list_mail(mail, &parts);
    if (err == ERR_OK)
        err = list(&parts, &ja, &en);
    return err == ERR_OK
               ? DIAG(diag, section_loc(kit->section, "mail-kilobytes"),
                     &heavy_mail, file->name,
                     diag_int(diag, kitweigh_kilobytes(n)),
                     diag_int(diag, most), ja, en)
               : err;
}
