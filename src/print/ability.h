/* print/ability - questions to a printer's own attributes.
 *
 * PRINTER is the answer to Get-Printer-Attributes.  An attribute that is not
 * there is the printer's way of saying that it has no such setting.
 */
#ifndef PRINT_ABILITY_H
#define PRINT_ABILITY_H

#include <cups/ipp.h>
#include <stdbool.h>

#include "base/arena.h"

/* The attribute NAME of PRINTER, or NULL. */
ipp_attribute_t *ability_find(ipp_t *printer, const char *name);

/* True when the keywords (names, types) of NAME hold WORD. */
bool ability_has(ipp_t *printer, const char *name, const char *word);

/* True when the numbers of NAME hold VALUE, or a range of them does. */
bool ability_counts(ipp_t *printer, const char *name, int value);

/* True when NAME is there and true. */
bool ability_true(ipp_t *printer, const char *name);

/* False when the printer lists what a job may carry and NAME is not in it.
 * Printers forget to list what they do take (ippeveprinter its
 * multiple-document-handling): what a user asks for is judged by NAME-supported
 * alone, and the printer itself at Validate-Job. */
bool ability_takes(ipp_t *printer, const char *name);

/* The values of NAME as IPP writes them, with commas; `-` when there are none.
 * NULL: no memory. */
const char *ability_list(struct arena *arena, ipp_t *printer, const char *name);

#endif
