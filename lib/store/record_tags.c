/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Entities and mentions in a stored record; nothing at all where there are none.
 *
 *   entities count, then for each: byte kind, byte flags (1 focus, 2 provisional), string id,
 * string name, string office, string country, halves, weight, byte confidence mentions count, then
 * for each: entity, byte zone, byte rule, byte confidence, offset (from that of the one before in
 * the same zone group: title, or text; as zigzag), length
 */
#include "store/record_tags.h"

enum { FLAG_FOCUS = 1, FLAG_PROVISIONAL = 2, SMALLEST_ENTITY = 9, SMALLEST_MENTION = 6 };

uint64_t record_get_number(record_cursor *c, uint64_t max)
{
    uint64_t value = 0;
    if (!c->bad && (!varint_get(&c->p, c->end, &value) || value > max)) {
        c->bad = true;
        value = 0;
    }
    return value;
}

slice record_get_string(record_cursor *c)
{
    size_t len = record_get_number(c, (uint64_t)(c->end - c->p));
    if (c->bad || len > (size_t)(c->end - c->p)) {
        c->bad = true;
        return (slice){NULL, 0};
    }
    slice s = {c->p, len};
    c->p += len;
    return s;
}

static uint8_t get_byte(record_cursor *c)
{
    if (c->p == c->end)
        c->bad = true;
    return c->bad ? 0 : (uint8_t)*c->p++;
}

static void put_string(buf *out, slice s)
{
    buf_put_varint(out, s.len);
    buf_append_slice(out, s);
}

static void put_entity(const record_entity *e, buf *out)
{
    buf_push(out, (char)e->kind);
    buf_push(out, (char)((e->focus ? FLAG_FOCUS : 0) | (e->provisional ? FLAG_PROVISIONAL : 0)));
    put_string(out, e->id);
    put_string(out, e->name);
    put_string(out, e->office);
    put_string(out, slice_of(e->country));
    buf_put_varint(out, e->halves);
    buf_put_varint(out, e->weight);
    buf_push(out, (char)e->confidence);
}

/* Offsets may step back, for the title's and the text's are counted apart. */
static uint64_t zigzag(int64_t step)
{
    return step < 0 ? (uint64_t)(-step) * 2 - 1 : (uint64_t)step * 2;
}

void record_put_tags(const record *r, buf *out)
{
    int64_t offset = 0;
    if (!r->n_entities)
        return;
    buf_put_varint(out, r->n_entities);
    for (size_t i = 0; i < r->n_entities; i++)
        put_entity(&r->entities[i], out);
    buf_put_varint(out, r->n_mentions);
    for (size_t i = 0; i < r->n_mentions; i++) {
        const record_mention *m = &r->mentions[i];
        buf_put_varint(out, m->entity);
        buf_push(out, (char)m->zone);
        buf_push(out, (char)m->rule);
        buf_push(out, (char)m->confidence);
        buf_put_varint(out, zigzag((int64_t)m->offset - offset));
        buf_put_varint(out, m->length);
        offset = m->offset;
    }
}

static dossier_status get_entity(record_cursor *c, record *r)
{
    record_entity e = {.kind = get_byte(c)};
    uint8_t flags = get_byte(c);
    e.focus = flags & FLAG_FOCUS;
    e.provisional = flags & FLAG_PROVISIONAL;
    e.id = record_get_string(c);
    e.name = record_get_string(c);
    e.office = record_get_string(c);
    slice country = record_get_string(c);
    e.halves = (uint32_t)record_get_number(c, UINT32_MAX);
    e.weight = (uint32_t)record_get_number(c, UINT32_MAX);
    e.confidence = get_byte(c);
    if (country.len >= sizeof e.country)
        c->bad = true;
    for (size_t i = 0; i < country.len && !c->bad; i++)
        e.country[i] = country.data[i];
    return c->bad ? DOSSIER_OK : record_add_entity(r, &e);
}

static dossier_status get_mention(record_cursor *c, record *r, int64_t *offset)
{
    record_mention m = {.entity = (uint32_t)record_get_number(c, UINT32_MAX)};
    m.zone = get_byte(c);
    m.rule = get_byte(c);
    m.confidence = get_byte(c);
    uint64_t step = record_get_number(c, (uint64_t)UINT32_MAX * 2);
    m.length = (uint32_t)record_get_number(c, UINT32_MAX);
    *offset += step & 1 ? -(int64_t)(step / 2 + 1) : (int64_t)(step / 2);
    bool in_title = m.zone == 0;
    if (m.entity >= r->n_entities || *offset < 0 || *offset > UINT32_MAX ||
        (!in_title && (uint64_t)*offset + m.length > r->text_length))
        c->bad = true;
    m.offset = (uint32_t)*offset;
    return c->bad ? DOSSIER_OK : record_add_mention(r, &m);
}

dossier_status record_get_tags(slice bytes, record *r)
{
    record_cursor c = {bytes.data, bytes.data + bytes.len, false};
    dossier_status status = DOSSIER_OK;
    int64_t offset = 0;
    if (!bytes.len)
        return DOSSIER_OK;
    /* The least that one takes bounds what a damaged count can make us do. */
    size_t entities = record_get_number(&c, bytes.len / SMALLEST_ENTITY);
    for (size_t i = 0; i < entities && !c.bad && status == DOSSIER_OK; i++)
        status = get_entity(&c, r);
    size_t mentions = record_get_number(&c, bytes.len / SMALLEST_MENTION);
    for (size_t i = 0; i < mentions && !c.bad && status == DOSSIER_OK; i++)
        status = get_mention(&c, r, &offset);
    if (status == DOSSIER_OK && (c.bad || c.p != c.end))
        status = DOSSIER_CORRUPT;
    return status;
}
