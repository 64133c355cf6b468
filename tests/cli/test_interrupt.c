/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/interrupt.h"

/* Runs `body` in a child and returns its wait status. */
static int in_child(void (*body)(void))
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        signal(SIGINT, SIG_DFL);
        signal(SIGTERM, SIG_DFL);
        body();
        _exit(99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void interrupted_once(void)
{
    interrupt_install();
    if (interrupt_requested() || interrupt_exit_code() != 0)
        _exit(1);
    raise(SIGINT);
    _exit(interrupt_requested() ? interrupt_exit_code() : 2);
}

static void interrupted_twice(void)
{
    interrupt_install();
    raise(SIGTERM);
    raise(SIGINT);
}

static void interrupted_while_ignoring(void)
{
    signal(SIGINT, SIG_IGN);
    interrupt_install();
    raise(SIGINT);
    _exit(interrupt_requested() ? 3 : 0);
}

static void the_first_signal_only_asks(void **state)
{
    (void)state;
    int status = in_child(interrupted_once);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 130);
}

static void the_second_signal_ends_the_program_at_once(void **state)
{
    (void)state;
    int status = in_child(interrupted_twice);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGINT);
}

static void a_signal_that_the_parent_ignores_stays_ignored(void **state)
{
    (void)state;
    int status = in_child(interrupted_while_ignoring);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_signal_only_asks),
        cmocka_unit_test(the_second_signal_ends_the_program_at_once),
        cmocka_unit_test(a_signal_that_the_parent_ignores_stays_ignored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
