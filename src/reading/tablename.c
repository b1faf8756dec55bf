#include "reading/tablename.h"

#include "base/utf8.h"

/* The words of E, appended to OUT, without marks of notes and readings. */
static void
put_words(const struct texts *texts, const struct element *e, struct buf *out)
{
    size_t depth = 0;
    for (const struct kid *kid = e->first; kid != NULL;
         kid = structure_next(kid, e, &depth)) {
        enum role role = kid->parent->role;
        if (kid->kind == KID_SEQUENCE && role != ROLE_REFERENCE &&
            role != ROLE_RT)
            buf_str(out, texts_of(texts, kid));
    }
}

/* TEXT without a square or other sign that it begins with. */
static struct str
without_sign(struct str text)
{
    size_t next = 0;
    uint32_t c = text.n == 0 ? 0 : utf8_next(text, 0, &next);
    if (c >= 0x25A0 && c < 0x2700)
        text = (struct str){text.p + next, text.n - next};
    return str_trim(text);
}

/* The heading that stands right before TABLE: it is what the table is called
 * where there is no caption; or NULL. */
static const struct element *
find_title(const struct element *table)
{
    const struct kid *kid = table->self->prev;
    bool element = kid != NULL && kid->kind == KID_ELEMENT;
    return element && kid->element->role >= ROLE_H1 &&
                   kid->element->role <= ROLE_H6
               ? kid->element
               : NULL;
}

/* The parts of a caption, a space between them. */
static void
put_caption(
    const struct texts *texts, const struct element *caption, struct buf *out)
{
    for (const struct kid *kid = caption->first; kid != NULL; kid = kid->next) {
        if (kid->kind == KID_SEQUENCE)
            buf_str(out, texts_of(texts, kid));
        if (kid->kind != KID_ELEMENT)
            continue;
        if (out->n > 0)
            buf_byte(out, ' ');
        put_words(texts, kid->element, out);
    }
}

void
tablename_put(const struct texts *texts, const struct element *table,
    bool japanese, struct buf *out)
{
    const struct element *caption = texts_kid(table, ROLE_CAPTION);
    const struct element *title = find_title(table);
    struct buf words = {0};
    if (caption != NULL)
        put_caption(texts, caption, &words);
    else if (title != NULL)
        put_words(texts, title, &words);
    struct str name = without_sign((struct str){words.p, words.n});
    if (name.n > 0) {
        buf_text(out, japanese ? "表：" : "Table: ");
        buf_str(out, name);
    }
    out->failed = out->failed || words.failed;
    buf_fini(&words);
}
