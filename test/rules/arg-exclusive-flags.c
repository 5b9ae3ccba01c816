#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>
#define NEW_NAMESPACE (CLONE_NEWNS | SIGCHLD)
#define FLUSH_MODE MS_SYNC

static int child(void *arg)
{
    return arg != NULL;
}

int memory(void *p, size_t n, int fd, char *stack, int flags)
{
    int how = MS_ASYNC;
    int failed = msync(p, n, MS_SYNC | MS_ASYNC);
//                           ^^^^^^^^^^^^^^^^^^ error: MS_SYNC and MS_ASYNC exclude each other: msync() fails with EINVAL. Drop one.
    how |= FLUSH_MODE;
    failed |= msync(p, n, how);
//                        ^^^ error: MS_SYNC and MS_ASYNC exclude each other: msync() fails with EINVAL. Drop one.
    failed |= fallocate(fd, FALLOC_FL_COLLAPSE_RANGE | FALLOC_FL_KEEP_SIZE, 0, 4096);
//                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: FALLOC_FL_KEEP_SIZE and FALLOC_FL_COLLAPSE_RANGE exclude each other: fallocate() fails with EOPNOTSUPP. Drop one.
    failed |= clone(child, stack, NEW_NAMESPACE | CLONE_FS, NULL);
//                                ^^^^^^^^^^^^^^^^^^^^^^^^ error: CLONE_NEWNS and CLONE_FS exclude each other: clone() fails with EINVAL. Drop one.
    failed |= getrandom(p, n, GRND_RANDOM | GRND_INSECURE) < 0;
//                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: GRND_RANDOM and GRND_INSECURE exclude each other: getrandom() fails with EINVAL. Drop one.
    /* One of them, or perhaps one of them, and a pair that the kernel puts up with. */
    failed |= msync(p, n, MS_SYNC | MS_INVALIDATE);
    failed |= msync(p, n, flags ? MS_SYNC : MS_ASYNC);
    failed |= msync(p, n, flags | MS_ASYNC);
    failed |= unshare(CLONE_NEWNS | CLONE_FS);
    p = mmap(p, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_FIXED_NOREPLACE, -1, 0);
    return failed || p == MAP_FAILED;
}

int files(const char *from, const char *to, int fd)
{
    int failed = renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE | RENAME_EXCHANGE);
//                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: RENAME_NOREPLACE and RENAME_EXCHANGE exclude each other: renameat2() fails with EINVAL. Drop one.
    failed |= syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE | RENAME_WHITEOUT);
//                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: RENAME_EXCHANGE and RENAME_WHITEOUT exclude each other: renameat2() fails with EINVAL. Drop one.
    failed |= mount("none", to, NULL, MS_PRIVATE | MS_SLAVE | MS_REC, NULL);
//                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: MS_PRIVATE and MS_SLAVE exclude each other: mount() fails with EINVAL. Drop one.
    failed |= umount2(to, MNT_DETACH | MNT_EXPIRE);
//                        ^^^^^^^^^^^^^^^^^^^^^^^ error: MNT_DETACH and MNT_EXPIRE exclude each other: umount2() fails with EINVAL. Drop one.
    failed |= flock(fd, LOCK_SH | LOCK_EX);
//                      ^^^^^^^^^^^^^^^^^ error: LOCK_SH and LOCK_EX are two values of one field: flock() fails with EINVAL. Write one of them.
    failed |= open(from, O_WRONLY | O_RDWR | O_CLOEXEC) < 0;
//                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: O_WRONLY | O_RDWR is neither: the descriptor can be used for ioctl() alone. Write one of them.
    failed |= open(from, O_TMPFILE | O_CREAT | O_RDWR, 0600) < 0;
//                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: O_CREAT and O_TMPFILE exclude each other: open() fails with EINVAL. Drop one.
    failed |= open(from, O_DIRECTORY | O_CREAT, 0600) < 0;
//                       ^^^^^^^^^^^^^^^^^^^^^ error: O_CREAT and O_DIRECTORY exclude each other: open() fails with EINVAL. Drop one.
    /* The magic number of old mount programs holds the bits of MS_PRIVATE and MS_SLAVE. */
    failed |= mount("none", to, NULL, MS_MGC_VAL | MS_RDONLY, NULL);
    failed |= flock(fd, LOCK_EX | LOCK_NB);
    failed |= open(from, O_TMPFILE | O_RDWR, 0600) < 0;
    failed |= open(from, O_DIRECTORY | O_CLOEXEC) < 0;
    /* Mode 3 as a number is meant: ioctl() on a drive that must not spin up. */
    failed |= open(from, 3) < 0;
    /* Masks are no calls. */
    return failed || (fcntl(fd, F_GETFL) & (O_WRONLY | O_RDWR)) == 0;
}
//- /b.cc lang:cpp
#include <fcntl.h>
#include <sys/mman.h>

class Map {
public:
    bool flush() { return ::msync(start, size, MS_SYNC | MS_ASYNC) == 0; }
//                                             ^^^^^^^^^^^^^^^^^^ error: MS_SYNC and MS_ASYNC exclude each other: msync() fails with EINVAL. Drop one.
    int open(int flags) { return flags; }
    int again() { return open(O_WRONLY | O_RDWR); }

private:
    void *start = nullptr;
    size_t size = 0;
};
