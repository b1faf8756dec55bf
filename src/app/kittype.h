/* app/kittype - what kind of file an attachment is, by its ending. */
#ifndef APP_KITTYPE_H
#define APP_KITTYPE_H

/* The ending of NAME with its dot, "" when it has none. */
const char *kittype_ending(const char *name);

/* The media type (IANA) of the file NAME; application/octet-stream for what is
 * not known. */
const char *kittype_of(const char *name);

#endif
