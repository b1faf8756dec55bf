#include "print/newstext.h"

struct word {
    const char *keyword, *ja, *en;
};

static const struct word states[] = {
    {"sending", "送ります", "sending"},
    {"accepted", "ジョブ番号を受け取りました", "accepted"},
    {"sent", "送り終えました", "sent"},
    {"pending", "順番を待っています", "waiting for its turn"},
    {"pending-held", "保留されています", "held"},
    {"processing", "印刷中です", "printing"},
    {"processing-stopped", "プリンターが止まっています", "the printer stopped"},
    {"completed", "印刷を終えました", "completed"},
    {"aborted", "プリンターが打ち切りました", "aborted by the printer"},
    {"canceled", "取り消されました", "cancelled"},
    {"refused", "受け取られませんでした", "not taken"},
    {"busy", "プリンターが空くのを待ちます", "the printer is busy"},
};

/* The suffixes -error, -warning and -report are left out. */
static const struct word reasons[] = {
    {"media-empty", "用紙がありません", "out of media"},
    {"media-needed", "用紙を入れてください", "media needed"},
    {"media-low", "用紙が残りわずかです", "media low"},
    {"media-jam", "紙づまりです", "media jam"},
    {"toner-empty", "トナーがありません", "out of toner"},
    {"toner-low", "トナーが残りわずかです", "toner low"},
    {"marker-supply-empty", "インク・トナーがありません",
        "out of ink or toner"},
    {"marker-supply-low", "インク・トナーが残りわずかです", "ink or toner low"},
    {"cover-open", "カバーが開いています", "a cover is open"},
    {"door-open", "ドアが開いています", "a door is open"},
    {"input-tray-missing", "給紙トレイがありません", "a tray is missing"},
    {"output-area-full", "排紙先がいっぱいです", "the output is full"},
    {"paused", "一時停止しています", "paused"},
    {"moving-to-paused", "一時停止するところです", "pausing"},
    {"offline", "つながっていません", "offline"},
    {"shutdown", "電源が切れています", "shut down"},
    {"timed-out", "応答がありません", "timed out"},
    {"connecting-to-device", "装置につないでいます",
        "connecting to the device"},
    {"stopped-partly", "一部が止まっています", "stopped in part"},
    {"printer-stopped", "", ""},
    {"job-printing", "", ""},
    {"job-completed-successfully", "", ""},
    {"processing-to-stop-point", "", ""},
    {"none", "", ""},
};

enum {
    STATES = sizeof states / sizeof states[0],
    REASONS = sizeof reasons / sizeof reasons[0]
};

static const struct word *
find(const struct word *words, size_t n, struct str keyword)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(str_of(words[i].keyword), keyword))
            return &words[i];
    return NULL;
}

static struct str
without_severity(struct str keyword)
{
    static const struct str ends[] = {
        {"-error", 6}, {"-warning", 8}, {"-report", 7}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct str end = ends[i];
        if (keyword.n > end.n &&
            memcmp(keyword.p + keyword.n - end.n, end.p, end.n) == 0)
            return (struct str){keyword.p, keyword.n - end.n};
    }
    return keyword;
}

static struct str
in_words(const struct word *word, struct str keyword, enum diag_lang lang)
{
    if (word == NULL)
        return keyword;
    return str_of(lang == DIAG_JA ? word->ja : word->en);
}

/* DETAIL is a list of keywords, or a printer's own words: those stay. */
static void
put_detail(const char *detail, enum diag_lang lang, struct buf *out)
{
    struct str rest = str_of(detail);
    const char *between = ": ";
    while (rest.p != NULL) {
        struct str part = str_trim(str_cut(rest, ',', &rest));
        const struct word *word =
            find(reasons, REASONS, without_severity(part));
        struct str text = in_words(word, part, lang);
        if (text.n == 0)
            continue;
        buf_text(out, between);
        buf_str(out, text);
        between = lang == DIAG_JA ? "、" : ", ";
    }
}

static void
put_object(const struct news *news, struct buf *out)
{
    buf_text(out, "{\"event\":\"job\",");
    buf_json_member(out, "state", news->what);
    buf_byte(out, ',');
    buf_json_member(out, "key", news->key);
    buf_byte(out, ',');
    buf_json_member(out, "file", news->file);
    buf_printf(out, ",\"job\":%d,", news->job);
    buf_json_member(out, "detail", news->detail);
    buf_text(out, "}\n");
}

void
newstext_put(const struct news *news, enum diag_lang lang,
    enum diag_format format, struct buf *out)
{
    if (format == DIAG_JSON) {
        put_object(news, out);
        return;
    }
    struct str what = str_of(news->what);
    buf_text(out, news->key[0] != '\0' ? news->key : news->file);
    if (news->job != 0)
        buf_printf(
            out, lang == DIAG_JA ? "（ジョブ %d）" : " (job %d)", news->job);
    buf_text(out, ": ");
    buf_str(out, in_words(find(states, STATES, what), what, lang));
    put_detail(news->detail, lang, out);
    buf_byte(out, '\n');
}
