#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#define MODE "rb"

int wrong(const char *path, int dir)
{
    FILE *a = fopen(path, O_RDONLY);
//                        ^^^^^^^^ error: fopen() takes a mode string such as "r", not flags: it would be read as an address.
    FILE *b = fopen(path, O_WRONLY | O_CREAT);
//                        ^^^^^^^^^^^^^^^^^^ error: fopen() takes a mode string such as "r", not flags: it would be read as an address.
    FILE *c = fdopen(dir, 2);
//                        ^ error: fdopen() takes a mode string such as "r", not flags: it would be read as an address.
    int d = open(path, "r");
//                     ^^^ error: open() takes flags such as O_RDONLY, not a mode string: its address would be read as bits.
    int e = openat(dir, path, "w+");
//                            ^^^^ error: openat() takes flags such as O_RDONLY, not a mode string: its address would be read as bits.
    int f = open(path, "rb");
//                     ^^^^ error: open() takes flags such as O_RDONLY, not a mode string: its address would be read as bits.
    return a && b && c && d && e && f;
}

FILE *open_as(const char *path, int mode);

int right(const char *path, const char *mode, int flags)
{
    FILE *a = fopen(path, "r");
    FILE *b = fopen(path, mode);
    FILE *c = fopen(path, MODE);
    int d = open(path, O_RDONLY);
    int e = open(path, flags);
    /* A null pointer is another flaw; the program's own function takes what it likes. */
    FILE *f = fopen(path, NULL);
    FILE *g = open_as(path, O_RDONLY);
    return a && b && c && d && e && f && g;
}
