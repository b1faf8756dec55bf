/* config/explain - the registry as text for people. */
#ifndef CONFIG_EXPLAIN_H
#define CONFIG_EXPLAIN_H

#include "base/buf.h"
#include "base/diag.h"

/* Writes what is known about TOPIC: NULL lists the section kinds; "style"
 * lists a kind's keys; "style:size", "size" or "block:table" explain keys.
 * False, with *NEAREST (or NULL) the most similar name, when nothing fits. */
bool explain_topic(const char *topic, enum diag_lang lang, struct buf *out,
    const char **nearest);

/* The whole registry as Markdown: the reference manual of the job file. */
void explain_manual(enum diag_lang lang, struct buf *out);

#endif
