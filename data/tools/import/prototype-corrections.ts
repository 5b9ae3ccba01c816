/** Prototypes that man-pages 6.20 lacks, or shows as a `syscall()` while a C library has declared a function since. */
import type { PrototypeRecord } from './prototypes.ts';

type Correction = Omit<PrototypeRecord, 'name'>;

/** `int fd, void *buf` → pairs of type and name; each parameter ends in its name, but for `...`. */
function libc(ret: string, params: string, header: string, source: string): Correction {
  const pairs = params.split(', ').map((param): [string, string] => {
    const [, type = param, name = ''] = /^(.*[ *])(\w+)$/.exec(param) ?? [];
    return [type.trim(), name];
  });
  return { form: 'libc', ret, params: params === '' ? [] : pairs, headers: [header], source };
}

/** Call → its prototype, with the header that declares it. */
export const prototypeCorrections: Readonly<Record<string, Correction>> = {
  // No page of its own in man-pages.
  mseal: libc(
    'int',
    'void *addr, size_t len, unsigned long flags',
    'sys/mman.h',
    'glibc:bits/mman-shared.h',
  ),
  process_mrelease: libc(
    'int',
    'int pidfd, unsigned int flags',
    'sys/mman.h',
    'glibc:bits/mman_ext.h',
  ),
  // The page shows the two ways to call it as two functions.
  mq_open: {
    form: 'libc',
    ret: 'mqd_t',
    params: [
      ['const char *', 'name'],
      ['int', 'oflag'],
      ['...', ''],
    ],
    optional: [
      ['mode_t', 'mode'],
      ['struct mq_attr *', 'attr'],
    ],
    headers: ['fcntl.h', 'sys/stat.h', 'mqueue.h'],
    source: 'glibc:mqueue.h',
  },
  // The page still shows syscall().
  openat2: libc(
    'int',
    'int dirfd, const char *path, const struct open_how *how, size_t size',
    'fcntl.h',
    'glibc:bits/fcntl-linux.h',
  ),
  pidfd_open: libc('int', 'pid_t pid, unsigned int flags', 'sys/pidfd.h', 'glibc:sys/pidfd.h'),
  pidfd_getfd: libc(
    'int',
    'int pidfd, int targetfd, unsigned int flags',
    'sys/pidfd.h',
    'glibc:sys/pidfd.h',
  ),
  pidfd_send_signal: libc(
    'int',
    'int pidfd, int sig, siginfo_t *info, unsigned int flags',
    'sys/pidfd.h',
    'glibc:sys/pidfd.h',
  ),
  sched_getattr: libc(
    'int',
    'pid_t pid, struct sched_attr *attr, unsigned int size, unsigned int flags',
    'sched.h',
    'glibc:bits/sched.h',
  ),
  sched_setattr: libc(
    'int',
    'pid_t pid, struct sched_attr *attr, unsigned int flags',
    'sched.h',
    'glibc:bits/sched.h',
  ),
  membarrier: libc('int', 'int cmd, int flags', 'sys/membarrier.h', 'musl:sys/membarrier.h'),
  getdents: libc('int', 'int fd, struct dirent *buf, size_t len', 'dirent.h', 'musl:dirent.h'),
  // The functions for large files, which the pages only mention.
  fcntl64: libc('int', 'int fd, int op, ...', 'fcntl.h', 'glibc:fcntl.h'),
  fstat64: libc('int', 'int fd, struct stat64 *statbuf', 'sys/stat.h', 'glibc:sys/stat.h'),
  fstatat64: libc(
    'int',
    'int dirfd, const char *path, struct stat64 *statbuf, int flags',
    'sys/stat.h',
    'glibc:sys/stat.h',
  ),
  fstatfs64: libc('int', 'int fd, struct statfs64 *buf', 'sys/statfs.h', 'glibc:sys/statfs.h'),
  ftruncate64: libc('int', 'int fd, off64_t length', 'unistd.h', 'glibc:unistd.h'),
  lstat64: libc(
    'int',
    'const char *path, struct stat64 *statbuf',
    'sys/stat.h',
    'glibc:sys/stat.h',
  ),
  pread64: libc(
    'ssize_t',
    'int fd, void *buf, size_t count, off64_t offset',
    'unistd.h',
    'glibc:unistd.h',
  ),
  prlimit64: libc(
    'int',
    'pid_t pid, int resource, const struct rlimit64 *new_limit, struct rlimit64 *old_limit',
    'sys/resource.h',
    'glibc:bits/resource.h',
  ),
  pwrite64: libc(
    'ssize_t',
    'int fd, const void *buf, size_t count, off64_t offset',
    'unistd.h',
    'glibc:unistd.h',
  ),
  sendfile64: libc(
    'ssize_t',
    'int out_fd, int in_fd, off64_t *offset, size_t count',
    'sys/sendfile.h',
    'glibc:sys/sendfile.h',
  ),
  stat64: libc('int', 'const char *path, struct stat64 *statbuf', 'sys/stat.h', 'glibc:sys/stat.h'),
  statfs64: libc(
    'int',
    'const char *path, struct statfs64 *buf',
    'sys/statfs.h',
    'glibc:sys/statfs.h',
  ),
  truncate64: libc('int', 'const char *path, off64_t length', 'unistd.h', 'glibc:unistd.h'),
};
