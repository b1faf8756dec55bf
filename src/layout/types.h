/* layout/types - every type of block there is. */
#ifndef LAYOUT_TYPES_H
#define LAYOUT_TYPES_H

#include "layout/block.h"

extern const struct block_type textblock_type;
extern const struct block_type table_type;
extern const struct block_type members_type;
extern const struct block_type roster_type;
extern const struct block_type notesblock_type;
extern const struct block_type ruleblock_type;
extern const struct block_type spacer_type;
extern const struct block_type figureblock_type; /* all that figure draws */

extern const struct block_type *const block_types[]; /* ends with NULL */

#endif
