#include "print/ticket.h"

#include "base/trouble.h"
#include "print/ability.h"
#include "print/pagelist.h"
#include "print/ticketmedia.h"

DIAG_MESSAGE(cannot, "print.cannot", DIAG_FATAL,
    "このプリンターは「{1} {2}」ができません。できるもの: {3}。別の値か、別の"
    "プリンターを選んでください",
    "the printer cannot do \"{1} {2}\"; it can do: {3}. Choose one of these, "
    "or "
    "another printer");
DIAG_MESSAGE(bad_finish, "print.finish-name", DIAG_ERROR,
    "仕上げ「{1}」がわかりません。このプリンターにできるもの: {2}",
    "the finishing \"{1}\" is not known; the printer can do: {2}");
DIAG_MESSAGE(bad_pages, "print.pages", DIAG_ERROR,
    "「--pages {1}」は読めません。1-4,7 のように小さい順に、{2} ページまでで"
    "書いてください",
    "\"--pages {1}\" is not understood; write rising pages as 1-4,7, up to "
    "page "
    "{2}");
DIAG_MESSAGE(scales, "print.scaling", DIAG_FATAL,
    "このプリンターは拡大・縮小なし（print-scaling=none）で印刷できません。"
    "できるもの: {1}。別のプリンターを選んでください",
    "the printer cannot print without scaling (print-scaling=none); it can do: "
    "{1}. Choose another printer");
DIAG_MESSAGE(scaling_unknown, "print.scaling-unknown", DIAG_WARN,
    "このプリンターは拡大・縮小について何も答えません（print-scaling-supported "
    "なし）。1 部刷って寸法を確かめてください",
    "the printer does not say whether it scales (no print-scaling-supported); "
    "print one copy and measure it");
DIAG_MESSAGE(no_duplex, "print.no-duplex", DIAG_WARN,
    "PDF は両面（{1}）を望んでいますが、このプリンターは片面だけです。片面で"
    "印刷します",
    "the PDF prefers both sides ({1}), but the printer has one; it is printed "
    "on "
    "one side");
DIAG_MESSAGE(no_pdf, "print.no-pdf", DIAG_FATAL,
    "このプリンターは PDF を受け取りません。受け取るもの: {1}。CUPS のキューを"
    "作り、--to にその名前を書いてください",
    "the printer does not take PDF; it takes: {1}. Make a CUPS queue for it "
    "and "
    "name that by --to");
DIAG_MESSAGE(no_operation, "print.no-operation", DIAG_FATAL,
    "このプリンターには {1} がなく、途中で切れたジョブを見分けられません。CUPS "
    "のキューを作り、--to にその名前を書いてください",
    "the printer lacks {1}, without which a job cut short cannot be told from "
    "a "
    "whole one; make a CUPS queue for it and name that by --to");
DIAG_MESSAGE(not_accepting, "print.not-accepting", DIAG_WARN,
    "プリンターはいまジョブを受け付けていません（{1}）",
    "the printer accepts no jobs now ({1})");

struct making {
    struct arena *arena;
    struct diag *diag;
    ipp_t *printer;
    const struct wish *wish;
    const struct pdfsheet *sheet;
    struct loc loc;
    struct ticket *ticket;
};

static enum err
refuse(struct making *m, const char *option, const char *value,
    const char *attribute)
{
    const char *list = ability_list(m->arena, m->printer, attribute);
    if (list == NULL)
        return ERR_NOMEM;
    return trouble(DIAG(m->diag, m->loc, &cannot, option, value, list));
}

static enum err
added(const ipp_attribute_t *attribute)
{
    return attribute == NULL ? ERR_NOMEM : ERR_OK;
}

/* NAME-supported, which lives as long as the arena. */
static const char *
supported(struct making *m, const char *name)
{
    return arena_join(m->arena, name, "-", "supported");
}

static enum err
add_keyword(
    struct making *m, const char *option, const char *name, const char *value)
{
    const char *list = supported(m, name);
    if (list == NULL)
        return ERR_NOMEM;
    if (!ability_has(m->printer, list, value))
        return refuse(m, option, value, list);
    return added(ippAddString(
        m->ticket->ask, IPP_TAG_JOB, IPP_TAG_KEYWORD, name, NULL, value));
}

static const char *
sides_keyword(const struct wish *wish, const struct pdfsheet *sheet)
{
    bool is_short =
        wish->sides == SIDES_SHORT ||
        (wish->sides == SIDES_BOOK && sheet->landscape) ||
        (wish->sides == SIDES_FILE && sheet->duplex == DUPLEX_SHORT);
    bool is_long = wish->sides == SIDES_LONG || wish->sides == SIDES_BOOK ||
                   (wish->sides == SIDES_FILE && sheet->duplex == DUPLEX_LONG);
    return is_short  ? "two-sided-short-edge"
           : is_long ? "two-sided-long-edge"
                     : "one-sided";
}

/* Said even when it is one side: the printer's own setting may be two.  Edges
 * are those of the sheet, which stands upright whatever is on it. */
static enum err
add_sides(struct making *m)
{
    const char *keyword = sides_keyword(m->wish, m->sheet);
    if (ability_has(m->printer, "sides-supported", keyword))
        return add_keyword(m, "--sides", "sides", keyword);
    bool one = strcmp(keyword, "one-sided") == 0;
    if (one && ability_find(m->printer, "sides-supported") == NULL)
        return ERR_OK;
    if (m->wish->sides == SIDES_FILE && !one)
        return DIAG(m->diag, m->loc, &no_duplex, keyword);
    return refuse(m, "--sides", keyword, "sides-supported");
}

static enum err
add_collate(struct making *m)
{
    bool yes = m->wish->collate == COLLATE_YES;
    const char *handling = yes ? "separate-documents-collated-copies"
                               : "separate-documents-uncollated-copies";
    if (m->wish->collate == COLLATE_PRINTER || m->wish->copies < 2)
        return ERR_OK;
    if (!ability_has(
            m->printer, "multiple-document-handling-supported", handling) &&
        ability_find(m->printer, "sheet-collate-supported") != NULL)
        return add_keyword(
            m, "--collate", "sheet-collate", yes ? "collated" : "uncollated");
    return add_keyword(m, "--collate", "multiple-document-handling", handling);
}

/* VALUE for NAME when the printer has such a setting: it is said although it is
 * what one expects, for the printer's own default may be another. */
static enum err
add_usual(struct making *m, ipp_tag_t tag, const char *name, int value)
{
    const char *list = supported(m, name);
    if (list == NULL)
        return ERR_NOMEM;
    if (!ability_counts(m->printer, list, value) ||
        !ability_takes(m->printer, name))
        return ERR_OK;
    return added(ippAddInteger(m->ticket->ask, IPP_TAG_JOB, tag, name, value));
}

static enum err
add_copies(struct making *m)
{
    int copies = m->wish->copies;
    if (copies < 2)
        return add_usual(m, IPP_TAG_INTEGER, "copies", 1);
    if (!ability_counts(m->printer, "copies-supported", copies))
        return refuse(
            m, "--copies", diag_int(m->diag, copies), "copies-supported");
    m->ticket->impressions *= copies;
    return added(ippAddInteger(
        m->ticket->ask, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", copies));
}

static enum err
add_colour(struct making *m)
{
    return m->wish->colour == NULL ? ERR_OK
                                   : add_keyword(m, "--colour",
                                         "print-color-mode", m->wish->colour);
}

static enum err
add_quality(struct making *m)
{
    const char *name = m->wish->quality;
    if (name == NULL)
        return ERR_OK;
    int value = ippEnumValue("print-quality", name);
    if (!ability_counts(m->printer, "print-quality-supported", value))
        return refuse(m, "--quality", name, "print-quality-supported");
    return added(ippAddInteger(
        m->ticket->ask, IPP_TAG_JOB, IPP_TAG_ENUM, "print-quality", value));
}

/* A number, a keyword of IPP, or the short name of one. */
static int
finish_value(const char *name)
{
    int value;
    if (strcmp(name, "booklet") == 0)
        name = "booklet-maker";
    if (str_integer(str_of(name), &value))
        return value;
    return ippEnumValue("finishings", name);
}

static enum err
add_finishings(struct making *m)
{
    const struct wish *wish = m->wish;
    int value[WISH_LIST_MAX];
    if (wish->n_finish == 0)
        return add_usual(m, IPP_TAG_ENUM, "finishings", IPP_FINISHINGS_NONE);
    for (size_t i = 0; i < wish->n_finish; i++) {
        const char *name = wish->finish[i];
        value[i] = finish_value(name);
        const char *list =
            ability_list(m->arena, m->printer, "finishings-supported");
        if (list == NULL)
            return ERR_NOMEM;
        if (value[i] < 3)
            return DIAG(m->diag, m->loc, &bad_finish, name, list);
        if (!ability_counts(m->printer, "finishings-supported", value[i]))
            return refuse(m, "--finish", name, "finishings-supported");
    }
    return added(ippAddIntegers(m->ticket->ask, IPP_TAG_JOB, IPP_TAG_ENUM,
        "finishings", (int)wish->n_finish, value));
}

static enum err
add_pages(struct making *m)
{
    struct pagelist list;
    const char *text = m->wish->pages;
    m->ticket->impressions = m->sheet->pages;
    if (text == NULL)
        return ERR_OK;
    if (!pagelist_read(text, m->sheet->pages, &list))
        return DIAG(m->diag, m->loc, &bad_pages, text,
            diag_int(m->diag, m->sheet->pages));
    if (!ability_true(m->printer, "page-ranges-supported"))
        return refuse(m, "--pages", text, "page-ranges-supported");
    m->ticket->impressions = list.pages;
    return added(ippAddRanges(m->ticket->ask, IPP_TAG_JOB, "page-ranges",
        list.n, list.first, list.last));
}

/* Pages go out at their size, upright, one on a side, whatever a printer does
 * by itself. */
static enum err
add_placing(struct making *m)
{
    enum err err = add_usual(
        m, IPP_TAG_ENUM, "orientation-requested", IPP_ORIENT_PORTRAIT);
    if (err == ERR_OK)
        err = add_usual(m, IPP_TAG_INTEGER, "number-up", 1);
    if (err != ERR_OK)
        return err;
    if (ability_find(m->printer, "print-scaling-supported") == NULL)
        return DIAG(m->diag, LOC_NONE, &scaling_unknown, NULL);
    if (ability_has(m->printer, "print-scaling-supported", "none"))
        return added(ippAddString(m->ticket->ask, IPP_TAG_JOB, IPP_TAG_KEYWORD,
            "print-scaling", NULL, "none"));
    const char *list =
        ability_list(m->arena, m->printer, "print-scaling-supported");
    return list == NULL ? ERR_NOMEM
                        : trouble(DIAG(m->diag, LOC_NONE, &scales, list));
}

static enum err
add_media(struct making *m)
{
    return ticketmedia_add(m->arena, m->diag, m->printer, m->wish, m->loc.file,
        m->sheet, m->ticket->ask);
}

/* All that is wrong is told at once; the first fault is the result. */
static enum err
add_all(struct making *m)
{
    static enum err (*const adds[])(struct making *) = {add_pages, add_copies,
        add_collate, add_media, add_sides, add_colour, add_quality,
        add_finishings, add_placing};
    enum err first = ERR_OK;
    for (size_t i = 0; i < sizeof adds / sizeof adds[0]; i++) {
        enum err err = adds[i](m);
        if (err == ERR_NOMEM)
            return err;
        first = first == ERR_OK ? err : first;
    }
    return first;
}

enum err
ticket_make(struct arena *arena, struct diag *diag, ipp_t *printer,
    const struct wish *wish, const char *file, const struct pdfsheet *sheet,
    struct ticket *out)
{
    struct making m = {arena, diag, printer, wish, sheet, {file, 0, 0}, out};
    *out = (struct ticket){.ask = ippNew(), .turn = sheet->wide > 0};
    return out->ask == NULL ? ERR_NOMEM : add_all(&m);
}

void
ticket_fini(struct ticket *ticket)
{
    ippDelete(ticket->ask);
    ticket->ask = NULL;
}

bool
ticket_add(const struct ticket *ticket, ipp_t *request)
{
    return ippCopyAttributes(request, ticket->ask, 0, NULL, NULL) != 0;
}

static enum err
need_operations(struct diag *diag, ipp_t *printer)
{
    static const ipp_op_t needed[] = {IPP_OP_VALIDATE_JOB, IPP_OP_CREATE_JOB,
        IPP_OP_SEND_DOCUMENT, IPP_OP_GET_JOB_ATTRIBUTES, IPP_OP_GET_JOBS};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (!ability_counts(printer, "operations-supported", (int)needed[i]))
            return trouble(
                DIAG(diag, LOC_NONE, &no_operation, ippOpString(needed[i])));
    return ERR_OK;
}

enum err
ticket_accepts(struct arena *arena, struct diag *diag, ipp_t *printer)
{
    const char *formats =
        ability_list(arena, printer, "document-format-supported");
    const char *reasons = ability_list(arena, printer, "printer-state-reasons");
    if (formats == NULL || reasons == NULL)
        return ERR_NOMEM;
    enum err err = need_operations(diag, printer);
    if (err == ERR_OK &&
        !ability_has(printer, "document-format-supported", "application/pdf"))
        err = trouble(DIAG(diag, LOC_NONE, &no_pdf, formats));
    bool closed = ability_find(printer, "printer-is-accepting-jobs") != NULL &&
                  !ability_true(printer, "printer-is-accepting-jobs");
    if (err == ERR_OK && closed)
        err = DIAG(diag, LOC_NONE, &not_accepting, reasons);
    return err;
}
