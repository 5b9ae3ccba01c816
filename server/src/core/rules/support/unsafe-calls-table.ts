/**
 * Library functions that a signal handler must not call: they take locks, allocate, or change static data, and
 * signal-safety(7) does not list them. Left out are those that the page does not list either but that harm nobody in
 * practice (snprintf() without floating point, getenv(), gettimeofday()).
 */
export const UNSAFE_CALLS: readonly string[] = [
  ...['asctime', 'asprintf', 'atexit', 'backtrace_symbols', 'calloc', 'closedir', 'closelog'],
  ...['ctime', 'dlclose', 'dlopen', 'dprintf', 'err', 'errx', 'exit', 'fclose', 'fdopen', 'fflush'],
  ...['fgets', 'fopen', 'fprintf', 'fputc', 'fputs', 'fread', 'free', 'freeaddrinfo', 'freopen'],
  ...['fscanf', 'fwrite', 'getaddrinfo', 'getchar', 'getgrgid', 'getgrnam', 'gethostbyname'],
  ...['getline', 'getpwnam', 'getpwuid', 'localtime', 'localtime_r', 'malloc', 'mktime'],
  ...['opendir', 'openlog', 'pclose', 'perror', 'popen', 'posix_memalign', 'printf'],
  ...['pthread_cond_broadcast', 'pthread_cond_signal', 'pthread_cond_wait', 'pthread_create'],
  ...['pthread_join', 'pthread_mutex_lock', 'pthread_mutex_unlock', 'putchar', 'putenv', 'puts'],
  ...['readdir', 'realloc', 'setenv', 'strdup', 'strerror', 'strndup', 'strsignal', 'syslog'],
  ...['system', 'tmpfile', 'vasprintf', 'vfprintf', 'vprintf', 'vsyslog', 'vwarn', 'warn', 'warnx'],
];
