#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
#ifndef MADV_COLLAPSE
#define MADV_COLLAPSE 25
#endif
#define VENDOR_FLAG 0x4000
#define FROM_THE_TOP 5

int enumerations(int fd, void *p, size_t n, int whence, struct rusage *usage)
{
    int advice = 1212;
    int failed = lseek(fd, 0, FROM_THE_TOP) < 0;
//                            ^^^^^^^^^^^^ error: lseek() has no whence 5 and fails with EINVAL: write one of the SEEK_ constants.
    failed |= madvise(p, n, advice);
//                          ^^^^^^ error: madvise() has no advice 1212 and fails with EINVAL: write one of the MADV_ constants.
    failed |= shutdown(fd, 3);
//                         ^ error: shutdown() has no how 3 and fails with EINVAL: write one of the SHUT_ constants.
    failed |= syscall(SYS_lseek, fd, 0, 9) < 0;
//                                      ^ error: lseek() has no whence 9 and fails with EINVAL: write one of the SEEK_ constants.
    /* What the call knows, by name, by number or perhaps; minus one is the children here. */
    failed |= lseek(fd, 0, SEEK_DATA) < 0;
    failed |= lseek(fd, 0, 4) < 0;
    failed |= lseek(fd, 0, whence) < 0;
    failed |= getrusage(-1, usage);
    return failed || madvise(p, n, MADV_COLLAPSE);
}

int masks(int fd, int fds[2], const char *path, void *p, size_t n, struct iovec *v, int flags)
{
    int failed = pipe2(fds, 0x100000);
//                          ^^^^^^^^ error: pipe2() has no flag 0x100000 and fails with EINVAL: flags takes O_ constants.
    failed |= getrandom(p, n, 0x10) < 0;
//                            ^^^^ error: getrandom() has no flag 0x10 and fails with EINVAL: flags takes GRND_ constants.
    failed |= fallocate(fd, 0x8000, 0, 4096);
//                          ^^^^^^ error: fallocate() has no flag 0x8000 and fails with EOPNOTSUPP: mode takes FALLOC_FL_ constants.
    failed |= preadv2(fd, v, 1, 0, 1 << 14) < 0;
//                                 ^^^^^^^ error: preadv2() has no flag 0x4000 and fails with EOPNOTSUPP: flags takes RWF_ constants.
    failed |= umount2(path, MNT_DETACH | 0x80);
//                          ^^^^^^^^^^^^^^^^^ error: umount2() has no flag 0x80 and fails with EINVAL: flags takes MNT_ constants.
    failed |= waitpid(-1, NULL, 0x20) < 0;
//                              ^^^^ error: waitpid() has no flag 0x20 and fails with EINVAL: options takes W constants.
    failed |= access(path, 0644);
//                         ^^^^ error: access() has no flag 0x1a0 and fails with EINVAL: mode takes F_OK constants.
    failed |= eventfd(0, -1) < 0;
//                       ^^ error: eventfd() has no flag 0xfff7f7fe and fails with EINVAL: flags takes EFD_ constants.
    failed |= unlinkat(AT_FDCWD, path, flags | 0x10);
//                                     ^^^^^^^^^^^^ error: unlinkat() has no flag 0x10 and fails with EINVAL: flags takes AT_ constants.
    failed |= mprotect(p, n, PROT_READ | PROT_WRITE);
    /* A patched kernel may know the program's own. */
    failed |= renameat2(AT_FDCWD, path, AT_FDCWD, "b", VENDOR_FLAG);
//                                                     ^^^^^^^^^^^ hint: renameat2() has no flag 0x4000 and fails with EINVAL: flags takes RENAME_ constants.
    /* Known ones; calls that let unknown bits pass; what cannot be told. */
    failed |= pipe2(fds, 02000000);
    failed |= mmap(NULL, n, PROT_READ, MAP_SHARED | 0x800000, fd, 0) == MAP_FAILED;
    failed |= open(path, O_RDONLY | 0x40000000) < 0;
    failed |= pipe2(fds, flags);
    failed |= pipe2(fds, flags & 0x100000);
    return failed || inotify_add_watch(fd, path, IN_ALL_EVENTS | IN_ONLYDIR) < 0;
}
