/* pdf/syntax - numbers, names and strings as a PDF file writes them
 * (ISO 32000-1, 7.3).
 *
 * Places are carried in thousandths of a point (milli), rounded once from emu;
 * the difference of two rounded places is what operators move by.
 */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/buf.h"
#include "base/unit.h"
#include "pdf/haru.h"

/* LENGTH in 1/1000 pt, rounded half away from zero: 1 pt = 12700 emu. */
int64_t syntax_milli(int64_t length);

/* LENGTH in points with up to 4 decimals: for boxes, 0.04 um exact. */
void syntax_points(struct buf *out, int64_t length);

/* VALUE / 1000 without a needless zero: .5 and not 0.5 or 0.500. */
void syntax_thousandths(struct buf *out, int64_t value);

/* /NAME with what a name may not hold written as #XX. */
void syntax_name(struct buf *out, const char *name);

/* The two bytes of CODE inside a literal string; showtext.c builds such by
 * itself. */
void syntax_string_code(struct buf *out, unsigned code);

/* BYTES as a literal string, parentheses included. */
void syntax_bytes(struct buf *out, struct str bytes);

/* UTF-8 TEXT as a text string: as it is when it is printable ASCII, else
 * UTF-16BE behind a byte order mark. */
void syntax_text(struct buf *out, struct str text);

/* VALUE as four hexadecimal digits. */
void syntax_hex16(struct buf *out, unsigned value);

/* UTF-8 TEXT as UTF-16BE in hexadecimal digits, without delimiters. */
void syntax_utf16_hex(struct buf *out, struct str text);

/* `12 0 R`. */
void syntax_ref(struct buf *out, struct ref ref);

/* N right in a field WIDTH wide. */
void syntax_wide(struct buf *out, unsigned n, int width);

/* A reference with its number so. */
void syntax_ref_wide(struct buf *out, struct ref ref, int width);

/* `/KEY 12 0 R`, or nothing when REF is none. */
void syntax_entry(struct buf *out, const char *key, struct ref ref);

#endif
