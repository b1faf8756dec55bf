/* app/language - the language of messages, by the environment. */
#ifndef APP_LANGUAGE_H
#define APP_LANGUAGE_H

#include "kumihan.h"

/* By LC_ALL, LC_MESSAGES, LANG: the first that is set; English without. */
enum kumihan_lang language_of_locale(void);

#endif
