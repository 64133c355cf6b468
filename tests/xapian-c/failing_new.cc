/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "failing_new.h"

#include <cstdlib>
#include <new>

static long countdown, live;
static bool fired;

void failing_new_arm(long n)
{
    countdown = n;
    fired = false;
}

bool failing_new_fired(void)
{
    return fired;
}

long failing_new_live(void)
{
    return live;
}

static void *allocate(std::size_t size)
{
    if (countdown > 0 && --countdown == 0) {
        fired = true;
        return nullptr;
    }
    void *memory = std::malloc(size ? size : 1);
    if (memory)
        live++;
    return memory;
}

static void release(void *memory)
{
    if (memory)
        live--;
    std::free(memory);
}

void *operator new(std::size_t size)
{
    void *memory = allocate(size);
    if (!memory)
        throw std::bad_alloc();
    return memory;
}

void *operator new[](std::size_t size)
{
    return operator new(size);
}

void *operator new(std::size_t size, const std::nothrow_t &) noexcept
{
    return allocate(size);
}

void *operator new[](std::size_t size, const std::nothrow_t &) noexcept
{
    return allocate(size);
}

void operator delete(void *memory) noexcept
{
    release(memory);
}

void operator delete[](void *memory) noexcept
{
    release(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    release(memory);
}

void operator delete[](void *memory, std::size_t) noexcept
{
    release(memory);
}

void operator delete(void *memory, const std::nothrow_t &) noexcept
{
    release(memory);
}

void operator delete[](void *memory, const std::nothrow_t &) noexcept
{
    release(memory);
}
