#include "layout/types.h"

const struct block_type *const block_types[] = {&textblock_type, &table_type,
    &members_type, &roster_type, &notesblock_type, &ruleblock_type,
    &spacer_type, NULL};
