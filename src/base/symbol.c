#include "base/symbol.h"

#include <dlfcn.h>
#include <stddef.h>

/* POSIX lets a pointer to a function be one to an object here; C does not. */
bool
symbol_find(void *handle, const char *name, void *function)
{
    void *found = dlsym(handle, name);
    *(void **)function = found;
    return found != NULL;
}
