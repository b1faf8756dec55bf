#include "print/ticketmedia.h"

#include "base/trouble.h"
#include "print/ability.h"

DIAG_MESSAGE(mixed, "print.mixed-sizes", DIAG_ERROR,
    "ページの大きさが {1} から {2} までそろっていません。大きさごとの PDF に"
    "分けるか、--media で全部が入る用紙を選んでください",
    "the pages are of several sizes, from {1} to {2}; split the PDF by size, "
    "or "
    "choose a sheet that holds them all by --media");
DIAG_MESSAGE(no_size, "print.no-media", DIAG_FATAL,
    "{1} の用紙「{2}」はこのプリンターにありません。使える用紙: {3}。拡大・"
    "縮小はしません",
    "the printer has no sheet \"{2}\" of {1}; it has: {3}. Pages are never "
    "scaled");
DIAG_MESSAGE(unknown_name, "print.media-name", DIAG_ERROR,
    "用紙「{1}」がわかりません。A4・B5（JIS）などか、次の名前を書いてください: "
    "{2}",
    "the sheet \"{1}\" is not known; write A4, B5 (JIS) or so, or one of: {2}");
DIAG_MESSAGE(too_small, "print.media-too-small", DIAG_ERROR,
    "ページは {1} で、用紙「{2}」（{3}）からはみ出します。大きい用紙を選んで"
    "ください。縮小はしません",
    "the page of {1} does not fit on \"{2}\" ({3}); choose a larger sheet. "
    "Pages are never scaled");
DIAG_MESSAGE(not_loaded, "print.media-not-loaded", DIAG_WARN,
    "用紙「{1}」はいまプリンターに入っていません（入っているもの: {2}）。"
    "印刷は用紙を待ちます",
    "\"{1}\" is not loaded now (loaded: {2}); the printer will wait for it");
DIAG_MESSAGE(no_tray, "print.no-tray", DIAG_FATAL,
    "給紙口「{1}」はこのプリンターにありません。使えるもの: {2}",
    "the printer has no tray \"{1}\"; it has: {2}");

struct choice {
    struct arena *arena;
    struct diag *diag;
    ipp_t *printer;
    struct loc loc;
    const char *wanted; /* the full name asked for; NULL: by size */
    struct paper paper; /* its size */
    const char *name;   /* chosen */
};

/* The better of two names of one size: the one asked for, then the shorter
 * (variants carry a suffix). */
static bool
is_better(const struct choice *c, const char *name)
{
    if (c->name == NULL)
        return true;
    if (c->wanted != NULL && strcmp(c->name, c->wanted) == 0)
        return false;
    return (c->wanted != NULL && strcmp(name, c->wanted) == 0) ||
           strlen(name) < strlen(c->name);
}

static bool
is_limit(const char *name)
{
    return strncmp(name, "custom_min", 10) == 0 ||
           strncmp(name, "custom_max", 10) == 0;
}

/* Printers tell the sizes they can be set to as the least and the most. */
static bool
within_limits(ipp_attribute_t *media, struct paper paper)
{
    struct paper least = {0, 0}, most = {0, 0};
    for (int i = 0; i < ippGetCount(media); i++) {
        const char *name = ippGetString(media, i, NULL);
        if (name == NULL)
            continue;
        if (strncmp(name, "custom_min", 10) == 0)
            (void)papername_size(name, &least);
        else if (strncmp(name, "custom_max", 10) == 0)
            (void)papername_size(name, &most);
    }
    return least.width > 0 && most.width > 0 && papername_holds(most, paper) &&
           papername_holds(paper, least);
}

static enum err
choose(struct choice *c)
{
    ipp_attribute_t *media = ability_find(c->printer, "media-supported");
    for (int i = 0; i < ippGetCount(media); i++) {
        struct paper paper;
        const char *name = ippGetString(media, i, NULL);
        if (name != NULL && !is_limit(name) && papername_size(name, &paper) &&
            papername_same(paper, c->paper) && is_better(c, name))
            c->name = name;
    }
    if (c->name != NULL)
        return ERR_OK;
    c->name =
        c->wanted != NULL ? c->wanted : papername_custom(c->arena, c->paper);
    const char *size = papername_text(c->arena, c->paper);
    const char *list = ability_list(c->arena, c->printer, "media-supported");
    if (c->name == NULL || size == NULL || list == NULL)
        return ERR_NOMEM;
    if (within_limits(media, c->paper))
        return ERR_OK;
    return trouble(DIAG(c->diag, c->loc, &no_size, size, c->name, list));
}

/* The sheet that is wanted: the one named, else the page's own size. */
static enum err
want(struct choice *c, const struct wish *wish, const struct pdfsheet *sheet)
{
    const char *page = papername_text(c->arena, sheet->first);
    const char *largest = papername_text(c->arena, sheet->largest);
    const char *list = ability_list(c->arena, c->printer, "media-supported");
    if (page == NULL || largest == NULL || list == NULL)
        return ERR_NOMEM;
    c->paper = sheet->first;
    if (wish->media == NULL)
        return sheet->same_size ? ERR_OK
                                : DIAG(c->diag, c->loc, &mixed, page, largest);
    c->wanted = papername_full(wish->media);
    if (c->wanted == NULL || !papername_size(c->wanted, &c->paper))
        return DIAG(c->diag, c->loc, &unknown_name, wish->media, list);
    const char *size = papername_text(c->arena, c->paper);
    if (size == NULL)
        return ERR_NOMEM;
    return papername_holds(c->paper, sheet->largest)
               ? ERR_OK
               : DIAG(c->diag, c->loc, &too_small, largest, wish->media, size);
}

static enum err
warn_unloaded(struct choice *c)
{
    ipp_attribute_t *ready = ability_find(c->printer, "media-ready");
    for (int i = 0; i < ippGetCount(ready); i++) {
        struct paper paper;
        const char *name = ippGetString(ready, i, NULL);
        if (name != NULL && papername_size(name, &paper) &&
            papername_same(paper, c->paper))
            return ERR_OK;
    }
    if (ready == NULL)
        return ERR_OK;
    const char *list = ability_list(c->arena, c->printer, "media-ready");
    /* Of the printer, not of the file: said once for all editions. */
    return list == NULL ? ERR_NOMEM
                        : DIAG(c->diag, LOC_NONE, &not_loaded, c->name, list);
}

/* media-col in the place of media: the two must not stand together. */
static enum err
add_column(struct choice *c, const char *tray, ipp_t *ask)
{
    const char *list =
        ability_list(c->arena, c->printer, "media-source-supported");
    if (list == NULL)
        return ERR_NOMEM;
    if (!ability_has(c->printer, "media-source-supported", tray) ||
        !ability_has(c->printer, "media-col-supported", "media-source"))
        return trouble(DIAG(c->diag, c->loc, &no_tray, tray, list));
    ipp_t *size = ippNew(), *column = ippNew();
    ippAddInteger(
        size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", c->paper.width);
    ippAddInteger(
        size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", c->paper.length);
    ippAddCollection(column, IPP_TAG_ZERO, "media-size", size);
    ippAddString(
        column, IPP_TAG_ZERO, IPP_TAG_KEYWORD, "media-source", NULL, tray);
    bool ok = ippAddCollection(ask, IPP_TAG_JOB, "media-col", column) != NULL;
    ippDelete(size);
    ippDelete(column);
    return ok ? ERR_OK : ERR_NOMEM;
}

enum err
ticketmedia_add(struct arena *arena, struct diag *diag, ipp_t *printer,
    const struct wish *wish, const char *file, const struct pdfsheet *sheet,
    ipp_t *ask)
{
    struct choice c = {arena, diag, printer, {file, 0, 0}, NULL, {0, 0}, NULL};
    enum err err = want(&c, wish, sheet);
    if (err == ERR_OK)
        err = choose(&c);
    if (err == ERR_OK)
        err = warn_unloaded(&c);
    if (err != ERR_OK)
        return err;
    if (wish->tray != NULL)
        return add_column(&c, wish->tray, ask);
    return ippAddString(
               ask, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, c.name) == NULL
               ? ERR_NOMEM
               : ERR_OK;
}
