import { describe, expect, it } from 'vitest';
import { checkHover, links, type Asked } from '../support/feature.ts';
import { withoutProse } from '../support/prose.ts';

/** The form of a hover: the sentences about `call` are named, not quoted. */
const form = async (call: string, marked: string, asked: Asked = {}): Promise<string> =>
  withoutProse(await checkHover(marked, asked), call);

const MAP = `void *f(unsigned long n) {\n  return`;

describe('hover on a call', () => {
  it('says what it does, what bites, where it works and how it fails', async () => {
    expect(await form('mmap', `${MAP} mm$0ap(0, n, PROT_READ, MAP_PRIVATE, 3, 0);\n}`, { links }))
      .toMatchInlineSnapshot(`
        "[mmap]
        **mmap**(2): ‹summary›.

        \`\`\`c
        void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset);
        \`\`\`

        **Careful:** ‹pitfall 1›

        - Since Linux 1.0 or earlier · number 9 on x86_64
        - Docker and Podman default profiles: allowed
        - Errors: EACCES · EAGAIN · EBADF · EEXIST · EFAULT · EINVAL · EIO · ENFILE · ENODEV · ENOMEM · EOPNOTSUPP · EOVERFLOW · EPERM · ETXTBSY

        [Full page of mmap(2)](command:page?syscall/mmap)"
      `);
  });
  it.each([
    ['re$0ad(0, p, 4)', 'ssize_t read(int fd, void *buf, size_t count);'],
    ['syscall(SYS_re$0ad, 0, p, 4)', 'long syscall(SYS_read, unsigned int fd, char *buf, size_t'],
    ['syscall(SYS_sys$0log, 3, p, 1)', 'long syscall(SYS_syslog, int type, char *bufp, int size);'],
    ['syscall(SYS_ex$0it, 0)', 'long syscall(SYS_exit, int status);'],
    ['pivot_ro$0ot(p, p)', 'long syscall(SYS_pivot_root, const char *new_root,'],
  ])('shows what C programs write for a call without a page: %s', async (call, text) => {
    expect(await checkHover(`int f(char *p) { return ${call}; }`)).toContain(text);
  });
  it.each([
    ['getcw$0d(p, 4)', 'Failure: `NULL`, with errno set.'],
    ['clock_nanosl$0eep(0, 0, p, p)', 'Failure: the error number itself; errno stays as it was.'],
    ['syscall(SYS_clock_nanosl$0eep, 0, 0, p, p)', 'Failure: `-1`, with errno set.'],
    ['getu$0id()', 'Cannot fail.'],
  ])('says how it fails: %s', async (call, text) => {
    expect(await checkHover(`int f(char *p) { return ${call}; }`)).toContain(text);
  });
  it('leaves the signature to clangd', async () => {
    expect(
      await checkHover(`${MAP} mm$0ap(0, n, PROT_READ, MAP_PRIVATE, 3, 0);\n}`, {
        otherCServer: true,
      }),
    ).not.toContain('```');
  });
  it('shows only what matters when compact', async () => {
    expect(
      await form('munmap', `int f(void *p) { return mun$0map(p, 4096); }`, { detail: 'compact' }),
    ).toMatchInlineSnapshot(`
      "[munmap]
      **munmap**(2): ‹summary›.

      \`\`\`c
      int munmap(void *addr, size_t length);
      \`\`\`

      **Careful:** ‹pitfall 1›

      Failure: \`-1\`, with errno set."
    `);
  });
  it('shows every condition when full', async () => {
    const text = await form('munmap', `int f(void *p) { return mun$0map(p, 4096); }`, {
      detail: 'full',
    });
    expect(text).toMatchInlineSnapshot(`
      "[munmap]
      **munmap**(2): ‹summary›.

      \`\`\`c
      int munmap(void *addr, size_t length);
      \`\`\`

      **Careful:** ‹pitfall 1›

      Returns: ‹returns›

      - Since Linux 1.0 or earlier · number 11 on x86_64
      - Docker and Podman default profiles: allowed
      - \`EINVAL\`: ‹EINVAL 1›
      - \`EINVAL\`: ‹EINVAL 2›
      - \`EINVAL\`: ‹EINVAL 3›
      - \`EINVAL\`: ‹EINVAL 4›
      - \`ENOMEM\`: ‹ENOMEM 1›
      - \`ENOMEM\`: ‹ENOMEM 2›
      - \`EPERM\`: Since Linux 6.10: ‹EPERM 1›"
    `);
  });
  it('knows other spellings', async () => {
    expect(
      (await form('mmap', `${MAP} mmap$064(0, n, PROT_READ, MAP_PRIVATE, 3, 0);\n}`)).split(
        '\n',
      )[1],
    ).toMatchInlineSnapshot(`"**mmap64** = mmap(2): ‹summary›."`);
  });
  it('answers for the number of a raw call', async () => {
    const text = await checkHover(
      `long f(unsigned long n) { return syscall(SYS_mm$0ap, 0, n, 3, 0x22, -1, 0); }`,
    );
    expect(text).toContain('Failure: `-1`');
    expect(text).toContain('syscall(SYS_mmap');
  });
  it('answers for SYS_ and __NR_ names anywhere', async () => {
    expect(await checkHover('int n = __NR_mp$0rotect;')).toContain('**mprotect**(2)');
  });
  it('says when the target cannot have it', async () => {
    expect(await checkHover('//- /a.c arches:x86_64,aarch64\nint n = __NR_mm$0ap2;')).toContain(
      'There is no mmap2 on x86_64, aarch64.',
    );
  });
});

describe('hover on a call that the target lacks', () => {
  const call = 'int f(void) {\n  return close_ra$0nge(3, 9, 0);\n}';
  it('says that the kernel is too old', async () => {
    expect(await checkHover(`//- /a.c kernel:4.18\n${call}`)).toContain(
      'Needs Linux 5.9; your target is 4.18, where it fails with ENOSYS.',
    );
  });
  it('says that the C library is too old', async () => {
    expect(await checkHover(`//- /a.c libc:glibc-2.28\n${call}`)).toContain(
      'C library: glibc since 2.34; your target has 2.28: call `syscall(SYS_close_range, ...)`',
    );
  });
  it('says that the C library has none', async () => {
    expect(await checkHover(`//- /a.c libc:musl\n${call}`)).toContain(
      'C library: not in musl: call `syscall(SYS_close_range, ...)`',
    );
  });
  it('says what containers do', async () => {
    const swap = 'int f(void) {\n  return swap$0off("x");\n}';
    expect(await checkHover(`//- /a.c container:docker\n${swap}`)).toContain(
      'Docker default profile: blocked (EPERM)',
    );
  });
});

describe('hover on a constant', () => {
  it('explains the flag with value, version and relations', async () => {
    expect(
      await form(
        'mmap',
        `${MAP} mmap(0, n, PROT_READ, MAP_FIXED_NO$0REPLACE | MAP_PRIVATE, 3, 0);\n}`,
        { links },
      ),
    ).toMatchInlineSnapshot(`
      "[MAP_FIXED_NOREPLACE]
      \`MAP_FIXED_NOREPLACE\` = 0x100000: ‹summary of MAP_FIXED_NOREPLACE›

      - Since Linux 4.17 (‹note of MAP_FIXED_NOREPLACE›)
      - 0x100000 is for x86_64; differs on alpha
      - Not with MAP_FIXED, MAP_SHARED_VALIDATE

      [Full page](command:page?constant/MAP_FIXED_NOREPLACE)"
    `);
  });
  it('says that a value belongs to its architecture', async () => {
    expect(
      await form(
        'mmap',
        `//- /a.c arch:mips arches:mips,x86_64\n${MAP} mmap(0, n, PROT_READ, MAP_ANON$0YMOUS | MAP_PRIVATE, -1, 0);\n}`,
      ),
    ).toMatchInlineSnapshot(`
      "[MAP_ANONYMOUS]
      \`MAP_ANONYMOUS\` = 0x800: ‹summary of MAP_ANONYMOUS›

      **Careful:** ‹warning of MAP_ANONYMOUS›

      - 0x800 is for mips; 0x20 on x86_64; 0x20 on most others"
    `);
  });
  it('says that it does not belong to this argument', async () => {
    expect(await checkHover(`${MAP} mmap(0, n, MAP_SHA$0RED, MAP_SHARED, 3, 0);\n}`)).toContain(
      'Not a value of `prot` in mmap()',
    );
  });
  it('says that the target kernel is too old', async () => {
    expect(
      await checkHover(
        `//- /a.c kernel:4.4\n${MAP} mmap(0, n, PROT_READ, MAP_FIXED_NO$0REPLACE | MAP_PRIVATE, 3, 0);\n}`,
      ),
    ).toContain('Needs Linux 4.17; your target is 4.4.');
  });
  it('says that the kernel ignores it', async () => {
    expect(
      await checkHover(`${MAP} mmap(0, n, PROT_READ, MAP_DENY$0WRITE | MAP_PRIVATE, 3, 0);\n}`),
    ).toContain('(ignored by the kernel)');
  });
  it('answers outside of a call', async () => {
    expect(await checkHover('int flags = MAP_PRI$0VATE;')).toContain('`MAP_PRIVATE` = 0x2');
  });
});

describe('hover on a value', () => {
  it('reads a number as flags', async () => {
    expect(await form('mmap', `${MAP} mmap(0, n, 3, 0x2$02, -1, 0);\n}`)).toMatchInlineSnapshot(`
      "[0x22]
      \`0x22 = MAP_PRIVATE | MAP_ANONYMOUS\` in \`flags\` of \`mmap()\`

      - \`MAP_PRIVATE\` 0x2: ‹summary of MAP_PRIVATE›
      - \`MAP_ANONYMOUS\` 0x20: ‹summary of MAP_ANONYMOUS›"
    `);
  });
  it('reads a field as a field, not as bits', async () => {
    expect(await checkHover(`${MAP} mmap(0, n, 3, 0x0$03, -1, 0);\n}`)).toContain(
      '0x03 = MAP_SHARED_VALIDATE',
    );
  });
  it('shows what has no name in hexadecimal', async () => {
    expect(await form('mmap', `${MAP} mmap(0, n, 0x4000$0003, MAP_PRIVATE, 3, 0);\n}`))
      .toMatchInlineSnapshot(`
      "[0x4000003]
      \`0x4000003 = PROT_READ | PROT_WRITE | 0x4000000\` in \`prot\` of \`mmap()\`

      - \`PROT_READ\` 0x1: ‹summary of PROT_READ›
      - \`PROT_WRITE\` 0x2: ‹summary of PROT_WRITE›
      - \`0x4000000\` has no name on x86_64"
    `);
  });
  it('reads it for the target architecture', async () => {
    expect(
      await checkHover(`//- /a.c arch:mips\n${MAP} mmap(0, n, 3, 0x80$02, -1, 0);\n}`),
    ).toContain('0x802 = MAP_PRIVATE | MAP_ANONYMOUS');
  });
  it('reads a variable whose value the function shows', async () => {
    const text = `void *f(unsigned long n) {\n  int how = MAP_PRIVATE;\n  how |= MAP_ANONYMOUS;\n  return mmap(0, n, 3, ho$0w, -1, 0);\n}`;
    expect((await checkHover(text)).split('\n').slice(0, 2)).toEqual([
      '[how]',
      '`how = 0x22 = MAP_PRIVATE | MAP_ANONYMOUS` in `flags` of `mmap()`',
    ]);
  });
  it('reads the whole argument on its operator', async () => {
    expect(
      await checkHover(`${MAP} mmap(0, n, PROT_READ $0| PROT_WRITE, MAP_PRIVATE, 3, 0);\n}`),
    ).toContain('`PROT_READ | PROT_WRITE = 0x3` in `prot` of `mmap()`');
  });
  it('reads an enumeration', async () => {
    expect(await checkHover(`int f(void *p) { return madvise(p, 4096, $04); }`)).toContain(
      '`4 = MADV_DONTNEED` in `advice` of `madvise()`',
    );
  });
});

describe('hover on another argument', () => {
  it('says what the parameter means, its unit and range', async () => {
    expect(await form('mmap', `${MAP} mmap(0, $0n, 3, MAP_PRIVATE, 3, 0);\n}`))
      .toMatchInlineSnapshot(`
      "[n]
      \`size_t length\`: argument 2 of \`mmap()\`

      ‹meaning of length›

      - Unit: bytes
      - Range: ‹range of length›"
    `);
  });
  it('computes what the text does not say', async () => {
    expect(await checkHover(`${MAP} mmap(0, n, 3, MAP_PRIVATE, 3, 4096 *$0 4);\n}`)).toContain(
      '`4096 * 4 = 16384 = 0x4000`',
    );
  });
  it('keeps the text of the user inside a code span', async () => {
    const argument = '4096 /* `x` <b>[y](z) */ * 2';
    const marked = argument.replace('*/ *', '*/ $0*');
    expect(await checkHover(`${MAP} mmap(0, n, 3, MAP_PRIVATE, 3, ${marked});\n}`)).toContain(
      `\`\`${argument} = 8192 = 0x2000\`\``,
    );
  });
});

describe('hover on an errno', () => {
  const AFTER = 'int f(void *p) {\n  if (munmap(p, 10) < 0 && errno ==';
  it('gives every condition of the call it follows', async () => {
    expect(await form('munmap', `${AFTER} EIN$0VAL) return 1;\n  return 0;\n}`, { links }))
      .toMatchInlineSnapshot(`
      "[EINVAL]
      \`EINVAL\` (22) after \`munmap()\`: ‹meaning of EINVAL›

      - ‹EINVAL 1›
      - ‹EINVAL 2›
      - ‹EINVAL 3›
      - ‹EINVAL 4›

      [Full page of EINVAL](command:page?errno/EINVAL) · [munmap(2)](command:page?syscall/munmap)"
    `);
  });
  it('says whether a container may be the reason', async () => {
    expect(await checkHover(`${AFTER} EP$0ERM) return 1;\n  return 0;\n}`)).toContain(
      "Not the default seccomp profile: Docker's and Podman's allow it.",
    );
  });
  it('counts the conditions it has no room for', async () => {
    const text = `int f(void *p) {\n  if (mmap(p, 10, 0, 2, 3, 0) == MAP_FAILED && errno == EIN$0VAL) return 1;\n  return 0;\n}`;
    expect(await checkHover(text)).toMatch(/\n- and \d+ more$/);
    expect(await checkHover(text, { detail: 'full' })).not.toContain('more');
  });
  it('tells what it means where no call is in sight', async () => {
    expect(await checkHover('int e = EAG$0AIN;')).toContain('`EAGAIN` (11)');
  });
  it('gives the number of the target', async () => {
    expect(await checkHover('//- /a.c arch:mips\nint e = ENO$0SYS;')).toContain('`ENOSYS` (89)');
  });
});

describe('hover on a failure value', () => {
  it('says what it is not, for the call it is compared with', async () => {
    const text = 'int f(void) { void *p = mremap(0, 1, 2, 1); return p == MAP_FAI$0LED; }';
    expect(await checkHover(text)).toMatchInlineSnapshot(`
      "[MAP_FAILED]
      \`MAP_FAILED\`: the failure of \`mremap()\`, \`(void *)-1\` with errno set.

      **Careful:** It is not NULL: a test for NULL lets the failure pass.

      - Returned by \`mmap()\`, \`mremap()\`"
    `);
  });
});

describe('no hover', () => {
  it.each([
    ['a method', 'void f(struct o *p) { p->mm$0ap(1, 2); }'],
    ['a member', 'void f(struct o p) { p.mun$0map(1, 2); }'],
    ['a name of a namespace', '//- /a.cc lang:cpp\nvoid f() { ns::mm$0ap(1, 2); }'],
    [
      'a function of this file',
      'static int munmap(void *p, int n) { return 0; }\nint f(void *p) { return mun$0map(p, 1); }',
    ],
    ['a string', 'const char *s = "mm$0ap(0, 1)";'],
    ['a comment', '/* mm$0ap(0, 1, 2, 3, 4, 5) */ int x;'],
    ['a libc function that only shares the name', 'void f(void) { ex$0it(0); }'],
    ['an unknown name', 'int f(void) { return frob$0nicate(1); }'],
    ['an unknown flag', 'int x = MAP_FROB$0NICATE;'],
    ['nothing at all', '$0'],
  ])('on %s', async (_what, text) => {
    expect(await checkHover(text)).toBe('nothing');
  });
  it('when it is switched off', async () => {
    const off = {
      settings: { hover: { enabled: false, detail: 'standard', signature: 'auto' } },
    } as const;
    expect(await checkHover('int n = SYS_mm$0ap;', off)).toBe('nothing');
  });
});
