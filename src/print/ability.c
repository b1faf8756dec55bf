#include "print/ability.h"

#include <string.h>

ipp_attribute_t *
ability_find(ipp_t *printer, const char *name)
{
    return ippFindAttribute(printer, name, IPP_TAG_ZERO);
}

bool
ability_has(ipp_t *printer, const char *name, const char *word)
{
    ipp_attribute_t *a = ability_find(printer, name);
    return a != NULL && ippContainsString(a, word);
}

bool
ability_counts(ipp_t *printer, const char *name, int value)
{
    ipp_attribute_t *a = ability_find(printer, name);
    return a != NULL && ippContainsInteger(a, value);
}

bool
ability_true(ipp_t *printer, const char *name)
{
    ipp_attribute_t *a = ability_find(printer, name);
    return a != NULL && ippGetValueTag(a) == IPP_TAG_BOOLEAN &&
           ippGetBoolean(a, 0);
}

bool
ability_takes(ipp_t *printer, const char *name)
{
    ipp_attribute_t *a =
        ability_find(printer, "job-creation-attributes-supported");
    return a == NULL || ippContainsString(a, name);
}

const char *
ability_list(struct arena *arena, ipp_t *printer, const char *name)
{
    ipp_attribute_t *a = ability_find(printer, name);
    if (a == NULL || ippGetCount(a) == 0)
        return "-";
    size_t n = ippAttributeString(a, NULL, 0);
    char *text = arena_alloc(arena, n + 1);
    if (text == NULL)
        return NULL;
    ippAttributeString(a, text, n + 1);
    /* "a,b" can be broken into lines only behind blanks. */
    size_t commas = 0;
    for (const char *p = text; *p != '\0'; p++)
        commas += *p == ',';
    char *spaced = arena_alloc(arena, n + commas + 1);
    if (spaced == NULL)
        return NULL;
    for (char *to = spaced; *text != '\0'; text++) {
        *to++ = (unsigned char)*text < 0x20 ? ' ' : *text;
        if (*text == ',')
            *to++ = ' ';
    }
    return spaced;
}
