/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A command line from anywhere (arguments end in NUL), and text from anywhere on a terminal: no
 * crash, nothing that drives the terminal, and carets inside the line. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"
#include "cli/terminal.h"
#include "sample.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void parse_arguments(const char *text, size_t size, FILE *out)
{
    enum { MOST = 64 };
    char *argv[MOST + 1] = {(char *)"cli-sample"};
    char *copy = calloc(1, size + 1);
    int argc = 1;
    if (!copy)
        return;
    memcpy(copy, text, size);
    for (size_t at = 0; at < size && argc < MOST; at += strlen(copy + at) + 1)
        argv[argc++] = copy + at;
    sample_options options = {.quiet = false};
    cli_call call = {.argc = argc, .argv = argv, .out = out, .err = out};
    cli_parse(&sample_program, &call, &options);
    if (call.operand_count > (size_t)argc)
        abort();
    cli_release(&sample_program, &options);
    free(copy);
}

static void show_text(const char *text, size_t size, FILE *out)
{
    char *shown = NULL;
    size_t len = 0;
    FILE *memory = open_memstream(&shown, &len);
    if (!memory)
        return;
    terminal_write(memory, text, size, false);
    fclose(memory);
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)shown[i] < 0x20 || shown[i] == 0x7f)
            abort();
    }
    if (terminal_width(shown, len) != terminal_width(text, size))
        abort();
    for (size_t columns = 0; columns < 40; columns += 13) {
        size_t fits = terminal_fit(text, size, columns);
        if (fits > size || terminal_width(text, fits) > columns)
            abort();
    }
    if (size >= 2)
        message_caret(out, text, size, (unsigned char)text[0], (unsigned char)text[1], "here", 60,
                      false);
    free(shown);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    if (!nowhere && !(nowhere = fopen("/dev/null", "w")))
        return 0;
    parse_arguments((const char *)data, size, nowhere);
    show_text((const char *)data, size, nowhere);
    return 0;
}
