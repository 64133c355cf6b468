/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The stored form of a record. All numbers are varints unless said.
 *
 *   byte     version (3)
 *   flags    1: the text is the source's own, 2: byte offsets agree with the file
 *   replaced, published, updated
 *   fields   RECORD_FIELDS strings (length, bytes), in the order of enum record_field
 *   bylines  count, strings
 *   segments count, then for each: offset - end of the one before, length,
 *            position (0, or 1 + distance from the last position given), byte role + 16 * reason
 *   sections count, then for each: offset - offset of the one before, string label
 *   tags     their length in bytes, and that of their stream
 *   text     its length
 *   streams  of the tags, and of the text to the end: each raw deflate (RFC 1951) with the preset
 *            dictionary; none for a length of 0
 *
 * Tags (record_tags.c) and text are streams of their own, so that each can be read, and the tags
 * replaced, without the other.
 */
#include "store/record.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "store/dictionary.h"
#include "store/record_tags.h"

enum { VERSION = 3, FLAG_SOURCE = 1, FLAG_VERBATIM = 2 };
/* A tag of deflate can stand for at most about 1032 bytes a byte: a larger claim is damage. */
enum { DEFLATE_MAX_RATIO = 1040 };
enum { DEFLATE_LEVEL = 1 };

struct record_codec {
    buf tags;   /* of the record in hand */
    buf packed; /* their stream */
    z_stream deflater;
    z_stream inflater;
    bool deflating; /* the streams are set up at their first use: most programs need one */
    bool inflating;
};

dossier_status record_codec_create(record_codec **out)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return DOSSIER_NO_MEMORY;
    (*out)->tags = BUF_INIT(RECORD_TAGS_MAX);
    (*out)->packed = BUF_INIT(RECORD_TAGS_MAX);
    return DOSSIER_OK;
}

void record_codec_free(record_codec *codec)
{
    if (!codec)
        return;
    if (codec->deflating)
        deflateEnd(&codec->deflater);
    if (codec->inflating)
        inflateEnd(&codec->inflater);
    buf_free(&codec->tags);
    buf_free(&codec->packed);
    free(codec);
}

static bool start_deflate(record_codec *codec)
{
    if (codec->deflating)
        return deflateReset(&codec->deflater) == Z_OK;
    /* -15: raw deflate with the largest window. */
    codec->deflating = deflateInit2(&codec->deflater, DEFLATE_LEVEL, Z_DEFLATED, -15, 8,
                                    Z_DEFAULT_STRATEGY) == Z_OK;
    return codec->deflating;
}

static bool start_inflate(record_codec *codec)
{
    if (codec->inflating)
        return inflateReset(&codec->inflater) == Z_OK;
    codec->inflating = inflateInit2(&codec->inflater, -15) == Z_OK;
    return codec->inflating;
}

static void put_string(buf *out, slice s)
{
    buf_put_varint(out, s.len);
    buf_append_slice(out, s);
}

static void put_segments(const record *r, buf *out)
{
    uint32_t end = 0, position = 0;
    buf_put_varint(out, r->n_segments);
    for (size_t i = 0; i < r->n_segments; i++) {
        const record_segment *s = &r->segments[i];
        buf_put_varint(out, s->offset - end);
        buf_put_varint(out, s->length);
        buf_put_varint(out, s->position ? s->position - position + 1 : 0);
        buf_push(out, (char)(s->role | s->reason << 4));
        end = s->offset + s->length;
        if (s->position)
            position = s->position;
    }
}

static void put_sections(const record *r, buf *out)
{
    uint32_t offset = 0;
    buf_put_varint(out, r->n_sections);
    for (size_t i = 0; i < r->n_sections; i++) {
        buf_put_varint(out, r->sections[i].offset - offset);
        put_string(out, r->sections[i].label);
        offset = r->sections[i].offset;
    }
}

/* Appends a stream of the bytes. */
static dossier_status pack(record_codec *codec, slice bytes, buf *out)
{
    if (!bytes.len)
        return DOSSIER_OK;
    if (!start_deflate(codec) ||
        deflateSetDictionary(&codec->deflater, (const Bytef *)store_dictionary,
                             (uInt)store_dictionary_len) != Z_OK)
        return DOSSIER_NO_MEMORY;
    uLong bound = deflateBound(&codec->deflater, bytes.len);
    if (!buf_reserve(out, bound))
        return out->len + bound > out->max ? DOSSIER_TOO_LARGE : DOSSIER_NO_MEMORY;
    codec->deflater.next_in = (z_const Bytef *)bytes.data;
    codec->deflater.avail_in = (uInt)bytes.len;
    codec->deflater.next_out = (Bytef *)out->data + out->len;
    codec->deflater.avail_out = (uInt)bound;
    if (deflate(&codec->deflater, Z_FINISH) != Z_STREAM_END)
        return DOSSIER_NO_MEMORY;
    out->len += bound - codec->deflater.avail_out;
    return DOSSIER_OK;
}

/* Makes the tags' bytes. */
static bool make_tags(record_codec *codec, const record *r)
{
    buf_clear(&codec->tags);
    record_put_tags(r, &codec->tags);
    return !codec->tags.failed;
}

/* Appends the lengths of tags and text, and the stream of the tags made. */
static dossier_status put_tags(record_codec *codec, size_t text_length, buf *out)
{
    buf_clear(&codec->packed);
    dossier_status status = pack(codec, buf_slice(&codec->tags), &codec->packed);
    buf_put_varint(out, codec->tags.len);
    buf_put_varint(out, codec->packed.len);
    buf_put_varint(out, text_length);
    buf_append_slice(out, buf_slice(&codec->packed));
    return status == DOSSIER_OK && out->failed ? DOSSIER_NO_MEMORY : status;
}

dossier_status record_encode(record_codec *codec, const record *r, buf *out)
{
    buf_push(out, VERSION);
    buf_put_varint(out, (r->space == RECORD_SOURCE ? FLAG_SOURCE : 0) |
                            (r->verbatim ? FLAG_VERBATIM : 0));
    buf_put_varint(out, r->replaced);
    buf_put_varint(out, r->published);
    buf_put_varint(out, r->updated);
    for (size_t i = 0; i < RECORD_FIELDS; i++)
        put_string(out, r->field[i]);
    buf_put_varint(out, r->n_bylines);
    for (size_t i = 0; i < r->n_bylines; i++)
        put_string(out, r->bylines[i]);
    put_segments(r, out);
    put_sections(r, out);
    dossier_status status =
        make_tags(codec, r) ? put_tags(codec, r->text.len, out) : DOSSIER_NO_MEMORY;
    return status == DOSSIER_OK ? pack(codec, r->text, out) : status;
}

static dossier_status get_segments(record_cursor *c, record *r)
{
    uint64_t end = 0, position = 0;
    /* A segment takes four bytes at the least, which bounds what a damaged count can make us do. */
    size_t count = record_get_number(c, (uint64_t)(c->end - c->p) / 4);
    for (size_t i = 0; i < count && !c->bad; i++) {
        uint64_t offset = end + record_get_number(c, UINT32_MAX);
        uint64_t length = record_get_number(c, UINT32_MAX);
        uint64_t step = record_get_number(c, UINT32_MAX);
        unsigned tag = c->p < c->end ? (unsigned char)*c->p++ : 0xff;
        end = offset + length;
        if (step)
            position += step - 1;
        if (end > UINT32_MAX || position > UINT32_MAX || (tag & 15) >= RECORD_ROLES ||
            tag >> 4 >= RECORD_REASONS)
            c->bad = true;
        if (c->bad)
            break;
        dossier_status status = record_add_segment(r, (record_role)(tag & 15),
                                                   (record_reason)(tag >> 4), offset, length);
        if (status != DOSSIER_OK)
            return status;
        r->segments[r->n_segments - 1].position = step ? (uint32_t)position : 0;
    }
    return DOSSIER_OK;
}

static dossier_status get_sections(record_cursor *c, record *r)
{
    uint64_t offset = 0;
    size_t count = record_get_number(c, (uint64_t)(c->end - c->p) / 2);
    for (size_t i = 0; i < count && !c->bad; i++) {
        offset += record_get_number(c, UINT32_MAX);
        slice label = record_get_string(c);
        if (offset > UINT32_MAX)
            c->bad = true;
        if (c->bad)
            break;
        dossier_status status = record_add_section(r, offset, label);
        if (status != DOSSIER_OK)
            return status;
    }
    return DOSSIER_OK;
}

/* Everything before the tags; *c then stands at their length. */
static dossier_status get_head(record_cursor *c, record *r)
{
    dossier_status status = DOSSIER_OK;
    if (c->p == c->end || *c->p++ != VERSION)
        return DOSSIER_CORRUPT;
    uint64_t flags = record_get_number(c, FLAG_SOURCE | FLAG_VERBATIM);
    r->space = flags & FLAG_SOURCE ? RECORD_SOURCE : RECORD_EXTRACTED;
    r->verbatim = flags & FLAG_VERBATIM;
    r->replaced = (uint32_t)record_get_number(c, UINT32_MAX);
    r->published = (date)record_get_number(c, DATE_MAX);
    r->updated = (date)record_get_number(c, DATE_MAX);
    for (size_t i = 0; i < RECORD_FIELDS && status == DOSSIER_OK; i++)
        status = record_set(r, (record_field)i, record_get_string(c));
    size_t bylines = record_get_number(c, (uint64_t)(c->end - c->p));
    for (size_t i = 0; i < bylines && !c->bad && status == DOSSIER_OK; i++)
        status = record_add_byline(r, record_get_string(c));
    if (status == DOSSIER_OK)
        status = get_segments(c, r);
    if (status == DOSSIER_OK)
        status = get_sections(c, r);
    return status == DOSSIER_OK && c->bad ? DOSSIER_CORRUPT : status;
}

static dossier_status get_lengths(record_cursor *c, record *r)
{
    const record_segment *last = r->n_segments ? &r->segments[r->n_segments - 1] : NULL;
    r->tags_length = record_get_number(c, RECORD_TAGS_MAX);
    r->tags_packed = record_get_number(c, RECORD_TAGS_MAX);
    r->text_length = record_get_number(c, UINT32_MAX);
    if (c->bad || r->tags_packed > (size_t)(c->end - c->p) ||
        (last && (uint64_t)last->offset + last->length > r->text_length))
        return DOSSIER_CORRUPT;
    return DOSSIER_OK;
}

dossier_status record_decode(slice stored, record *r)
{
    record_cursor c = {stored.data, stored.data + stored.len, false};
    record_clear(r);
    dossier_status status = get_head(&c, r);
    r->tags_offset = (size_t)(c.p - stored.data);
    if (status == DOSSIER_OK)
        status = get_lengths(&c, r);
    r->text_offset = (size_t)(c.p - stored.data) + r->tags_packed;
    if (status != DOSSIER_OK)
        record_clear(r);
    return status;
}

/* Inflates the first `length` bytes of a stream into bytes of the record's arena. */
static dossier_status unpack(record_codec *codec, slice stream, record *r, size_t length,
                             char **bytes)
{
    if (length / DEFLATE_MAX_RATIO > stream.len)
        return DOSSIER_CORRUPT;
    *bytes = arena_alloc(&r->memory, length);
    if (!*bytes || !start_inflate(codec))
        return DOSSIER_NO_MEMORY;
    if (inflateSetDictionary(&codec->inflater, (const Bytef *)store_dictionary,
                             (uInt)store_dictionary_len) != Z_OK)
        return DOSSIER_CORRUPT;
    codec->inflater.next_in = (z_const Bytef *)stream.data;
    codec->inflater.avail_in = (uInt)stream.len;
    codec->inflater.next_out = (Bytef *)*bytes;
    codec->inflater.avail_out = (uInt)length;
    int result = length ? inflate(&codec->inflater, Z_SYNC_FLUSH) : Z_OK;
    if (codec->inflater.avail_out > 0 ||
        (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR))
        return DOSSIER_CORRUPT;
    return DOSSIER_OK;
}

dossier_status record_inflate(record_codec *codec, slice stored, record *r, size_t upto)
{
    size_t wanted = upto < r->text_length ? upto : r->text_length;
    char *bytes;
    r->text = (slice){NULL, 0};
    if (r->text_offset > stored.len)
        return DOSSIER_CORRUPT;
    slice stream = {stored.data + r->text_offset, stored.len - r->text_offset};
    dossier_status status = unpack(codec, stream, r, wanted, &bytes);
    if (status == DOSSIER_OK)
        r->text = (slice){bytes, wanted};
    return status;
}

static dossier_status unpack_tags(record_codec *codec, slice stored, record *r, char **bytes)
{
    if (r->text_offset > stored.len)
        return DOSSIER_CORRUPT;
    slice stream = {stored.data + r->text_offset - r->tags_packed, r->tags_packed};
    return unpack(codec, stream, r, r->tags_length, bytes);
}

/* Whether the tags made are those stored; inflating is much less work than deflating. */
static bool are_stored(record_codec *codec, slice stored, record *r)
{
    char *bytes;
    return codec->tags.len == r->tags_length &&
           unpack_tags(codec, stored, r, &bytes) == DOSSIER_OK &&
           slice_equal(buf_slice(&codec->tags), (slice){bytes, r->tags_length});
}

dossier_status record_encode_tags(record_codec *codec, slice stored, record *r, buf *out)
{
    dossier_status status = DOSSIER_OK;
    if (r->text_offset > stored.len)
        return DOSSIER_CORRUPT;
    if (!make_tags(codec, r))
        return DOSSIER_NO_MEMORY;
    if (are_stored(codec, stored, r)) {
        buf_append_slice(out, stored);
    } else {
        buf_append(out, stored.data, r->tags_offset);
        status = put_tags(codec, r->text_length, out);
        buf_append(out, stored.data + r->text_offset, stored.len - r->text_offset);
    }
    return status == DOSSIER_OK && out->failed ? DOSSIER_NO_MEMORY : status;
}

dossier_status record_read_entities(record_codec *codec, slice stored, record *r)
{
    char *bytes;
    record_clear_entities(r);
    dossier_status status = unpack_tags(codec, stored, r, &bytes);
    if (status == DOSSIER_OK)
        status = record_get_tags((slice){bytes, r->tags_length}, r);
    if (status != DOSSIER_OK)
        record_clear_entities(r);
    return status;
}
