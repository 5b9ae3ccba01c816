/** Parts of the compile step on facts and pages made for the purpose. */
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { returnType } from '../../data/tools/compile/calls.ts';
import { compileGroups, evaluateOn } from '../../data/tools/compile/constants.ts';
import { kindOfParam } from '../../data/tools/compile/param-kind.ts';
import { tracepointsOf } from '../../data/tools/compile/tracepoints.ts';
import { compileKb, readCompileInputs } from '../../data/tools/compile.ts';
import type { AuthoredCall } from '../../data/tools/lib/authored.types.ts';
import { parseAuthored } from '../../data/tools/lib/authored-file.ts';
import { isFunction, signatureText } from '../../server/src/core/features/support/call-text.ts';
import { dataContext, edit, GOOD_CALL, CALL } from '../support/data.ts';
import { compiledKb } from '../support/kb.ts';

const { index, pages } = compiledKb();

function compileWith(text: string): ReturnType<typeof compileKb> {
  const { data, facts } = dataContext({ [CALL]: text });
  const inputs = [{ id: 'linux', package: 'linux-source', version: '7.2.13-1' }];
  return compileKb({ facts, data, inputs });
}

test.each([
  ['void *mmap(void addr[.length], size_t length);', 'void *'],
  ['int syscall(SYS_mseal, void *addr);', 'int'],
  ['[[noreturn]] void exit_group(int status);', 'void'],
  ['long\n  pkey(void);', 'long'],
  ['ssize_t process_madvise(int pidfd);', 'ssize_t'],
])('return type of %s', (text, type) => {
  const page = parse(edit(GOOD_CALL, ['signatures', 0, 'text'], text)) as AuthoredCall;
  expect(returnType(page)).toBe(type);
});

test.each([
  ['const char *', 'pathname', 'path'],
  ['const char *', 'value', 'string'],
  ['struct stat *', 'buf', 'pointer'],
  ['unsigned int', 'fd', 'fd'],
  ['int', 'dfd', 'fd'],
  ['umode_t', 'mode', 'mode'],
  ['pid_t', 'pid', 'pid'],
  ['unsigned int', 'flags', 'flags'],
  ['size_t', 'count', 'length'],
  ['loff_t', 'pos', 'offset'],
  ['unsigned long', 'addr', 'address'],
  ['int', 'whatever', 'number'],
  ['const char *', 'filesystemtype', 'string'],
  ['char *', 'buf', 'pointer'],
  ['char *const *', 'argv', 'pointer'],
  ['const struct timespec [2]', 'times', 'pointer'],
  ['int (*)(void *)', 'fn', 'pointer'],
  ['int', 'from_dirfd', 'fd'],
  ['int', 'fd_in', 'fd'],
  ['socklen_t', 'addrlen', 'length'],
  ['off_t', 'length', 'length'],
  ['size_t', 'nsops', 'number'],
  ['int', 'msgflg', 'flags'],
])('a parameter %s %s is a %s', (type, name, kind) => {
  expect(kindOfParam(type, name)).toBe(kind);
});

describe('a page', () => {
  test('overrides imported facts where it says so', () => {
    const text = edit(GOOD_CALL, ['since'], {
      version: '1.3',
      precision: 'exact',
      source: 'run:x',
    });
    const { munlock } = compileWith(
      edit(text, ['libc'], { glibc: 'no', musl: false, source: 'run:x' }),
    ).index.calls;
    expect(munlock?.since).toEqual({ version: '1.3', precision: 'exact' });
    expect(munlock?.libc).toEqual({ musl: false });
  });

  test('takes them where it does not', () => {
    const { munlock } = compileWith(GOOD_CALL).index.calls;
    expect(munlock?.since).toEqual({ version: '2.0', precision: 'series' });
    expect(munlock?.libc).toEqual({ glibc: 'yes', musl: true });
    expect(munlock?.errors).toEqual(['ENOMEM']);
  });

  test('names the profiles by their upstream release', () => {
    const rows = compileWith(GOOD_CALL).pages.calls.munlock?.containers ?? [];
    expect(rows.map((row) => row.profileVersion.replace(/–.*/, ''))).toEqual([
      'Docker 18.09.0',
      'containers-common 0.67.1',
    ]);
  });

  test('that is broken YAML is left out, the call stays', () => {
    const { index: compiled, pages: prose } = compileWith('name: [');
    expect(prose.calls).toEqual({});
    expect(compiled.calls.munlock?.page).toBe(false);
  });

  test('another word in it gives another hash', () => {
    const first = compileWith(GOOD_CALL).index.hash;
    expect(compileWith(edit(GOOD_CALL, ['returns'], 'Nothing.')).index.hash).not.toBe(first);
  });
});

describe('a call without a page', () => {
  const call = (name: string) => {
    const found = index.calls[name];
    if (found === undefined) throw new Error(`no call ${name}`);
    return found;
  };
  const shown = (name: string, via: 'libc' | 'raw') => signatureText(call(name), via).label;

  test.each([
    ['read', 'ssize_t read(int fd, void *buf, size_t count)', 'unistd.h'],
    ['openat', 'int openat(int dirfd, const char *path, int flags, ...)', 'fcntl.h'],
    ['clone', 'int clone(int (*fn)(void *), void *stack, int flags, void *arg, ...)', 'sched.h'],
    ['pipe', 'int pipe(int pipefd[2])', 'unistd.h'],
    ['getcwd', 'char *getcwd(char *buf, size_t size)', 'unistd.h'],
    ['pidfd_open', 'int pidfd_open(pid_t pid, unsigned int flags)', 'sys/pidfd.h'],
    ['quotactl', 'int quotactl(int op, const char *special, int id, caddr_t addr)', 'sys/quota.h'],
    ['sync', 'void sync(void)', 'unistd.h'],
  ])('shows the function %s', (name, text, header) => {
    expect(call(name).page).toBe(false);
    expect(shown(name, 'libc')).toBe(text);
    expect(call(name).headers).toEqual([header]);
    expect(isFunction(call(name))).toBe(true);
  });

  test.each([
    ['read', 'unsigned int fd, char *buf, size_t count'],
    [
      'clone',
      'unsigned long clone_flags, unsigned long newsp, int *parent_tidptr, int *child_tidptr, unsigned long tls',
    ],
    ['getcpu', 'unsigned *cpup, unsigned *nodep, void *unused'],
    ['reboot', 'int magic1, int magic2, unsigned int cmd, void *arg'],
  ])('keeps the order of the kernel for %s', (name, params) => {
    expect(shown(name, 'raw')).toBe(`long syscall(SYS_${name}, ${params})`);
  });

  test.each(['exit', 'readdir', 'signal', 'syslog', 'profil', 'ulimit', 'execv', 'swapcontext'])(
    '%s is not the function of that name',
    (name) => {
      expect(isFunction(call(name))).toBe(false);
      expect(call(name)).toMatchObject({ ret: 'long', libc: {} });
      expect(call(name).headers).toEqual(
        expect.arrayContaining(['sys/syscall.h', 'unistd.h']) as string[],
      );
    },
  );

  test.each(['capget', 'pivot_root', 'arch_prctl'])(
    '%s, which no header declares, is a syscall()',
    (name) => {
      expect(isFunction(call(name))).toBe(false);
      expect(call(name).raw).toBeUndefined();
    },
  );

  test('has the parameters of the page only where the kernel takes as many', () => {
    expect(shown('bpf', 'raw')).toBe(
      'long syscall(SYS_bpf, int cmd, union bpf_attr *uattr, unsigned int size, struct bpf_common_attr *uattr_common, unsigned int size_common)',
    );
    expect(call('futex_waitv').params.map((param) => param.name)).toContain('clockid');
  });

  test('names what may follow the dots', () => {
    expect(call('open').params.at(-1)).toEqual({
      name: 'mode',
      type: '...',
      kind: 'mode',
      group: 'permission-bits',
    });
    expect(call('fcntl').params.at(-1)).toEqual({ name: '...', type: '...', kind: 'number' });
  });

  test('says how the function fails', () => {
    expect(call('getcwd').fails).toBe('NULL');
    expect(call('clock_nanosleep').fails).toBe('errno');
    expect(call('getuid').fails).toBe('none');
    expect(call('sync').fails).toBe('none');
    expect(call('read').fails).toBe('-1');
  });

  test('every function has a declared type and a header', () => {
    const calls = Object.values(index.calls).filter((each) => !each.page && isFunction(each));
    expect(calls.length).toBeGreaterThan(260);
    expect(calls.filter((each) => each.headers.length === 0).map((each) => each.name)).toEqual([]);
    const untyped = calls.filter((each) =>
      each.params.some((param) => param.name === '' || param.type === ''),
    );
    expect(untyped.map((each) => each.name)).toEqual([]);
  });
});

describe('the architecture table', () => {
  const rows = (name: string) =>
    new Map(pages.calls[name]?.architectures.map((row) => [row.arch, row]));

  test('shows entry points, bases and compat entries', () => {
    const mmap = rows('mmap');
    expect(mmap.get('i386')).toEqual({
      arch: 'i386',
      number: 90,
      abi: 'i386',
      entryPoint: 'sys_old_mmap',
      note: 'on a 64-bit kernel: compat_sys_ia32_mmap',
    });
    expect(mmap.get('mips')?.note).toBe('4000 + 90');
    expect(mmap.get('arm')).toEqual({ arch: 'arm' });
  });

  test('tells a reserved number from a call', () => {
    const row = rows('map_shadow_stack').get('s390x');
    expect(row?.number).toBeUndefined();
    expect(row?.note).toMatch(/number reserved, the call answers ENOSYS/);
    expect(index.calls.map_shadow_stack?.reserved?.s390x).toBe(453);
  });
});

test('tracepoints bear the name of the definition, x86_64 first', () => {
  expect(pages.calls.mmap?.tracepoints.slice(0, 2)).toEqual([
    'sys_enter_mmap',
    'sys_enter_old_mmap',
  ]);
  expect(pages.calls.mmap2?.tracepoints[0]).toBe('sys_enter_mmap_pgoff');
});

test('entries for the programs of another width make no tracepoint', () => {
  const { facts } = readCompileInputs();
  const of = (entry: string): string[] => {
    const row = { number: 1, abi: 'x32', entry };
    const numbers = { ...facts.numbers, records: [{ name: 'mmap', arches: { x32: row } }] };
    return tracepointsOf('mmap', { ...facts, numbers });
  };
  expect(of('sys_preadv')).toEqual(['sys_enter_preadv']);
  expect(of('compat_sys_preadv64v2')).toEqual([]);
});

test('a mask may be an expression over constants of the architecture', () => {
  expect(evaluateOn('MAP_HUGE_MASK << MAP_HUGE_SHIFT', 'x86_64', index.constants)).toBe(
    0xfc000000n,
  );
  expect(evaluateOn('MAP_TYPE', 'parisc', index.constants)).toBe(0x2bn);
  expect(evaluateOn('MAP_32BIT', 'arm', index.constants)).toBeUndefined();
  expect(() =>
    compileGroups(
      [
        {
          id: 't',
          title: 't',
          kind: 'mask+fields',
          prefixes: ['T_'],
          header: 't.h',
          fields: [{ name: 'F', mask: 'T_NOPE' }],
          members: [],
        },
      ],
      {},
      [],
    ),
  ).toThrow(/cannot evaluate "T_NOPE"/);
});

test('lines of an authored file are those of its keys and items', () => {
  const file = parseAuthored('x.yaml', 'a: 1\nlist:\n  - b: 2\n  - b: 3\n    c: 4\n');
  expect(file.lineOf([])).toBe(1);
  expect(file.lineOf(['list'])).toBe(2);
  expect(file.lineOf(['list', 1])).toBe(4);
  expect(file.lineOf(['list', 1, 'c'])).toBe(5);
  expect(file.lineOf(['list', 1, 'missing'])).toBe(4);
  expect(file.lineOf(['nowhere', 5])).toBe(1);
});
