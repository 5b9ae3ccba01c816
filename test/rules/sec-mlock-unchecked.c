#include <stdlib.h>
#include <sys/mman.h>

struct vault {
    void *key;
    size_t size;
};

void careless(struct vault *v)
{
    mlock(v->key, v->size);
//  ^^^^^^^^^^^^^^^^^^^^^^ information: mlock() fails when RLIMIT_MEMLOCK is used up, and the pages may go to swap: check the result.
    madvise(v->key, v->size, MADV_DONTDUMP);
//  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: MADV_DONTDUMP is not known to every kernel and fails on some mappings: check the result where secrets are kept.
}

int careful(struct vault *v)
{
    if (mlock(v->key, v->size) != 0)
        return -1;
    return madvise(v->key, v->size, MADV_WIPEONFORK);
}

/* A decision, and a hint that nothing depends on. */
void decided(struct vault *v)
{
    (void)mlockall(MCL_CURRENT | MCL_FUTURE);
    madvise(v->key, v->size, MADV_SEQUENTIAL);
}
