/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes to UTF-8: marks, forms, declarations, detection, bad bytes. */
#include <iconv.h>

#include "tests/test.h"
#include "text/charset.h"

#define SLICE_OF(literal)                                                                          \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

/* The bytes of UTF-8 text in a charset. */
static void encode(const char *text, const char *charset, buf *out)
{
    iconv_t converter = iconv_open(charset, "UTF-8");
    assert_true(converter != (iconv_t)-1);
    char *in = (char *)text;
    size_t left = strlen(text);
    assert_true(buf_reserve(out, 4 * left + 64));
    char *to = out->data;
    size_t room = out->cap;
    if (iconv(converter, &in, &left, &to, &room) == (size_t)-1)
        fail_msg("no %s for %s", charset, in);
    iconv(converter, NULL, NULL, &to, &room);
    out->len = (size_t)(to - out->data);
    iconv_close(converter);
}

static charset_result decode(slice bytes, const char *declared, const char *fallback, buf *out)
{
    charset_options options = {.declared = slice_of(declared), .fallback = fallback};
    charset_result result;
    buf_clear(out);
    assert_int_equal(charset_decode(bytes, &options, out, &result), DOSSIER_OK);
    return result;
}

typedef struct sample {
    const char *charset;
    const char *text;
} sample;

/* Every sample has to come out as it went in. */
static void check_samples(const sample *samples, size_t count)
{
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        buf bytes = BUF_INIT(1 << 20);
        buf out = BUF_INIT(1 << 20);
        encode(samples[i].text, samples[i].charset, &bytes);
        charset_result result = decode(buf_slice(&bytes), NULL, NULL, &out);
        if (!slice_equal(buf_slice(&out), slice_of(samples[i].text))) {
            print_error("%s read as %s (%s, %d %%): %s\n", samples[i].charset, result.name,
                        charset_source_name(result.source), result.confidence, buf_string(&out));
            wrong++;
        }
        assert_int_equal(result.replaced, 0);
        buf_free(&bytes);
        buf_free(&out);
    }
    assert_int_equal(wrong, 0);
}
#define CHECK(samples) check_samples(samples, sizeof samples / sizeof samples[0])

static void utf8_and_ascii_are_handed_on_byte_for_byte(void **state)
{
    static const slice texts[] = {{"", 0},     {"plain", 5},           {"caf\xC3\xA9", 5},
                                  {"a\0b", 3}, {"it\xE2\x80\x99s", 6}, {"\xF0\x9F\x94\xA5", 4}};
    buf out = BUF_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        charset_result result = decode(texts[i], "windows-1250", NULL, &out);
        assert_true(slice_equal(buf_slice(&out), texts[i]));
        assert_string_equal(result.name, "UTF-8");
        assert_int_equal(result.source, CHARSET_UTF8);
        assert_int_equal(result.confidence, 100);
        assert_true(result.verbatim);
    }
    buf_free(&out);
}

static void a_byte_order_mark_decides_and_is_taken_off(void **state)
{
    static const struct {
        slice bytes;
        const char *name, *text;
    } rows[] = {
        {SLICE_OF("\xEF\xBB\xBFtext"), "UTF-8", "text"},
        {SLICE_OF("\xFF\xFEt\0\x16\x04"), "UTF-16LE", "tЖ"},
        {SLICE_OF("\xFE\xFF\0t\x04\x16"), "UTF-16BE", "tЖ"},
        {SLICE_OF("\xFF\xFE\0\0t\0\0\0"), "UTF-32LE", "t"},
        {SLICE_OF("\0\0\xFE\xFF\0\0\0t"), "UTF-32BE", "t"},
        {SLICE_OF("\x84\x31\x95\x33\xD6\xD0"), "GB18030", "中"},
        {SLICE_OF("\xEF\xBB\xBF"), "UTF-8", ""},
        {SLICE_OF("\xFF\xFE"), "UTF-16LE", ""},
    };
    buf out = BUF_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        charset_result result = decode(rows[i].bytes, "koi8-r", NULL, &out);
        assert_slice_equal(buf_slice(&out), rows[i].text);
        assert_string_equal(result.name, rows[i].name);
        assert_int_equal(result.source, CHARSET_BOM);
        assert_false(result.verbatim);
    }
    buf_free(&out);
}

static void a_few_bad_bytes_do_not_make_utf8_something_else(void **state)
{
    static const struct {
        const char *bytes, *text;
        size_t replaced;
    } rows[] = {
        {"Élysée, Genève, Zürich, Łódź, İstanbul, Orléans, Besançon, Übersee: x\xE9y",
         "Élysée, Genève, Zürich, Łódź, İstanbul, Orléans, Besançon, Übersee: x�y", 1},
        {"the café of Zür\xC3", "the café of Zür�", 1},
        {"“quoted” and cut \xE2\x80", "“quoted” and cut �", 1},
    };
    buf out = BUF_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        charset_result result = decode(slice_of(rows[i].bytes), NULL, NULL, &out);
        assert_slice_equal(buf_slice(&out), rows[i].text);
        assert_string_equal(result.name, "UTF-8");
        assert_int_equal(result.replaced, rows[i].replaced);
        assert_false(result.verbatim);
    }
    charset_result result = decode(SLICE("é, \xE9"), "utf-8", NULL, &out);
    assert_string_equal(result.name, "UTF-8");
    assert_int_equal(result.source, CHARSET_DECLARED);
    buf_free(&out);
}

static void utf16_and_utf32_are_known_without_a_mark(void **state)
{
    static const char *const charsets[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
    static const char *const texts[] = {
        "The council met on Tuesday.\r\n",
        "Совет собрался во вторник, 12 сентября.\n",
        "安理会星期二开会，\n讨论决议草案。\n",
        "Ο Συμβούλιο συνήλθε την Τρίτη.\n",
        "A “quote” and an emoji \xF0\x9F\x94\xA5 in the text.\n",
    };
    (void)state;
    for (size_t c = 0; c < 4; c++) {
        for (size_t t = 0; t < 5; t++) {
            sample row = {charsets[c], texts[t]};
            check_samples(&row, 1);
        }
    }
}

static void bytes_with_zeros_are_not_always_utf16(void **state)
{
    static const slice rows[] = {
        SLICE_OF("one.txt\0two.txt\0three.txt\0"),
        SLICE_OF("a record\0\0\0\0another\0\0\0"),
        SLICE_OF("\x7f"
                 "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0"),
        SLICE_OF("\0"),
        SLICE_OF("\0\0\0\0\0\0\0\0"),
        SLICE_OF("text with one zero\0 in it, and more text behind, as much as you like"),
    };
    buf out = BUF_INIT(1000);
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        charset_result result = decode(rows[i], NULL, NULL, &out);
        assert_string_equal(result.name, "UTF-8");
        assert_true(slice_equal(buf_slice(&out), rows[i]));
    }
    buf_free(&out);
}

static void seven_bit_charsets_are_known_by_their_escapes(void **state)
{
    static const sample rows[] = {
        {"ISO-2022-JP", "外務大臣は記者会見で述べた。 OK\n"},
        {"ISO-2022-KR", "외교부 장관은 기자회견에서 말했다.\n"},
        {"ISO-2022-CN", "外交部发言人表示，政府高度重视。\n"},
    };
    buf out = BUF_INIT(1000);
    (void)state;
    CHECK(rows);
    charset_result result = decode(SLICE("said ~{VPND~} and ~~ left"), NULL, NULL, &out);
    assert_slice_equal(buf_slice(&out), "said 中文 and ~ left");
    assert_string_equal(result.name, "HZ");
    decode(SLICE("a shell: ${x~{y}} stays"), NULL, NULL, &out);
    assert_slice_equal(buf_slice(&out), "a shell: ${x~{y}} stays");
    decode(SLICE("\033[1mbold\033[0m stays"), NULL, NULL, &out);
    assert_slice_equal(buf_slice(&out), "\033[1mbold\033[0m stays");
    buf_free(&out);
}

static void cyrillic_is_read_in_whichever_charset_it_is_written(void **state)
{
    static const char *const charsets[] = {"WINDOWS-1251", "KOI8-R",       "ISO-8859-5",
                                           "IBM866",       "MAC-CYRILLIC", "IBM855"};
    static const char *const texts[] = {
        "Министр иностранных дел прибыл в Женеву на переговоры.", "переговоры продолжатся завтра",
        "ПРЕЗИДЕНТ ПОДПИСАЛ УКАЗ О НАЗНАЧЕНИИ НОВОГО ПОСЛА",      "Новости дня",
        "Ъезд ёлки Щука Юг Ядро и ещё немного слов о погоде",
    };
    (void)state;
    for (size_t c = 0; c < 6; c++) {
        for (size_t t = 0; t < 5; t++) {
            sample row = {charsets[c], texts[t]};
            check_samples(&row, 1);
        }
    }
}

static void languages_are_read_in_their_usual_charsets(void **state)
{
    static const sample rows[] = {
        {"WINDOWS-1252", "Le président a été reçu à l’Élysée"},
        {"WINDOWS-1252", "déjà vu"},
        {"WINDOWS-1252", "L’été à Genève"},
        {"WINDOWS-1252", "Der Außenminister traf in Köln seine Kollegen über Rüstung"},
        {"WINDOWS-1252", "El señor López dijo: «Mañana habrá elección»"},
        {"WINDOWS-1252", "¿Qué pasó?"},
        {"WINDOWS-1252", "A situação não é boa, disse o ministro das Relações Exteriores"},
        {"WINDOWS-1252", "Regeringen föreslår nya åtgärder för Östersjön"},
        {"WINDOWS-1252", "Regjeringen foreslår nye tiltak på Østlandet, sier Sørensen"},
        {"WINDOWS-1252", "The “no deal” option isn’t dead – yet"},
        {"WINDOWS-1252", "They paid £5 for it"},
        {"WINDOWS-1252", "the council’s vote"},
        {"ISO-8859-1", "Elle a dit que c'était très compliqué"},
        {"MACINTOSH", "Le président a été reçu à l’Élysée"},
        {"IBM850", "Der Außenminister traf in Köln seine Kollegen über Rüstung"},
        {"WINDOWS-1250", "Rząd przyjął ustawę o służbie zagranicznej, mówi źródło"},
        {"ISO-8859-2", "Rząd przyjął ustawę o służbie zagranicznej, mówi źródło"},
        {"WINDOWS-1250", "Vláda schválila návrh zákona, příští týden bude jednat"},
        {"ISO-8859-2", "Vláda schválila návrh zákona, příští týden bude jednat"},
        {"IBM852", "Vláda schválila návrh zákona, příští týden bude jednat"},
        {"WINDOWS-1250", "A miniszterelnök szerint erősödik az ország gazdasága, űr nélkül"},
        {"WINDOWS-1250", "Vlada ističe važnost međunarodne suradnje, kaže ministar Šimić"},
        {"ISO-8859-2", "Vlada ističe važnost međunarodne suradnje, kaže ministar Šimić"},
        {"WINDOWS-1250", "Preşedintele a declarat că ţara îşi menţine poziţia"},
        {"WINDOWS-1251", "Україна підписала угоду про співпрацю з Європейським Союзом"},
        {"KOI8-U", "Україна підписала угоду про співпрацю з Європейським Союзом"},
        {"WINDOWS-1251", "България обсъжда новия договор със съседите си"},
        {"WINDOWS-1251", "Председник владе изјавио је данас у Београду"},
        {"WINDOWS-1253", "Ο πρωθυπουργός μίλησε χθες στη Βουλή για τις Άνδεις"},
        {"ISO-8859-7", "Ο πρωθυπουργός μίλησε χθες στη Βουλή για τις Άνδεις"},
        {"WINDOWS-1254", "Cumhurbaşkanı dış politikasını açıkladı, İstanbul'da güneş"},
        {"WINDOWS-1255", "ראש הממשלה אמר כי המדינה תגיב בקרוב"},
        {"WINDOWS-1256", "قال وزير الخارجية إن المفاوضات مستمرة"},
        {"ISO-8859-6", "قال وزير الخارجية إن المفاوضات مستمرة"},
        {"WINDOWS-1257", "Užsienio reikalų ministras sakė, kad šalys tęs derybas dėl sienų"},
        {"CP874", "นายกรัฐมนตรีกล่าวว่ารัฐบาลจะดำเนินการต่อไป"},
        {"SHIFT_JIS", "外務大臣は記者会見で次のように述べた。"},
        {"CP932", "①外務大臣は記者会見で次のように述べた。㈱"},
        {"EUC-JP", "外務大臣は記者会見で次のように述べた。"},
        {"GB18030", "外交部发言人表示，中国政府高度重视此事。"},
        {"CP950", "外交部發言人表示，政府高度重視此事。"},
        {"UHC", "외교부 장관은 기자회견에서 이렇게 말했다."},
        {"JOHAB", "외교부 장관은 기자회견에서 이렇게 말했다."},
    };
    (void)state;
    CHECK(rows);
}

static void a_lone_curly_quote_is_a_curly_quote(void **state)
{
    buf out = BUF_INIT(1000);
    (void)state;
    charset_result result = decode(SLICE("The council\x92s vote was late."), NULL, NULL, &out);
    assert_slice_equal(buf_slice(&out), "The council’s vote was late.");
    assert_string_equal(result.name, "WINDOWS-1252");
    result = decode(SLICE("The council\xE2\x80\x99s vote was late."), NULL, NULL, &out);
    assert_string_equal(result.name, "UTF-8");
    buf_free(&out);
}

static void a_fitting_declaration_is_believed(void **state)
{
    static const struct {
        const char *declared, *charset, *name, *text;
    } rows[] = {
        {"windows-1251", "WINDOWS-1251", "WINDOWS-1251", "Киев"},
        {"koi8-r", "KOI8-R", "KOI8-R", "Киев"},
        {"KOI8_R", "KOI8-R", "KOI8-R", "Киев"},
        {" cp1251 ", "WINDOWS-1251", "WINDOWS-1251", "Киев"},
        {"iso-8859-1", "WINDOWS-1252", "WINDOWS-1252", "“quoted” €5"},
        {"us-ascii", "WINDOWS-1252", "WINDOWS-1252", "it’s"},
        {"latin1", "WINDOWS-1252", "WINDOWS-1252", "naïve"},
        {"iso-8859-9", "WINDOWS-1254", "WINDOWS-1254", "“ağ”"},
        {"iso-8859-15", "ISO-8859-15", "ISO-8859-15", "€5 à l'œuvre"},
        {"x-sjis", "SHIFT_JIS", "SHIFT_JIS", "東京"},
        {"shift_jis", "CP932", "CP932", "①東京"},
        {"gb2312", "GB18030", "GB18030", "北京"},
        {"big5", "CP950", "CP950", "台北"},
        {"euc-kr", "UHC", "UHC", "서울"},
        {"windows-1258", "WINDOWS-1258", "WINDOWS-1258", "Đông Âu"},
        {"iso-8859-3", "ISO-8859-3", "ISO-8859-3", "ĉiuj ĝojas"},
        {"tis-620", "CP874", "CP874", "ไทย"},
        {"ISO-8859-8-I", "WINDOWS-1255", "WINDOWS-1255", "שלום"},
        {"macintosh", "MACINTOSH", "MACINTOSH", "naïve ’"},
        {"ibm437", "IBM437", "IBM437", "naïve"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf bytes = BUF_INIT(1000);
        buf out = BUF_INIT(1000);
        encode(rows[i].text, rows[i].charset, &bytes);
        charset_result result = decode(buf_slice(&bytes), rows[i].declared, NULL, &out);
        if (strcmp(result.name, rows[i].name) != 0)
            fail_msg("%s read as %s", rows[i].declared, result.name);
        assert_slice_equal(buf_slice(&out), rows[i].text);
        buf_free(&bytes);
        buf_free(&out);
    }
}

static void a_declaration_that_the_bytes_contradict_is_passed_over(void **state)
{
    static const struct {
        const char *declared, *charset, *text;
    } rows[] = {
        {"iso-8859-1", "WINDOWS-1251", "Министр иностранных дел прибыл в Женеву на переговоры."},
        {"utf-8", "WINDOWS-1252", "Le président a été reçu à l’Élysée"},
        {"utf-8", "SHIFT_JIS", "外務大臣は記者会見で次のように述べた。"},
        {"iso-8859-1", "EUC-JP", "外務大臣は記者会見で次のように述べた。"},
        {"koi8-r", "WINDOWS-1251", "Министр иностранных дел прибыл в Женеву на переговоры."},
        {"utf-16", "WINDOWS-1252", "Le président a été reçu à l’Élysée"},
        {"ebcdic-us", "WINDOWS-1252", "Le président a été reçu à l’Élysée"},
        {"no-such-charset", "WINDOWS-1252", "Le président a été reçu à l’Élysée"},
        {"a label that is far too long to be the name of a charset", "WINDOWS-1252", "déjà vu"},
        {"utf-8//TRANSLIT", "WINDOWS-1252", "déjà vu"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf bytes = BUF_INIT(1000);
        buf out = BUF_INIT(1000);
        encode(rows[i].text, rows[i].charset, &bytes);
        charset_result result = decode(buf_slice(&bytes), rows[i].declared, NULL, &out);
        assert_slice_equal(buf_slice(&out), rows[i].text);
        assert_int_not_equal(result.source, CHARSET_DECLARED);
        buf_free(&bytes);
        buf_free(&out);
    }
}

static void what_no_charset_explains_is_read_in_the_fallback(void **state)
{
    buf out = BUF_INIT(1000);
    (void)state;
    char noise[400];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed = seed * 1664525u + 1013904223u;
        noise[i] = (char)(seed >> 25 < 0x20 ? 'x' : seed >> 24);
    }
    charset_result result = decode((slice){noise, sizeof noise}, NULL, "koi8-r", &out);
    assert_int_equal(result.source, CHARSET_FALLBACK);
    assert_string_equal(result.name, "KOI8-R");
    result = decode((slice){noise, sizeof noise}, NULL, "no-such-charset", &out);
    assert_int_equal(result.source, CHARSET_FALLBACK);
    assert_string_equal(result.name, "WINDOWS-1252");
    assert_true(result.replaced > 0);
    assert_true(result.confidence < 50);
    buf_free(&out);
}

static void a_bad_byte_is_replaced_counted_and_ends_nothing(void **state)
{
    static const struct {
        const char *declared;
        slice bytes;
        const char *text;
        size_t replaced;
    } rows[] = {
        {"euc-jp", SLICE_OF("\xC5\xEC\xB5\xFE \xFF \xC5\xEC\xB5\xFE"), "東京 � 東京", 1},
        {"shift_jis", SLICE_OF("\x93\x8C\x8B\x9E\xFF!\x93\x8C\x8B\x9E\x93\x8C\x8B\x9E"),
         "東京�!東京東京", 1},
        {"gb2312", SLICE_OF("\xB1\xB1\xBE\xA9\xB1"), "北京�", 1},
        {"windows-1252", SLICE_OF("d\xE9j\xE0 \x81 vu"), "déjà � vu", 1},
        {NULL,
         SLICE_OF("\xFF\xFE"
                  "a\0\0\xD8"
                  "b\0"),
         "a�b", 2},
        {NULL,
         SLICE_OF("\xFF\xFE"
                  "a\0b"),
         "a�", 1},
        {NULL,
         SLICE_OF("\xEF\xBB\xBF"
                  "a\xFF"
                  "b"),
         "a�b", 1},
        {NULL, SLICE_OF("\033$B30L3\xFF\xFF\033(B"), NULL, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        buf out = BUF_INIT(1000);
        charset_result result = decode(rows[i].bytes, rows[i].declared, NULL, &out);
        if (rows[i].text) {
            assert_slice_equal(buf_slice(&out), rows[i].text);
            assert_int_equal(result.replaced, rows[i].replaced);
        }
        assert_false(result.verbatim);
        buf_free(&out);
    }
}

static void backslashes_and_tildes_of_shift_jis_stay_ascii(void **state)
{
    buf out = BUF_INIT(1000);
    (void)state;
    decode(SLICE("C:\\~user \x93\x8C\x8B\x9E\x82\xC5\x82\xB7"), "shift_jis", NULL, &out);
    assert_slice_equal(buf_slice(&out), "C:\\~user 東京です");
    buf_free(&out);
}

static void the_maximum_of_the_buffer_is_kept(void **state)
{
    static const char *const inputs[] = {"plain text that is longer than allowed",
                                         "d\xE9j\xE0 vu, d\xE9j\xE0 vu, d\xE9j\xE0 vu, d\xE9j\xE0",
                                         ("\xFF\xFE"
                                          "a b c d e f g h i j k l m n o p q r s t u v w")};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        buf out = BUF_INIT(20);
        charset_result result;
        assert_int_equal(charset_decode(slice_of(inputs[i]), NULL, &out, &result),
                         DOSSIER_TOO_LARGE);
        assert_true(out.len <= 20);
        buf_free(&out);
    }
}

static void text_is_appended_to_what_is_there(void **state)
{
    buf out = BUF_INIT(1000);
    charset_result result;
    (void)state;
    buf_append(&out, "before ¥ ", strlen("before ¥ "));
    assert_int_equal(charset_decode(SLICE("d\xE9j\xE0 vu"), NULL, &out, &result), DOSSIER_OK);
    assert_slice_equal(buf_slice(&out), "before ¥ déjà vu");
    buf_free(&out);
}

static void a_high_byte_far_into_a_long_text_is_found(void **state)
{
    size_t size = 3000000;
    char *text = malloc(size);
    buf out = BUF_INIT(10000000);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < size; i++)
        text[i] = "some words "[i % 11];
    memcpy(text + size - 12, " caf\xE9 caf\xE9. ", 12);
    charset_result result = decode((slice){text, size}, NULL, NULL, &out);
    assert_string_equal(result.name, "WINDOWS-1252");
    assert_int_equal(out.len, size + 2);
    free(text);
    buf_free(&out);
}

static void a_page_declares_its_charset(void **state)
{
    static const char *const rows[][2] = {
        {"<meta charset=utf-8>", "utf-8"},
        {"<meta charset=\"utf-8\">", "utf-8"},
        {"<meta charset='koi8-r' />", "koi8-r"},
        {"<META CHARSET = \"Shift_JIS\">", "Shift_JIS"},
        {"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">",
         "gb2312"},
        {"<meta content='text/html;charset=big5' http-equiv=content-type>", "big5"},
        {"<?xml version=\"1.0\" encoding=\"windows-1251\"?>", "windows-1251"},
        {"<?xml version='1.0' encoding='euc-jp' standalone='yes'?><rss>", "euc-jp"},
        {"\n <?xml version='1.0' encoding='euc-jp'?>", "euc-jp"},
        {"\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>", "utf-8"},
        {"<?xml version='1.0'?><html><meta charset=koi8-u>", "koi8-u"},
        {"<!-- <meta charset=wrong> --><meta charset=right>", "right"},
        {"<meta name=description content='the charset of news'><meta charset=right>", "right"},
        {"<meta name=viewport content=x><meta charset=right>", "right"},
        {"<p>charset=wrong</p>", ""},
        {"<!-- <meta charset=never closed>", ""},
        {"<meta charset=>", ""},
        {"<meta charset", ""},
        {"<meta", ""},
        {"plain text", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_slice_equal(charset_declared_in_html(slice_of(rows[i][0])), rows[i][1]);
    char far[6000];
    memset(far, ' ', sizeof far);
    memcpy(far + 5000, "<meta charset=late>", 19);
    assert_int_equal(charset_declared_in_html((slice){far, sizeof far}).len, 0);
    assert_int_equal(charset_declared_in_html((slice){NULL, 0}).len, 0);
}

static void sources_have_names(void **state)
{
    (void)state;
    assert_string_equal(charset_source_name(CHARSET_BOM), "bom");
    assert_string_equal(charset_source_name(CHARSET_UTF8), "utf-8");
    assert_string_equal(charset_source_name(CHARSET_DECLARED), "declared");
    assert_string_equal(charset_source_name(CHARSET_DETECTED), "detected");
    assert_string_equal(charset_source_name(CHARSET_FALLBACK), "fallback");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_and_ascii_are_handed_on_byte_for_byte),
        cmocka_unit_test(a_byte_order_mark_decides_and_is_taken_off),
        cmocka_unit_test(a_few_bad_bytes_do_not_make_utf8_something_else),
        cmocka_unit_test(utf16_and_utf32_are_known_without_a_mark),
        cmocka_unit_test(bytes_with_zeros_are_not_always_utf16),
        cmocka_unit_test(seven_bit_charsets_are_known_by_their_escapes),
        cmocka_unit_test(cyrillic_is_read_in_whichever_charset_it_is_written),
        cmocka_unit_test(languages_are_read_in_their_usual_charsets),
        cmocka_unit_test(a_lone_curly_quote_is_a_curly_quote),
        cmocka_unit_test(a_fitting_declaration_is_believed),
        cmocka_unit_test(a_declaration_that_the_bytes_contradict_is_passed_over),
        cmocka_unit_test(what_no_charset_explains_is_read_in_the_fallback),
        cmocka_unit_test(a_bad_byte_is_replaced_counted_and_ends_nothing),
        cmocka_unit_test(backslashes_and_tildes_of_shift_jis_stay_ascii),
        cmocka_unit_test(the_maximum_of_the_buffer_is_kept),
        cmocka_unit_test(text_is_appended_to_what_is_there),
        cmocka_unit_test(a_high_byte_far_into_a_long_text_is_found),
        cmocka_unit_test(a_page_declares_its_charset),
        cmocka_unit_test(sources_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
