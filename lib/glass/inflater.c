/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/inflater.h"

#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

enum { RAW = -15 }; /* no header, the largest window */

struct glass_inflater {
    z_stream stream;
};

int glass_inflater_create(glass_inflater **out)
{
    glass_inflater *i = calloc(1, sizeof *i);
    *out = NULL;
    if (!i || inflateInit2(&i->stream, RAW) != Z_OK) {
        free(i);
        return ENOMEM;
    }
    *out = i;
    return 0;
}

void glass_inflater_free(glass_inflater *i)
{
    if (i)
        inflateEnd(&i->stream);
    free(i);
}

int glass_inflate(glass_inflater *i, slice stream, buf *out)
{
    enum { STEP = 1 << 14 };
    int result;
    buf_clear(out);
    if (inflateReset(&i->stream) != Z_OK)
        return EBADMSG;
    i->stream.next_in = (z_const Bytef *)stream.data;
    i->stream.avail_in = (uInt)stream.len;
    do {
        size_t room = out->len < STEP ? STEP : out->len;
        if (!buf_reserve(out, room))
            return ENOMEM;
        i->stream.next_out = (Bytef *)out->data + out->len;
        i->stream.avail_out = (uInt)room;
        result = inflate(&i->stream, Z_NO_FLUSH);
        out->len += room - i->stream.avail_out;
    } while (result == Z_OK);
    return result == Z_STREAM_END && i->stream.avail_in == 0 ? 0 : EBADMSG;
}
