import { describe, expect, it } from 'vitest';
import { isAvailable, SIBLINGS } from '../../server/src/core/kb/siblings.ts';
import { checkAction, checkActions } from '../support/feature.ts';
import { testKb } from '../support/kb.ts';

const REWRITE = ['refactor.rewrite'];

/** A function with one statement. */
const inside = (statement: string, headers = ''): string =>
  `${headers}void f(int fd, int *fds, char *path)\n{\n    ${statement}\n}\n`;

/** The statement after the only rewriting that is offered. */
async function rewritten(statement: string, headers?: string): Promise<string> {
  const text = inside(statement, headers);
  const [title = ''] = (await checkActions(text, REWRITE)).split('\n');
  return checkAction(text, title.replace(/ \(refactor\.rewrite\)$/, ''));
}

describe('the table of siblings', () => {
  it('is sorted and names calls and flags that exist', () => {
    const names = SIBLINGS.map((s) => s.from);
    expect(names).toEqual([...new Set(names)].sort());
    for (const { call, flag } of SIBLINGS) {
      if (call !== undefined) expect(testKb().call(call)?.name).toBe(call);
      if (flag !== undefined) expect(testKb().constant(flag)).toBeDefined();
    }
  });
});

describe('a call is written as its safer sibling', () => {
  it.each([
    ['ac$0cept(fd, NULL, NULL);', 'accept4(fd, NULL, NULL, SOCK_CLOEXEC);'],
    ['pi$0pe(fds);', 'pipe2(fds, O_CLOEXEC);'],
    ['int x = du$0p(fd);', 'int x = fcntl(fd, F_DUPFD_CLOEXEC, 0);'],
    ['epoll_$0create(10);', 'epoll_create1(EPOLL_CLOEXEC);'],
    ['inotify_$0init();', 'inotify_init1(IN_CLOEXEC);'],
    ['crea$0t(path, 0600);', 'open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);'],
    ['mkste$0mp(path);', 'mkostemp(path, O_CLOEXEC);'],
    ['mkste$0mps(path, 4);', 'mkostemps(path, 4, O_CLOEXEC);'],
    ['open(mkte$0mp(path), O_RDWR | O_CREAT, 0600);', 'mkostemp(path, O_CLOEXEC);'],
    [
      'sig$0nal(SIGHUP, reload);',
      'sigaction(SIGHUP, &(struct sigaction){ .sa_handler = reload, .sa_flags = SA_RESTART }, NULL);',
    ],
    [
      'while (readdir$0_r(d, &b, &e) == 0 && e != NULL) use(e);',
      'while ((e = readdir(d)) != NULL) use(e);',
    ],
    ['while (!readdir$0_r(d, &b, &e) && e) use(e);', 'while ((e = readdir(d)) != NULL) use(e);'],
  ])('%s', async (before, after) => {
    expect(await rewritten(before)).toContain(`\n    ${after}\n}`);
  });

  it('brings the header of its flag', async () => {
    expect(await rewritten('pi$0pe(fds);', '#include <unistd.h>\n')).toContain(
      '#include <fcntl.h>',
    );
  });

  it.each([
    ['a function of the file', 'static int pipe(int *p) { return *p; }\n', 'pi$0pe(fds);'],
    ['a member', '', 'api->pi$0pe(fds);'],
    ['another word', '', 'pipe(fd$0s);'],
    ['a handler that is read', '', 'old = sig$0nal(SIGHUP, reload);'],
    ['a name that is used otherwise', '', 'puts(mkte$0mp(path));'],
    ['a loop of another form', '', 'while (readdir$0_r(d, &b, &e) == 0) use(e);'],
    ['arguments that are missing', '', 'mkste$0mp();'],
  ])('not for %s', async (_, headers, statement) => {
    expect(await checkActions(inside(statement, headers), REWRITE)).toBe('');
  });

  it('not where the kernel of the target lacks it', async () => {
    const text = inside('pi$0pe(fds);');
    expect(await checkActions(`//- /a.c kernel:2.6.26\n${text}`, REWRITE)).toBe('');
    expect(await checkActions(`//- /a.c kernel:2.6.27\n${text}`, REWRITE)).toContain('pipe2');
  });

  it('nor where its C library does', () => {
    const of = (from: string, libc: 'glibc' | 'musl', libcVersion?: string): boolean => {
      const sibling = SIBLINGS.find((s) => s.from === from);
      const target = { arch: 'x86_64', arches: [], libc, ...(libcVersion ? { libcVersion } : {}) };
      return sibling !== undefined && isAvailable(sibling, testKb(), target);
    };
    expect([of('mkstemp', 'glibc', '2.6'), of('mkstemp', 'glibc', '2.7')]).toEqual([false, true]);
    expect([of('accept', 'glibc', '2.9'), of('accept', 'glibc', '2.10')]).toEqual([false, true]);
    expect([of('accept', 'musl'), of('mkstemp', 'musl'), of('accept', 'glibc')]).not.toContain(
      false,
    );
  });
});
