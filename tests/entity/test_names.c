/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "entity/names.h"
#include "tests/test.h"
#include "text/utf8.h"

static const char *const same[][2] = {
    {"Sergei Lavrov", "Sergey Lavrov"},
    {"Muammar Qaddafi", "Moammar Gadhafi"},
    {"Muammar Qaddafi", "Muammar Gaddafi"},
    {"Volodymyr Zelensky", "Volodymyr Zelenskyy"},
    {"Volodymyr Zelensky", "Volodymyr Zelenskiy"},
    {"Mikhail Gorbachev", "Mikhail Gorbachov"},
    {"Nikita Khrushchev", "Nikita Khrushchov"},
    {"Nikita Khrushchev", "Nikita Khruschev"},
    {"Andrei Gromyko", "Andrey Gromyko"},
    {"Alexander Lukashenko", "Aleksandr Lukashenka"},
    {"Dmitry Medvedev", "Dmitriy Medvedev"},
    {"Dmitry Medvedev", "Dmitri Medvedev"},
    {"Yuri Andropov", "Yury Andropov"},
    {"Abdel Fattah el-Sisi", "Abdul Fattah al-Sissi"},
    {"Hosni Mubarak", "Husni Mubarak"},
    {"Bashar al-Assad", "Bashar Assad"},
    {"Gamal Abdel Nasser", "Jamal Abd al-Nasir"},
    {"Kim Jong-un", "Kim Jong Un"},
    {"Ban Ki-moon", "Ban Ki Moon"},
    {"Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"},
    {"Lech Walesa", "Lech Wałęsa"},
    {"Slobodan Milosevic", "Slobodan Miloshevich"},
    {"Hassan Rouhani", "Hasan Rohani"},
    {"Mahmoud Ahmadinejad", "Mahmud Ahmadinejad"},
    {"Ruhollah Khomeini", "Ruhollah Khomeyni"},
    {"Viktor Yanukovych", "Victor Yanukovich"},
    {"Nursultan Nazarbayev", "Nursultan Nazarbaev"},
    {"Tom Shannon", "Thomas Shannon"},
    {"Jim Mattis", "James N. Mattis"},
    {"Vladimir Putin", "Vladimir Vladimirovich Putin"},
    {"Rex W. Tillerson", "Rex Tillerson"},
    {"Mohammad Javad Zarif", "Mohammed Javad Zareef"},
    {"Saddam Hussein", "Saddam Husayn"},
    {"Yasser Arafat", "Yasir Arafat"},
    {"Ayman al-Zawahiri", "Ayman Zawahiri"},
    {"Mohammed Morsi", "Mohamed Mursi"},
    {"Anatoly Antonov", "Anatoliy Antonov"},
    {"Hafez al-Assad", "Hafiz al-Asad"},
    {"Petro Poroshenko", "Petro Poroshenko"},
    {"Yulia Tymoshenko", "Yuliya Timoshenko"},
    {"Sergei Shoigu", "Sergey Shoygu"},
    {"Andrei Kozyrev", "Andrey Kozyrev"},
    {"Yevgeny Primakov", "Evgeny Primakov"},
    {"Yegor Gaidar", "Egor Gaydar"},
    {"Boris Yeltsin", "Boris Eltsin"},
    {"Mohammad Khatami", "Mohammed Khatami"},
    {"Qassem Soleimani", "Qasem Suleimani"},
    {"Nouri al-Maliki", "Nuri al-Maliki"},
    {"Haider al-Abadi", "Haidar al-Abadi"},
    {"Abdelaziz Bouteflika", "Abdulaziz Buteflika"},
    {"Zine El Abidine Ben Ali", "Zine al-Abidine Ben Ali"},
    {"Ali Abdullah Saleh", "Ali Abdallah Salih"},
    {"Ahmed Chalabi", "Ahmad Chalabi"},
    {"Tariq Aziz", "Tarik Aziz"},
    {"Georgy Zhukov", "Georgi Zhukov"},
    {"Alexei Kosygin", "Aleksei Kosygin"},
    {"Anatoly Dobrynin", "Anatoli Dobrinin"},
    {"Vyacheslav Molotov", "Viacheslav Molotov"},
    {"Valery Gerasimov", "Valeri Gerasimov"},
    {"Mahmoud Ahmadinejad", "Mahmoud Ahmadi-Nejad"},
    {"Wolfgang Schaeuble", "Wolfgang Schäuble"},
    {"Hassan Rouhani", "Hassan Rowhani"},
    {"Gurbanguly Berdymukhamedov", "Gurbanguly Berdimuhamedov"},
    {"Osama bin Laden", "Usama bin Laden"},
    {"Sheikh Mujibur Rahman", "Mujibur Rahman"},
};

static const char *const different[][2] = {
    {"George Bush", "Jeb Bush"},
    {"Hamid Karzai", "Ahmed Karzai"},
    {"Robert Kennedy", "John Kennedy"},
    {"Sergei Ivanov", "Igor Ivanov"},
    {"Kim Jong-il", "Kim Jong-un"},
    {"Kim Il-sung", "Kim Jong-il"},
    {"Park Geun-hye", "Park Chung-hee"},
    {"Lee Myung-bak", "Lee Jae-myung"},
    {"Hafez al-Assad", "Bashar al-Assad"},
    {"Ali Larijani", "Sadeq Larijani"},
    {"Raul Castro", "Fidel Castro"},
    {"Dmitry Medvedev", "Viktor Medvedchuk"},
    {"Dmitry Medvedev", "Dmitry Medvedchuk"},
    {"Mikhail Kasyanov", "Mikhail Kasatkin"},
    {"John Kerry", "John Kelly"},
    {"Sergei Ivanov", "Sergei Ivanova"},
    {"Donald Rice", "Donald Reyes"},
    {"Colin Powell", "Colin Paul"},
    {"John Bolton", "John Bolten"},
    {"Viktor Orban", "Viktor Urban"},
    {"Ariel Sharon", "Ariel Sharansky"},
    {"Boris Johnson", "Boris Jansen"},
    {"Gordon Brown", "Gordon Braun"},
    {"David Cameron", "David Camaron"},
    {"Michael Howard", "Michael Heward"},
    {"Robert Gates", "Robert Gaetz"},
    {"Li Peng", "Li Ping"},
    {"Hu Jintao", "Hu Jinping"},
    {"Li Keqiang", "Li Qiang"},
};

static size_t key_of(const char *name, char key[NAME_KEY_MAX])
{
    buf folded = BUF_INIT(1 << 16);
    utf8_fold(name, strlen(name), &folded);
    size_t n = name_key(buf_slice(&folded), key);
    buf_free(&folded);
    return n;
}

static bool meet(const char *a, const char *b)
{
    char x[NAME_KEY_MAX], y[NAME_KEY_MAX];
    size_t n = key_of(a, x), m = key_of(b, y);
    return n > 0 && n == m && memcmp(x, y, n) == 0;
}

static void spellings_of_one_name_meet(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!meet(same[i][0], same[i][1]))
            fail_msg("%s and %s are two", same[i][0], same[i][1]);
}

static void other_people_do_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof different / sizeof *different; i++)
        if (meet(different[i][0], different[i][1]))
            fail_msg("%s and %s are one", different[i][0], different[i][1]);
}

/* A particle is one to its end only: "an" is, "an" and two zero bytes is not. */
static void zero_bytes_are_part_of_a_word(void **state)
{
    static const char name[] = "an\0\0 lee";
    char key[NAME_KEY_MAX];
    (void)state;
    assert_int_not_equal(name_key((slice){name, sizeof name - 1}, key), 0);
}

static void one_word_has_no_key_and_long_ones_stay_in_bounds(void **state)
{
    (void)state;
    char key[NAME_KEY_MAX], name[300];
    assert_int_equal(key_of("Lavrov", key), 0);
    assert_int_equal(key_of("", key), 0);
    assert_int_equal(key_of("al-el bin", key), 0);
    memset(name, 'k', sizeof name);
    for (size_t i = 0; i + 1 < sizeof name; i += 2)
        name[i] = "abdefgi"[i / 2 % 7];
    name[150] = ' ';
    assert_true(name_key((slice){name, sizeof name}, key) <= NAME_KEY_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_name_meet),
        cmocka_unit_test(other_people_do_not),
        cmocka_unit_test(zero_bytes_are_part_of_a_word),
        cmocka_unit_test(one_word_has_no_key_and_long_ones_stay_in_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
