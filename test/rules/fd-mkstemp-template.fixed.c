#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#define TEMPLATE "/tmp/ownXXXXXX"

struct job {
    char name[64];
};

int literals(void)
{
    char path[] = "/tmp/aXXXXXX";
    static char kept[] = "/tmp/bXXXXXX";
    const char *fixed = "/tmp/cXXXXXX";
    int a = mkstemp(path);
    a += mkostemp(kept, O_CLOEXEC);
    a += mkstemp((char *)fixed);
    char name[] = "/tmp/dXXXXXX";
    a += mkstemp(name);
    char name2[] = "/tmp/eXXXXXX";
    if (mkdtemp(name2) == NULL)
        return -1;
    return a;
}

int endings(const char *dir)
{
    char none[] = "/tmp/report";
    char few[] = "/tmp/report" ".XXXXX";
    char behind[] = "/tmp/XXXXXX.txt";
    char suffix[] = "/tmp/XXXXXX.txt";
    char copied[64], printed[64];
    strcpy(copied, "/tmp/copy");
    snprintf(printed, sizeof(printed), "%s/print-XXXXX", dir);
    mktemp(none);
    mkdtemp(few);
    mkstemp(copied);
    mkstemp(printed);
    mkstemps(suffix, 3);
    return mkstemp(behind);
}

int right(struct job *job, const char *dir, char *given, int n)
{
    char name[] = "/tmp/fXXXXXX";
    char suffix[] = "/tmp/XXXXXX.txt";
    char filled[64] = "/tmp/";
    char printed[64], ended[64], copied[64], twice[64];
    char *heap = strdup("/tmp/gXXXXXX");
    char *either = "/tmp/h";
    char macro[] = P_tmpdir "/i" TEMPLATE;
    /* Completed later; a conversion at the end; more than one value; parameters and fields. */
    strcat(filled, "hXXXXXX");
    snprintf(printed, sizeof(printed), "%s/XXXXXX", dir);
    snprintf(ended, sizeof(ended), "/tmp/%s", dir);
    strcpy(copied, "/tmp/copyXXXXXX");
    strcpy(twice, "/tmp/twice");
    strcat(twice, "XXXXXX");
    if (n)
        either = given;
    mkstemps(suffix, 4);
    mkstemp(name);
    mkstemp(filled);
    mkstemp(printed);
    mkstemp(ended);
    mkstemp(copied);
    mkstemp(twice);
    mkstemp(heap);
    mkstemp(macro);
    mkstemp(given);
    mkstemp(job->name);
    return mkstemp(either);
}

int suffix_unknown(int n)
{
    char name[] = "/tmp/XXXXXX.txt";
    return mkstemps(name, n);
}
