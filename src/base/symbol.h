/* base/symbol - the functions of a library that is loaded only when needed. */
#ifndef BASE_SYMBOL_H
#define BASE_SYMBOL_H

#include <stdbool.h>

/* Looks NAME up in the library HANDLE (dlopen) and sets the pointer to a
 * function at FUNCTION.  False: it has none such; dlerror tells. */
bool symbol_find(void *handle, const char *name, void *function);

#endif
