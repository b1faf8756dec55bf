#include "config/explain.h"

#include <string.h>

#include "config/key.h"

/* What a value of each type looks like; rows in the order of enum key_type. */
static const struct {
    const char *name[2], *how[2]; /* by enum diag_lang */
} types[] = {
    [KEY_TEXT] = {{"文字", "text"}, {"任意の文字", "any text"}},
    [KEY_WORD] = {{"語", "word"},
        {"挙げた語のどれか", "one of the words listed"}},
    [KEY_INTEGER] = {{"整数", "integer"}, {"整数", "a whole number"}},
    [KEY_BOOLEAN] = {{"yes・no", "yes or no"},
        {"`yes` か `no`", "`yes` or `no`"}},
    [KEY_LENGTH] = {{"長さ", "length"},
        {"`12mm`、`16Q`（級）、`24H`（歯）、`9.5pt`、`1.5em`（文字の大きさの倍"
         "数、`zw` とも書ける）、単位なしの `0`",
            "`12mm`, `16Q`, `24H` (a quarter of a millimetre each), `9.5pt`, "
            "`1.5em` (a multiple of the type size, also `zw`), or a bare "
            "`0`"}},
    [KEY_LENGTHS] = {{"長さ 1～4 個", "1 to 4 lengths"},
        {"長さを空白で区切って 1 個（四方）、2 個（上下・左右）、4 個（上・右・"
         "下・左）",
            "lengths with blanks between: one for all sides, two for "
            "top/bottom and left/right, four for top, right, bottom, left"}},
    [KEY_PERCENT] = {{"割合", "percentage"},
        {"`92%`、`102.5%`", "`92%`, `102.5%`"}},
    [KEY_WIDTH] = {{"幅", "width"},
        {"長さ、割合、または分け前（`2*` は `1*` の 2 倍）",
            "a length, a percentage, or a share (`2*` is twice `1*`)"}},
    [KEY_COLOUR] = {{"色", "colour"},
        {"色の名前（`black` と `white` "
         "はいつでも使える）、`\"#RRGGBB\"`、`none`"
         "。後に濃さを書ける（`green 12%`）",
            "the name of a colour (`black` and `white` always exist), "
            "`\"#RRGGBB\"` or `none`; a tint may follow (`green 12%`)"}},
    [KEY_RGB] = {{"RGB", "RGB"},
        {"`\"#RRGGBB\"` か、0～255 の数 3 個",
            "`\"#RRGGBB\"`, or three numbers 0 to 255"}},
    [KEY_CMYK] = {{"CMYK", "CMYK"},
        {"0～100 の数 4 個（C M Y K の順）",
            "four numbers 0 to 100 for C, M, Y and K"}},
    [KEY_FILE] = {{"ファイル", "file"},
        {"プロジェクトのフォルダーの中のファイル",
            "a file inside the project folder"}},
    [KEY_SECTION] = {{"セクション", "section"},
        {"ほかのセクションの名前", "the name of another section"}},
    [KEY_SECTIONS] = {{"セクションの並び", "sections"},
        {"セクションの名前をコンマで区切ったもの",
            "names of sections, separated by commas"}},
    [KEY_LIST] = {{"並び", "list"},
        {"コンマで区切った文字（コンマを含むものは \"…\" で囲む）",
            "texts separated by commas; one that has a comma in \"...\""}},
    [KEY_COPY] = {{"文章", "copy"},
        {"Markdown の短い文章", "short Markdown copy"}},
    [KEY_SQL] = {{"SQL", "SQL"}, {"SQL の一部", "a piece of SQL"}},
    [KEY_CONDITION] = {{"条件", "condition"},
        {"`{{列名}} == 値`（`!=`・`<`・`>=` "
         "など、値はコンマで並べられる。`and`・"
         "`or` でつなぐ）",
            "`{{COLUMN}} == VALUE`, also `!=`, `<`, `>=` and so on; several "
            "values with commas; joined by `and`, `or`"}},
    [KEY_LANG] = {{"言語", "language"},
        {"BCP 47 の言語タグ（`ja`、`en-GB`）",
            "a BCP 47 language tag: `ja`, `en-GB`"}},
    [KEY_DATE] = {{"日付", "date"}, {"`2023-09-01`", "`2023-09-01`"}},
    [KEY_MOMENT] = {{"日時", "date and time"},
        {"`2026-06-01T14:00+09:00`（時差も書く）",
            "`2026-06-01T14:00+09:00`, with the distance from UTC"}},
    [KEY_AMOUNT] = {{"アキ", "space"},
        {"全角に対する割合: `0`（ベタ）、`1/8`、`1/4`（四分）、`3/8`、`1/2`"
         "（二分）、`5/8`、`3/4`、`7/8`",
            "a part of an em: `0` (solid), `1/8`, `1/4`, `3/8`, `1/2`, `5/8`, "
            "`3/4`, `7/8`"}},
    [KEY_ROW] = {{"格子の行", "grid row"},
        {"`\"高さ: 場所 場所*列数 …\"`",
            "`\"HEIGHT: area area*columns ...\"`"}},
};

static const char *
by_lang(enum diag_lang lang, const char *ja, const char *en)
{
    return lang == DIAG_JA ? ja : en;
}

/* `a|b|c` as `a, b, c`; MARK stands around each. */
static void
put_words(
    const char *words, enum diag_lang lang, const char *mark, struct buf *out)
{
    const char *comma = "";
    for (struct str rest = str_of(words); rest.p != NULL;) {
        buf_printf(out, "%s%s", comma, mark);
        buf_str(out, str_cut(rest, '|', &rest));
        buf_text(out, mark);
        comma = by_lang(lang, "、", ", ");
    }
}

/* `1..6` as `1 to 6`. */
static void
put_range(
    const char *range, enum diag_lang lang, const char *unit, struct buf *out)
{
    struct str most, least = str_cut(str_of(range), '.', &most);
    if (most.n > 0)
        most.p++, most.n--;
    buf_str(out, least);
    buf_printf(out, "%s%s", unit, by_lang(lang, "～", " to "));
    buf_str(out, most);
    buf_text(out, unit);
}

/* What the value of SPEC looks like, in a few words. */
static void
put_type(const struct key_spec *spec, enum diag_lang lang, const char *mark,
    struct buf *out)
{
    const char *name = types[spec->type].name[lang];
    const char *gap = by_lang(lang, "、", ", ");
    if (spec->type == KEY_WORD) {
        put_words(spec->choices, lang, mark, out);
        return;
    }
    buf_text(out, name);
    if (spec->choices == NULL)
        return;
    buf_text(out, gap);
    if (spec->type == KEY_SECTION || spec->type == KEY_SECTIONS)
        put_words(spec->choices, lang, mark, out);
    else if (spec->type == KEY_INTEGER)
        put_range(spec->choices, lang, "", out);
    else if (spec->type == KEY_PERCENT)
        put_range(spec->choices, lang, "%", out);
    else if (spec->choices[0] == '+')
        buf_text(out, by_lang(lang, "0 より大きい", "above zero"));
    else
        buf_text(out, by_lang(lang, "0 以上", "not negative"));
}

static bool
is_required(const struct key_spec *spec)
{
    return spec->fallback != NULL && strcmp(spec->fallback, "!") == 0;
}

/* --- topics -------------------------------------------------------------- */

static void
put_key(const struct key_spec *spec, enum diag_lang lang, struct buf *out)
{
    buf_printf(out, "  %s = ", spec->name);
    put_type(spec, lang, "", out);
    if (is_required(spec))
        buf_text(out, by_lang(lang, "（必須）", " (required)"));
    else if (spec->fallback != NULL)
        buf_printf(out, "%s%s%s", by_lang(lang, "（既定 ", " (default "),
            spec->fallback, by_lang(lang, "）", ")"));
    buf_printf(out, "\n      %s\n", by_lang(lang, spec->ja, spec->en));
}

static void
put_kind(const struct kind_spec *kind, enum diag_lang lang, struct buf *out)
{
    buf_printf(out, "[%s%s]\n      %s\n", kind->kind,
        kind->named ? by_lang(lang, " 名前", " NAME") : "",
        by_lang(lang, kind->ja, kind->en));
}

static void
put_variant(
    const char *kind, const char *variant, enum diag_lang lang, struct buf *out)
{
    buf_printf(out, "[%s%s] type = %s\n", kind, by_lang(lang, " 名前", " NAME"),
        variant);
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        if (strcmp(spec->kind, kind) == 0 &&
            key_find(kind, variant, spec->name) == spec)
            put_key(spec, lang, out);
    }
}

/* All keys of KIND, those of its types under their own heads. */
static void
put_keys(const struct kind_spec *kind, enum diag_lang lang, struct buf *out)
{
    const char *variant = NULL;
    put_kind(kind, lang, out);
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        if (strcmp(spec->kind, kind->kind) != 0)
            continue;
        if (spec->variant != NULL &&
            (variant == NULL || strcmp(variant, spec->variant) != 0))
            buf_printf(out, "type = %s\n", spec->variant);
        variant = spec->variant;
        put_key(spec, lang, out);
    }
}

static bool
is_variant(const char *kind, struct str name)
{
    for (size_t i = 0; i < key_registry_n; i++)
        if (strcmp(key_registry[i].kind, kind) == 0 &&
            str_equal(str_of(key_registry[i].variant), name) && name.n > 0)
            return true;
    return false;
}

/* `size`, `head.*`, `head` and `head.ANYTHING` all mean a row. */
static bool
means(const struct key_spec *spec, struct str name)
{
    struct str own = str_of(spec->name);
    if (str_equal(own, name))
        return true;
    size_t n = key_family(spec);
    return n > 0 && name.n >= n && memcmp(own.p, name.p, n) == 0 &&
           (name.n == n || name.p[n] == '.');
}

/* Every row that NAME means, of KIND (NULL: any); false when there is none. */
static bool
put_rows(
    const char *kind, struct str name, enum diag_lang lang, struct buf *out)
{
    bool found = false;
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        if ((kind != NULL && strcmp(kind, spec->kind) != 0) ||
            !means(spec, name))
            continue;
        buf_printf(out, "[%s]%s%s\n", spec->kind,
            spec->variant == NULL ? "" : " type = ",
            spec->variant == NULL ? "" : spec->variant);
        put_key(spec, lang, out);
        found = true;
    }
    return found;
}

/* The known name that is most similar to TOPIC. */
static const char *
nearest_name(const char *topic)
{
    const char *names[2];
    const char *best = NULL;
    const char *colon = strchr(topic, ':');
    const char *name = colon == NULL ? topic : colon + 1;
    for (size_t i = 0; i < kind_registry_n; i++) {
        names[0] = kind_registry[i].kind;
        names[1] = best;
        best = str_nearest(name, names, best == NULL ? 1 : 2);
    }
    for (size_t i = 0; i < key_registry_n; i++) {
        names[0] = best != NULL ? best : key_registry[i].name;
        names[1] = key_registry[i].name;
        best = str_nearest(name, names, 2);
        const char *variant = key_registry[i].variant;
        names[0] = best != NULL ? best : variant;
        names[1] = variant;
        if (variant != NULL)
            best = str_nearest(name, names, 2);
    }
    return best;
}

/* Explains NAME as a type of whatever kind of section has types. */
static bool
put_types(struct str name, enum diag_lang lang, struct buf *out)
{
    bool found = false;
    for (size_t i = 0; i < kind_registry_n; i++) {
        const char *kind = kind_registry[i].kind;
        if (!is_variant(kind, name))
            continue;
        put_variant(kind, name.p, lang, out);
        found = true;
    }
    return found;
}

bool
explain_topic(const char *topic, enum diag_lang lang, struct buf *out,
    const char **nearest)
{
    *nearest = NULL;
    if (topic == NULL) {
        for (size_t i = 0; i < kind_registry_n; i++)
            put_kind(&kind_registry[i], lang, out);
        return true;
    }
    struct str key, name, head = str_cut(str_of(topic), ':', &key);
    /* A section may be named in full, as messages and --set do: `style
     * body:size`; `block chart` is the type chart. */
    head = str_cut(head, ' ', &name);
    for (size_t i = 0; i < kind_registry_n; i++) {
        const struct kind_spec *kind = &kind_registry[i];
        if (!str_equal(str_of(kind->kind), head))
            continue;
        if (name.p != NULL && key.p == NULL && is_variant(kind->kind, name))
            return put_variant(kind->kind, name.p, lang, out), true;
        if (key.p == NULL)
            return put_keys(kind, lang, out), true;
        if (is_variant(kind->kind, key))
            return put_variant(kind->kind, key.p, lang, out), true;
        if (put_rows(kind->kind, key, lang, out))
            return true;
    }
    if (key.p == NULL && put_types(head, lang, out))
        return true;
    if (key.p == NULL && put_rows(NULL, head, lang, out))
        return true;
    *nearest = nearest_name(topic);
    return false;
}

/* --- the manual ---------------------------------------------------------- */

/* S as a table cell: `|` would end it. */
static void
put_cell(const char *s, struct buf *out)
{
    for (; *s != '\0'; s++) {
        if (*s == '|' || *s == '*' || *s == '<')
            buf_byte(out, '\\');
        buf_byte(out, *s);
    }
}

static void
put_row(const struct key_spec *spec, enum diag_lang lang, struct buf *out)
{
    buf_printf(out, "| `%s` | ", spec->name);
    put_type(spec, lang, "`", out);
    buf_text(out, " | ");
    if (is_required(spec))
        buf_text(out, by_lang(lang, "必須", "required"));
    else if (spec->fallback != NULL)
        buf_printf(out, "`%s`", spec->fallback);
    buf_text(out, " | ");
    put_cell(by_lang(lang, spec->ja, spec->en), out);
    buf_text(out, " |\n");
}

static void
put_table(
    const char *kind, const char *variant, enum diag_lang lang, struct buf *out)
{
    buf_text(out, by_lang(lang, "\n| キー | 値 | 既定 | 意味 |\n",
                      "\n| Key | Value | Default | Meaning |\n"));
    buf_text(out, "|---|---|---|---|\n");
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        bool here = strcmp(spec->kind, kind) == 0 &&
                    str_equal(str_of(spec->variant), str_of(variant));
        if (here)
            put_row(spec, lang, out);
    }
}

static void
manual_kind(const struct kind_spec *kind, enum diag_lang lang, struct buf *out)
{
    buf_printf(out, "\n## [%s%s]\n\n%s%s\n", kind->kind,
        kind->named ? by_lang(lang, " 名前", " NAME") : "",
        by_lang(lang, kind->ja, kind->en), by_lang(lang, "。", "."));
    put_table(kind->kind, NULL, lang, out);
    const struct key_spec *type = key_find(kind->kind, NULL, "type");
    struct str rest = str_of(type == NULL ? NULL : type->choices);
    while (rest.p != NULL) {
        struct str word = str_cut(rest, '|', &rest);
        const char *variant = NULL;
        for (size_t i = 0; i < key_registry_n && variant == NULL; i++)
            if (str_equal(str_of(key_registry[i].variant), word))
                variant = key_registry[i].variant;
        if (variant == NULL)
            continue;
        buf_printf(out, "\n### %s `type = %s`\n", kind->kind, variant);
        put_table(kind->kind, variant, lang, out);
    }
}

static const char *const intro[2] = {
    "# ジョブファイルの手引き\n"
    "\n"
    "このファイルはキーの登録簿から作られる。手で直さないこと（テストが比べる）"
    "。\n"
    "同じ内容は `kumihan explain` でも読める。\n"
    "\n"
    "## 書き方\n"
    "\n"
    "- 文字コードは UTF-8（BOM はあってもよい）。改行は LF か CRLF。\n"
    "- `[種類 名前]` の行でセクションを始め、`キー = 値` を並べる。`;` か `#` "
    "で"
    "始まる行はコメント。\n"
    "- 値の中に `;` か `#` があるときは全体を `\" \"` で囲む。値の中に `\"` "
    "があ"
    "るときは `' '` で囲む。\n"
    "- 行の終わりの `\\` は次の行に続くことを示す。つないだ行は 1,022 "
    "バイトまで。"
    "\n"
    "- 同じファイルに同じセクションやキーを 2 "
    "度書くとエラーになる。大文字と小文"
    "字は区別されない。\n"
    "- セクションの順が流し込みの順になる。\n"
    "- `[document]` の `include` "
    "に挙げたファイルは先に読まれ、読み込む側の値が勝"
    "つ。\n"
    "- `--set \"style 本文:size=9pt\"` は最後に値を変える。\n"
    "- `名前.*` のキーは `*` の所に列などの名前を書く（例: `head.国名`）。"
    "`*` が 2 つのキーには 2 つ書く（例: `spacing.cl-02.cl-19`）。\n"
    "- スタイルに書いていないキーは `based-on` のスタイルから受け継ぐ。\n"
    "\n"
    "## 値の種類\n"
    "\n"
    "| 種類 | 書き方 |\n"
    "|---|---|\n",
    "# The job file\n"
    "\n"
    "This file is made from the registry of keys; do not edit it (a test "
    "compares it).\n"
    "`kumihan explain` shows the same.\n"
    "\n"
    "## How to write it\n"
    "\n"
    "- UTF-8, with or without a byte order mark; lines end in LF or CRLF.\n"
    "- A line `[kind NAME]` starts a section; `key = value` lines follow.  A "
    "line that starts with `;` or `#` is a comment.\n"
    "- A value that holds `;` or `#` stands in `\" \"`; one that holds `\"` "
    "stands in `' '`.\n"
    "- A `\\` at the end of a line continues it on the next; the joined line "
    "has at most 1,022 bytes.\n"
    "- A section or key given twice in one file is an error; capitals do not "
    "make a difference.\n"
    "- The order of sections is the order of flow.\n"
    "- The files that `include` in `[document]` names are read first; the "
    "including file's values win.\n"
    "- `--set \"style body:size=9pt\"` changes a value last of all.\n"
    "- A key such as `head.*` takes the name of a column or the like for the "
    "`*`: `head.Country`; two where there are two: `spacing.cl-02.cl-19`.\n"
    "- A style takes every key it does not give from the style it is "
    "`based-on`.\n"
    "\n"
    "## Kinds of values\n"
    "\n"
    "| Kind | Written as |\n"
    "|---|---|\n"};

void
explain_manual(enum diag_lang lang, struct buf *out)
{
    buf_text(out, intro[lang]);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        buf_printf(
            out, "| %s | %s |\n", types[i].name[lang], types[i].how[lang]);
    for (size_t i = 0; i < kind_registry_n; i++)
        manual_kind(&kind_registry[i], lang, out);
}
