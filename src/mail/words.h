/* mail/words - text in header fields: encoded words (RFC 2047) in UTF-8 and
 * base64, quoted strings (RFC 5322).
 */
#ifndef MAIL_WORDS_H
#define MAIL_WORDS_H

#include "base/buf.h"

/* Appends TEXT, without control characters, to the field being written in OUT,
 * whose line holds COLUMN octets: as it is when it is ASCII that nobody reads
 * as something else, else as encoded words of at most 75 octets, cut between
 * characters.  A line gets no more than 76 octets; folded with CR LF and a
 * space.  Returns the octets of the last line. */
size_t words_text(struct buf *out, size_t column, struct str text);

/* The same of the name of a mailbox: ASCII is an atom or in quotes. */
size_t words_name(struct buf *out, size_t column, struct str name);

/* ATOM, which is not cut, behind a space or on the next line. */
size_t words_atom(struct buf *out, size_t column, struct str atom);

/* `; NAME*=UTF-8''...` (RFC 2231): TEXT as a parameter on a line of its own;
 * when that is too short in pieces `NAME*0*=` ..., each on a line of its own
 * and of whole characters. */
void words_parameter(struct buf *out, const char *name, struct str text);

/* TEXT as encoded words whatever it is. */
size_t words_encoded(struct buf *out, size_t column, struct str text);

#endif
