/* reading/look - how a document looks as HTML: the style sheet inside it. */
#ifndef READING_LOOK_H
#define READING_LOOK_H

extern const char look_css[];

#endif
