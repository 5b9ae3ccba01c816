/** Library functions by name, as far as errno and results go. Pure tables; a name in neither set is unknown. */

/**
 * Never touch errno: the string, memory and byte-order functions that cannot fail (C11 7.24; inet(3), byteorder(3)), the
 * macros of wait(2), and calls that "always succeed" (getpid(2) and its kind).
 */
const KEEPS = new Set([
  ...['strlen', 'strnlen', 'strcmp', 'strncmp', 'strcpy', 'strncpy', 'strcat', 'strncat', 'strchr'],
  ...['strrchr', 'strstr', 'strspn', 'strcspn', 'memcpy', 'memmove', 'memset', 'memcmp', 'memchr'],
  ...['bzero', 'explicit_bzero', 'stpcpy', 'htons', 'htonl', 'ntohs', 'ntohl', 'abs', 'isdigit'],
  ...['isalpha', 'isspace', 'toupper', 'tolower', 'WIFEXITED', 'WEXITSTATUS', 'WIFSIGNALED'],
  ...['WTERMSIG', 'WIFSTOPPED', 'WSTOPSIG', 'S_ISDIR', 'S_ISREG', 'S_ISLNK', 'FD_SET', 'FD_ZERO'],
  ...['FD_ISSET', 'FD_CLR', 'getpid', 'getppid', 'getuid', 'geteuid', 'getgid', 'getegid', 'umask'],
  ...['gettid', 'CMSG_FIRSTHDR', 'CMSG_NXTHDR', 'CMSG_DATA', 'CMSG_LEN', 'CMSG_SPACE', 'alloca'],
  ...['va_start', 'va_end', 'va_copy', '__builtin___clear_cache', '__builtin_alloca'],
]);

/** May set errno, whether they fail or not (errno(3): a call that succeeds may change it). */
const SETS = new Set([
  ...['printf', 'fprintf', 'dprintf', 'sprintf', 'snprintf', 'vprintf', 'vfprintf', 'vsnprintf'],
  ...['asprintf', 'vasprintf', 'puts', 'fputs', 'fputc', 'putc', 'putchar', 'fwrite', 'fread'],
  ...['fgets', 'getline', 'fopen', 'fdopen', 'freopen', 'fclose', 'fflush', 'fseek', 'ftell'],
  ...['popen', 'pclose', 'opendir', 'readdir', 'closedir', 'fdopendir', 'perror', 'strerror'],
  ...['strerror_r', 'syslog', 'vsyslog', 'warn', 'warnx', 'vwarn', 'malloc', 'calloc', 'realloc'],
  ...['reallocarray', 'strdup', 'strndup', 'posix_memalign', 'aligned_alloc', 'memalign', 'valloc'],
  ...['setenv', 'putenv', 'system', 'mkstemp', 'mkostemp', 'mkdtemp', 'tmpfile'],
  ...[
    'getaddrinfo',
    'getnameinfo',
    'gethostbyname',
    'getpwnam',
    'getpwuid',
    'getgrnam',
    'inet_pton',
    'strtol',
  ],
  ...['strtoul', 'strtoll', 'strtoull', 'strtod', 'sleep', 'usleep', 'raise', 'isatty', 'ttyname'],
  ...['execl', 'execlp', 'execle', 'execv', 'execvp', 'execvpe', 'initgroups', 'sigemptyset'],
  ...['sigaddset', 'sigfillset', 'sigdelset', 'shm_open', 'shm_unlink', 'sem_open', 'forkpty'],
  ...['openpty', 'realpath', 'getcwd', 'sysconf', 'pathconf', 'glob', 'ftw', 'nftw', 'scandir'],
]);

/** Leave the program's variables alone; what they do to errno depends on the library's release. */
export const HARMLESS: ReadonlySet<string> = new Set([
  ...['free', 'exit', '_exit', 'abort', 'err', 'errx', 'error', 'shmdt', 'atexit', 'getenv'],
]);

/** True for library functions and macros that leave errno and the program's variables alone. */
export function keepsErrno(name: string): boolean {
  return KEEPS.has(name);
}

/** True for library functions, other than system calls, that may set errno. */
export function setsErrno(name: string): boolean {
  return SETS.has(name);
}

/** Hand out memory of the heap, or of the stack (alloca). */
export const ALLOCATES: ReadonlySet<string> = new Set([
  ...['malloc', 'calloc', 'realloc', 'reallocarray', 'strdup', 'strndup', 'aligned_alloc'],
  ...['memalign', 'valloc', 'pvalloc', 'alloca', '__builtin_alloca', 'xmalloc', 'xcalloc'],
]);

/** Return NULL when they fail (the pages of section 3). */
export const NULL_ON_FAILURE: ReadonlySet<string> = new Set([
  ...['malloc', 'calloc', 'realloc', 'reallocarray', 'strdup', 'strndup', 'aligned_alloc'],
  ...['memalign', 'valloc', 'fopen', 'fdopen', 'freopen', 'popen', 'opendir', 'fdopendir'],
  ...['getpwnam', 'getpwuid', 'getgrnam', 'tmpfile', 'realpath', 'getcwd', 'ttyname', 'getenv'],
]);

/** Return 0 or an error number and leave errno alone (posix_memalign(3), pthreads(7)). */
export const ERROR_NUMBER: ReadonlySet<string> = new Set([
  ...['posix_memalign', 'posix_fadvise', 'posix_fallocate', 'posix_spawn', 'posix_spawnp'],
  ...['posix_madvise', 'pthread_create', 'pthread_join', 'pthread_detach', 'pthread_sigmask'],
  ...['pthread_kill', 'pthread_cancel', 'pthread_setname_np', 'pthread_getname_np'],
  ...['pthread_mutex_init', 'pthread_mutex_destroy', 'pthread_mutex_lock', 'pthread_mutex_unlock'],
  ...['pthread_mutex_trylock', 'pthread_mutex_timedlock', 'pthread_cond_init'],
  ...['pthread_cond_destroy', 'pthread_cond_wait', 'pthread_cond_timedwait'],
  ...['pthread_cond_signal', 'pthread_cond_broadcast', 'pthread_rwlock_init'],
  ...['pthread_rwlock_rdlock', 'pthread_rwlock_wrlock', 'pthread_rwlock_unlock'],
  ...['pthread_attr_init', 'pthread_attr_setstacksize', 'pthread_attr_setdetachstate'],
  ...['pthread_key_create', 'pthread_setspecific', 'pthread_setschedparam'],
  ...['pthread_setaffinity_np', 'pthread_getaffinity_np', 'pthread_atfork'],
]);

/** Return a descriptor, beside the system calls that the knowledge base tells of. */
export const FD_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['shm_open', 'mkstemp', 'mkostemp', 'mkstemps', 'dirfd', 'fileno', 'posix_openpt'],
]);

/** System calls whose wrapper returns 0 or -1 and nothing else (RETURN VALUE of their pages). */
export const ZERO_ON_SUCCESS: ReadonlySet<string> = new Set([
  ...['access', 'acct', 'bind', 'chdir', 'chmod', 'chown', 'chroot', 'close', 'connect', 'fchdir'],
  ...['fchmod', 'fchown', 'fchownat', 'fdatasync', 'flock', 'fsync', 'ftruncate', 'getsockname'],
  ...['kill', 'link', 'listen', 'madvise', 'mkdir', 'mkdirat', 'mlock', 'mlockall', 'mount'],
  ...['mprotect', 'msync', 'munlock', 'munmap', 'nanosleep', 'pipe', 'pipe2', 'pivot_root'],
  ...['rename', 'renameat', 'renameat2', 'rmdir', 'setgid', 'setgroups', 'setns', 'setpgid'],
  ...['setregid', 'setresgid', 'setresuid', 'setreuid', 'setrlimit', 'setsockopt', 'getsockopt'],
  ...['setuid', 'shutdown', 'socketpair', 'symlink', 'truncate', 'umount', 'umount2', 'unlink'],
  ...['unlinkat', 'unshare', 'fstat', 'stat', 'lstat', 'sync_file_range', 'epoll_ctl'],
]);
