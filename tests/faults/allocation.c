/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A library for LD_PRELOAD: the allocation numbered by $FAIL_ALLOCATION, counted over malloc,
 * calloc and realloc of all threads from the start of main's libraries on, finds no memory; the
 * ones after it do again. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static atomic_long left = -1;
static atomic_bool ready;

__attribute__((constructor)) static void read_number(void)
{
    const char *number = getenv("FAIL_ALLOCATION");
    atomic_store(&left, number ? atol(number) : -1);
    atomic_store(&ready, 1);
}

static int fails(void)
{
    if (!atomic_load(&ready) || atomic_fetch_sub(&left, 1) != 1)
        return 0;
    errno = ENOMEM;
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails() ? NULL : __libc_realloc(memory, size);
}
