#include "print/showticket.h"

#include "print/ability.h"

struct line {
    const char *name; /* of the attribute */
    const char *ja, *en;
};

static const struct line abilities[] = {
    {"printer-state", "状態", "state"},
    {"printer-state-reasons", "状態の理由", "reasons"},
    {"document-format-supported", "受け取る形", "formats"},
    {"media-supported", "用紙", "media"},
    {"media-ready", "入っている用紙", "media loaded"},
    {"media-source-supported", "給紙口", "trays"},
    {"sides-supported", "片面・両面", "sides"},
    {"copies-supported", "部数", "copies"},
    {"multiple-document-handling-supported", "部ごと", "collate"},
    {"print-color-mode-supported", "色", "colour"},
    {"print-quality-supported", "品質", "quality"},
    {"finishings-supported", "仕上げ", "finishings"},
    {"page-ranges-supported", "ページ指定", "page ranges"},
    {"print-scaling-supported", "拡大・縮小", "scaling"},
};

enum { ABILITIES = sizeof abilities / sizeof abilities[0] };

static const char *
text_of(const struct showticket *show, const char *ja, const char *en)
{
    return show->lang == DIAG_JA ? ja : en;
}

/* The list of NAME; memory that runs out sticks to OUT. */
static const char *
list_of(const struct showticket *show, ipp_t *ipp, const char *name,
    struct buf *out)
{
    const char *list = ability_list(show->arena, ipp, name);
    out->failed = out->failed || list == NULL;
    return list == NULL ? "" : list;
}

static void
put_abilities(const struct showticket *show, ipp_t *printer, struct buf *out)
{
    for (size_t i = 0; i < ABILITIES; i++) {
        const struct line *line = &abilities[i];
        const char *list = list_of(show, printer, line->name, out);
        if (show->format == DIAG_JSON) {
            buf_text(out, i > 0 ? "," : "");
            buf_json_member(out, line->name, list);
        } else {
            buf_printf(
                out, "  %s: %s\n", text_of(show, line->ja, line->en), list);
        }
    }
}

void
showticket_printer(const struct showticket *show, const char *uri,
    ipp_t *printer, struct buf *out)
{
    const char *model = list_of(show, printer, "printer-make-and-model", out);
    if (show->format == DIAG_TEXT) {
        buf_printf(out, "%s: %s (%s)\n", text_of(show, "プリンター", "printer"),
            uri, model);
        put_abilities(show, printer, out);
        return;
    }
    buf_text(out, "{\"event\":\"printer\",");
    buf_json_member(out, "uri", uri);
    buf_byte(out, ',');
    buf_json_member(out, "model", model);
    buf_text(out, ",\"can\":{");
    put_abilities(show, printer, out);
    buf_text(out, "}}\n");
}

static void
put_attributes(const struct showticket *show, ipp_t *ask, struct buf *out)
{
    bool first = true;
    for (ipp_attribute_t *a = ippFirstAttribute(ask); a != NULL;
         a = ippNextAttribute(ask)) {
        const char *name = ippGetName(a);
        char value[1024];
        if (name == NULL)
            continue;
        ippAttributeString(a, value, sizeof value);
        if (show->format == DIAG_JSON) {
            buf_text(out, first ? "" : ",");
            buf_json_member(out, name, value);
        } else {
            buf_printf(out, "  %s = %s\n", name, value);
        }
        first = false;
    }
}

static void
put_ticket_text(const struct showticket *show, const struct edition *edition,
    const struct pdfsheet *sheet, const char *size, const struct ticket *ticket,
    struct buf *out)
{
    buf_printf(out, "%s: %s (%d %s, %s)\n", text_of(show, "印刷票", "ticket"),
        printlist_name(edition), sheet->pages, text_of(show, "ページ", "pages"),
        size);
    put_attributes(show, ticket->ask, out);
    if (ticket->turn)
        buf_printf(out, "  %s\n",
            text_of(show, "横長のページは縦の用紙に合わせて回してから送る",
                "landscape pages are turned before they are sent"));
}

void
showticket_put(const struct showticket *show, const struct edition *edition,
    const struct pdfsheet *sheet, const struct ticket *ticket, struct buf *out)
{
    const char *size = papername_text(show->arena, sheet->first);
    if (size == NULL) {
        out->failed = true;
        return;
    }
    if (show->format == DIAG_TEXT) {
        put_ticket_text(show, edition, sheet, size, ticket, out);
        return;
    }
    buf_text(out, "{\"event\":\"ticket\",");
    buf_json_member(out, "key", edition->key);
    buf_byte(out, ',');
    buf_json_member(out, "file", edition->file);
    buf_printf(out, ",\"pages\":%d,", sheet->pages);
    buf_json_member(out, "size", size);
    buf_printf(
        out, ",\"turned\":%s,\"job\":{", ticket->turn ? "true" : "false");
    put_attributes(show, ticket->ask, out);
    buf_text(out, "}}\n");
}

void
showticket_sum(const struct showticket *show, bool dry, size_t n, size_t done,
    size_t left_out, struct buf *out)
{
    if (show->format == DIAG_JSON) {
        buf_printf(out,
            "{\"event\":\"end\",\"dry-run\":%s,\"editions\":%zu,"
            "\"printed\":%zu,\"not-made\":%zu}\n",
            dry ? "true" : "false", n, done, left_out);
        return;
    }
    if (show->lang == DIAG_JA)
        buf_printf(out, "%zu 点のうち印刷済み %zu 点", n, done);
    else
        buf_printf(out, "%zu editions, %zu printed", n, done);
    if (left_out > 0 && show->lang == DIAG_JA)
        buf_printf(out, "（ほかに台帳で done でないもの %zu 点）", left_out);
    else if (left_out > 0)
        buf_printf(out, " (%zu more are not done in the manifest)", left_out);
    if (dry)
        buf_text(
            out, text_of(show, "。まだ何も送っていません。--go で印刷します",
                     "; nothing was sent yet. --go prints"));
    buf_byte(out, '\n');
}
