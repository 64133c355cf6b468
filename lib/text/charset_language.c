/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How often letters outside ASCII occur in the languages of the eight-bit charsets, relative to
 * each other: rounded counts, of lower case. Only their order of magnitude matters: what is told
 * apart is text from text read in the wrong charset.
 */
#include "text/charset_parts.h"

const charset_language charset_languages[CHARSET_LANGUAGES] = {
    /* French, German, Spanish, Portuguese, Italian, the Nordic languages, Icelandic */
    {FAMILY_WEST, "é55 à13 è11 ê7 ç4 ô3 î2 û2 ù2 â2 ï1 ë1 œ1 ü1"},
    {FAMILY_WEST | FAMILY_CENTRE, "ü32 ä28 ö15 ß15 é2 à1"},
    {FAMILY_WEST, "ó30 í25 á20 é15 ñ10 ú6 ü1 ç1 à1 è1 ò1 ª1 º1"},
    {FAMILY_WEST, "ã22 ç18 á14 é14 í8 ó8 õ6 ê6 â3 ú3 à3 ô2 ü1 ª1 º1"},
    {FAMILY_WEST, "è30 à30 ù10 ò12 ì10 é6 ª1 º1"},
    {FAMILY_WEST, "ä35 ö25 å30 ø25 æ15 é3 ü1"},
    {FAMILY_WEST, "á20 í16 ð22 é6 ó9 þ10 ú6 ý3 æ8 ö9"},
    /* Polish, Czech and Slovak, Hungarian, Slovene and Croatian, Romanian, Albanian */
    {FAMILY_CENTRE, "ł20 ą12 ę14 ó11 ż10 ś9 ć5 ń3 ź2"},
    {FAMILY_CENTRE, "í19 á18 é10 ě9 ř7 š8 č8 ž7 ý7 ů4 ú4 ó1 ť2 ď1 ň1"},
    {FAMILY_CENTRE, "á17 í11 é9 č10 ý9 š9 ž9 ú7 ľ5 ť6 ô3 ň2 ď2 ä2 ó2 ŕ1 ĺ1"},
    {FAMILY_CENTRE, "á32 é30 ö10 ó10 ő8 í6 ü6 ú3 ű2"},
    {FAMILY_CENTRE, "č30 š28 ž20 ć14 đ6"},
    {FAMILY_CENTRE, "ă35 î14 ș18 ş18 ț16 ţ16 â14"},
    {FAMILY_TURKISH, "ı33 ü14 ş13 ğ9 ö7 ç9 İ2 â1 î1"},
    /* Lithuanian, Latvian, Estonian */
    {FAMILY_BALTIC, "ė20 š17 ž12 ų17 ū9 į9 č7 ą9 ę3"},
    {FAMILY_BALTIC, "ā38 ē15 ī17 š10 ū5 ņ5 ļ4 ģ2 ķ2 č2 ž3"},
    {FAMILY_BALTIC | FAMILY_WEST, "ä40 õ25 ö10 ü20 š1 ž1"},
    /* Russian, Ukrainian, Bulgarian, Serbian and Macedonian */
    {FAMILY_CYRILLIC, "о1090 е850 а800 и740 н670 т630 с550 р470 в450 л440 к350 м320 д300 п280 у260 "
                      "я200 ы190 ь170 г170 з165 б160 ч140 й120 х97 ж94 ш73 ю64 ц48 щ36 э32 ф26 ъ4 "
                      "ё8 №3"},
    {FAMILY_CYRILLIC,
     "о940 а830 н680 и610 і580 в530 т530 р470 е460 с400 к370 у330 д310 м300 л290 "
     "п270 я230 з220 ь180 г160 б160 ч130 й130 х110 ц90 ю90 ж80 є70 ї60 ш60 щ50 ф30 "
     "ґ2"},
    {FAMILY_CYRILLIC, "а1200 и900 о870 е870 т780 н720 р610 с500 в430 л350 д350 к330 п280 м250 з220 "
                      "ъ180 г160 я160 б140 у130 ч130 щ90 й70 ц90 ж70 ш50 х60 ф30 ю20 ь4"},
    {FAMILY_CYRILLIC,
     "а1150 и950 о950 е900 н550 р520 с500 т470 ј400 у420 в370 к370 д370 м330 л330 "
     "п280 з170 г170 б160 ч110 ц90 ш100 ж60 њ60 х70 љ50 ћ60 ђ30 ф20 џ5 ќ20 ѓ15 ѕ5"},
    {FAMILY_GREEK,
     "α1000 ο900 τ800 ι700 ε700 ν620 σ500 ρ440 κ420 ς420 η420 π410 υ400 μ330 λ300 ά200 ί250 ό210 "
     "έ200 ή180 ύ100 ώ90 δ180 θ120 γ180 χ110 φ90 β80 ω170 ξ50 ζ40 ψ20 ϊ10 ϋ3 ΐ5"},
    {FAMILY_HEBREW, "י1100 ו1000 ה900 ל750 א620 ר600 ת540 ב500 ש500 מ500 נ300 ם330 ד290 ע300 ח250 "
                    "ק240 פ190 כ200 ן150 ט140 ג140 ס150 ז120 צ110 ך80 ף30 ץ30"},
    {FAMILY_ARABIC,
     "ا1300 ل1200 ي700 م650 و600 ن600 ر500 ت500 ب400 ه350 ع350 د320 س300 ف300 ك230 ق250 ح200 أ200 "
     "ج150 ة250 ش130 ص120 ى120 خ100 إ100 ذ80 ط110 ض80 ز80 ث70 ء60 غ60 ئ60 ظ30 ؤ20 آ20 ،60 پ5 چ3 "
     "گ8 ـ20"},
    {FAMILY_THAI,
     "า800 ร600 น600 อ470 ก460 เ400 ง400 ่380 ม370 ล310 ว310 ั300 ด280 ้280 ท270 ะ250 ส260 ต250 ี250 "
     "ป210 บ210 ค210 ิ200 ย230 แ170 ห190 จ150 พ160 ช130 ข130 ็90 ใ120 ไ130 โ100 ์120 ุ130 ู90 ผ90 ื110 "
     "ถ80 ึ70 ณ60 ำ100 ธ70 ซ40 ภ50 ศ60 ษ40 ญ40 ฐ30 ฟ30 ฝ10 ฎ5 ฏ3 ฉ20 ฆ5 ฤ5 ฬ3 ๆ20 ฯ10 ๊10 ๋10 ฮ5"},
};
