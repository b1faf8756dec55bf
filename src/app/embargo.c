#include "app/embargo.h"

#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "page/document.h"

DIAG_MESSAGE(bad_now, "app.now", DIAG_ERROR,
    "いまの日時「{1}」を読めません。2026-06-01T14:00+09:00 "
    "の形で書いてください",
    "the time \"{1}\" cannot be read; write it as 2026-06-01T14:00+09:00");
DIAG_MESSAGE(too_early, "app.embargo", DIAG_ERROR,
    "解禁は {1} で、いまは {2} です。公開用（--public）の版はそれまで"
    "作りません。報道機関に渡す、解禁の日時を記した版は --public "
    "を付けずに作ってください",
    "the embargo ends {1}, and it is {2}: nothing is made for the public "
    "before. Without --public you get what says so, for newsrooms");
DIAG_MESSAGE(held, "app.embargo-held", DIAG_NOTE,
    "解禁は {1} です。それを記した版を作りました。解禁後の版は --public "
    "で作ります",
    "under embargo until {1}: what was made says so. After it --public makes "
    "what is for all");
DIAG_MESSAGE(untold, "app.embargo-untold", DIAG_ERROR,
    "解禁の日時（embargo）がどのページにも出ていません。copy に {{embargo}} "
    "を入れたブロックを、when = \"{{embargo}}\" を付けて置いてください",
    "no page tells of the embargo; place a block with {{embargo}} in its copy "
    "and when = \"{{embargo}}\"");

/* The embargo of K's job.  False: it has none. */
static bool
find_embargo(const struct kumihan *k, struct moment *out, struct loc *loc)
{
    const struct section *document = job_find(k->job, "document", "");
    const char *text =
        document == NULL ? NULL : section_text(document, "embargo");
    if (text == NULL)
        return false;
    *loc = section_loc(document, "embargo");
    return moment_parse(str_of(text), out); /* config has seen to its form */
}

/* --- in words ------------------------------------------------------------- */

/* `UTC+09:00` */
static const char *
offset_text(struct arena *arena, const struct moment *m)
{
    int far = m->offset < 0 ? -m->offset : m->offset;
    return arena_printf(
        arena, "UTC%c%02d:%02d", m->offset < 0 ? '-' : '+', far / 60, far % 60);
}

/* As Japanese newsrooms write it: 2026年6月1日（月）14時30分. */
static void
put_ja(struct buf *out, const struct moment *m, const char *zone)
{
    enum { JAPAN = 9 * 60 };
    static const char *const days[] = {
        "日", "月", "火", "水", "木", "金", "土"};
    moment_put_day(out, m, true);
    buf_printf(out, "（%s）%d時", days[moment_weekday(m)], m->hour);
    if (m->minute != 0)
        buf_printf(out, "%d分", m->minute);
    if (m->offset != JAPAN)
        buf_printf(out, "（%s）", zone);
}

/* 14:30, Monday 1 June 2026 (UTC+09:00) */
static void
put_en(struct buf *out, const struct moment *m, const char *zone)
{
    static const char *const days[] = {"Sunday", "Monday", "Tuesday",
        "Wednesday", "Thursday", "Friday", "Saturday"};
    buf_printf(
        out, "%02d:%02d, %s ", m->hour, m->minute, days[moment_weekday(m)]);
    moment_put_day(out, m, false);
    buf_printf(out, " (%s)", zone);
}

/* M in words, owned by ARENA; NULL: no memory. */
static const char *
text_of(struct arena *arena, const struct moment *m, bool japanese)
{
    struct buf out = {0};
    const char *zone = offset_text(arena, m);
    if (zone == NULL)
        return NULL;
    if (japanese)
        put_ja(&out, m, zone);
    else
        put_en(&out, m, zone);
    const char *text = out.failed ? NULL : arena_strndup(arena, out.p, out.n);
    buf_fini(&out);
    return text;
}

static bool
is_japanese(const struct kumihan *k)
{
    const struct section *document = job_find(k->job, "document", "");
    return strncmp(section_text(document, "lang"), "ja", 2) == 0;
}

/* --- what time it is ------------------------------------------------------ */

/* The machine's, in the zone of M. */
static const char *
clock_text(struct kumihan *k, const struct moment *m, int64_t *minutes)
{
    struct tm tm;
    time_t seconds = time(NULL), there = seconds + (time_t)m->offset * 60;
    *minutes = (int64_t)seconds / 60;
    if (gmtime_r(&there, &tm) == NULL)
        return NULL;
    const char *zone = offset_text(k->arena, m);
    return zone == NULL ? NULL
                        : arena_printf(k->arena, "%04d-%02d-%02dT%02d:%02d%s",
                              tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                              tm.tm_hour, tm.tm_min, zone + strlen("UTC"));
}

/* Is the embargo M, told at LOC, over?  Refuses to be early for the public. */
static enum err
ask_time(struct kumihan *k, struct diag *diag, const struct moment *m,
    struct loc loc, bool *over)
{
    const struct kumihan_options *o = k->options;
    const char *text = o == NULL ? NULL : o->now;
    bool for_public = o != NULL && o->for_public;
    struct moment given;
    int64_t minutes = INT64_MIN;
    if (text != NULL && moment_parse(str_of(text), &given))
        minutes = moment_minutes(&given);
    else if (for_public)
        text = clock_text(k, m, &minutes);
    *over = minutes >= moment_minutes(m);
    if (*over || !for_public)
        return ERR_OK;
    const struct section *document = job_find(k->job, "document", "");
    return text == NULL ? ERR_NOMEM
                        : DIAG(diag, loc, &too_early,
                              section_text(document, "embargo"), text);
}

/* Keeps TEXT, of this row, as long as the job: what all rows share may show
 * it. */
static enum err
hold(struct kumihan *k, const char *text)
{
    const char *before = k->open->embargo;
    if (text == NULL)
        return ERR_NOMEM;
    if (before == NULL || strcmp(before, text) != 0)
        k->open->embargo = arena_strdup(k->lasting, text);
    return k->open->embargo == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
check_now(const struct kumihan *k, struct diag *diag)
{
    struct moment now;
    const char *text = k->options == NULL ? NULL : k->options->now;
    if (text == NULL || moment_parse(str_of(text), &now))
        return ERR_OK;
    enum err err = DIAG(diag, LOC_NONE, &bad_now, text);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

enum err
embargo_settle(struct kumihan *k, struct diag *diag)
{
    struct moment m;
    struct loc loc;
    bool over = true;
    enum err err = check_now(k, diag);
    if (err == ERR_OK && find_embargo(k, &m, &loc))
        err = ask_time(k, diag, &m, loc, &over);
    if (err == ERR_OK && !over)
        return hold(k, text_of(k->arena, &m, is_japanese(k)));
    k->open->embargo = NULL;
    return err;
}

enum err
embargo_note(struct kumihan *k)
{
    struct moment m;
    struct loc loc;
    if (k->job->embargo == NULL || !find_embargo(k, &m, &loc))
        return ERR_OK;
    return DIAG(k->diag, loc, &held, k->job->embargo);
}

/* --- the pages ------------------------------------------------------------ */

/* TEXT without what lines and justification put between characters, and in
 * ASCII what a style has made full-width. */
static void
put_dense(struct buf *out, struct str text)
{
    enum { FULL_FIRST = 0xFF01, FULL_LAST = 0xFF5E, TO_ASCII = 0xFEE0 };
    for (size_t i = 0, next; i < text.n; i = next) {
        uint32_t c = utf8_next(text, i, &next);
        if (c >= FULL_FIRST && c <= FULL_LAST)
            buf_byte(out, (char)(c - TO_ASCII));
        else if (c > ' ' && c != 0x3000)
            buf_put(out, text.p + i, next - i);
    }
}

/* Does WORDS hold LINE, which does not go on as another time does (14時30分)?
 */
static bool
holds(const char *words, const char *line)
{
    static const char minutes[] = "分";
    const char *at = words;
    while ((at = strstr(at, line)) != NULL) {
        at += strlen(line);
        size_t digits = strspn(at, "0123456789");
        if (digits == 0 || strncmp(at + digits, minutes, strlen(minutes)) != 0)
            return true;
    }
    return false;
}

enum err
embargo_check(struct kumihan *k)
{
    struct buf words = {0}, page = {0}, line = {0};
    struct moment m;
    struct loc loc;
    if (k->job->embargo == NULL || !find_embargo(k, &m, &loc))
        return ERR_OK;
    document_text(k->document, &words);
    put_dense(&page, (struct str){words.p, words.n});
    put_dense(&line, str_of(k->job->embargo));
    buf_byte(&page, '\0');
    buf_byte(&line, '\0');
    enum err err = ERR_OK;
    if (words.failed || page.failed || line.failed)
        err = ERR_NOMEM;
    else if (!holds(page.p, line.p))
        err = DIAG(k->diag, loc, &untold, NULL);
    buf_fini(&words);
    buf_fini(&page);
    buf_fini(&line);
    return err;
}

/* --- names ---------------------------------------------------------------- */

const char *
embargo_name(struct kumihan *k, const char *file)
{
    struct moment m;
    struct loc loc;
    if (k->job->embargo == NULL || !find_embargo(k, &m, &loc))
        return file;
    size_t stem = file_stem(file);
    return arena_printf(k->arena, "%.*s-embargo-%04d%02d%02d-%02d%02d%s",
        (int)stem, file, m.year, m.month, m.day, m.hour, m.minute, file + stem);
}

const char *
embargo_subject(struct kumihan *k, const char *subject)
{
    if (k->job->embargo == NULL)
        return subject;
    return is_japanese(k) ? arena_printf(k->arena, "【解禁 %s】%s",
                                k->job->embargo, subject)
                          : arena_printf(k->arena, "[EMBARGO %s] %s",
                                k->job->embargo, subject);
}
