/* A file of its own: kumihan-print takes it without the library behind
 * app/args. */
#include "app/language.h"

#include <stdlib.h>
#include <string.h>

enum kumihan_lang
language_of_locale(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "ja", 2) == 0 ? KUMIHAN_JA : KUMIHAN_EN;
    }
    return KUMIHAN_EN;
}
