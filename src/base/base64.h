/* base/base64 - bytes as text (RFC 4648, section 4), in one line. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

void base64_put(struct buf *out, struct str bytes);

#endif
