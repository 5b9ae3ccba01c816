import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';
import { contextOf, links, testService } from '../support/feature.ts';
import { testKb } from '../support/kb.ts';

const kb = testKb();
const written = Object.values(kb.index.calls).filter((call) => call.page);
const ctx = contextOf(new Map(), { links });
const service = await testService();

const page = (name: string, kind?: 'syscall' | 'constant' | 'errno' | 'rule'): string => {
  const found = service.page(name, ctx, kind);
  if (found === undefined) throw new Error(`no page for ${name}`);
  return found.markdown;
};
const titles = (markdown: string): string[] =>
  [...markdown.matchAll(/^## (.+)$/gm)].map((m) => m[1] ?? '');

/** Sections whose heading is followed by the next heading or the end. */
const emptySections = (markdown: string): string[] =>
  markdown
    .split(/^(?=##? )/m)
    .filter((part) => part.trim().split('\n').length < 2)
    .map((part) => part.trim());

describe('the page of a call', () => {
  it('has every section of the model page, in its order', () => {
    expect(titles(page('mmap'))).toEqual([
      'Signature',
      'Description',
      'Pitfalls',
      'Architectures',
      'Kernel history',
      'C library',
      'seccomp and containers',
      'strace example',
      'Security and observability',
      'Errors',
      'Flags',
      'Checks',
      'Related calls',
      'Sources',
    ]);
  });
  it('says which functions of the C libraries make the call, and what others select it with', () => {
    expect(page('openat')).toMatch(/glibc on x86_64 makes it in .*`fopen`.*`open`/);
    expect(page('open')).toContain("glibc's `open()` makes `openat` on x86_64");
    expect(page('openat')).toContain('systemd filters it with `@file-system`');
    expect(page('openat')).toContain('strace selects it with `%desc`, `%file`');
    expect(page('write')).toContain('`write` is async-signal-safe');
    expect(page('kcmp')).not.toContain('## C library');
  });
  it('starts with title, group and section', () => {
    expect(page('mmap').split('\n').slice(0, 4)).toEqual([
      '# mmap(2)',
      '',
      '**Memory · Section 2**',
      '',
    ]);
  });
  it.each(written.map((call) => call.name))(
    'of %s shows no empty section, no slip and no raw template',
    (name) => {
      const text = page(name);
      expect(emptySections(text)).toEqual([]);
      expect(text).not.toMatch(/\[object Object\]|\{kind\}|\{name\}|\bNaN\b/);
      for (const title of [
        'Signature',
        'Description',
        'Architectures',
        'Kernel history',
        'Errors',
        'Related calls',
        'Sources',
      ]) {
        expect(titles(text), `${name} lacks ${title}`).toContain(title);
      }
    },
  );
  it('exists in short for a call that nobody has described', () => {
    const call = Object.values(kb.index.calls).find((c) => !c.page);
    if (call === undefined) throw new Error('every call is described: take this test out');
    const text = page(call.name);
    expect(emptySections(text)).toEqual([]);
    expect(titles(text)).toContain('Architectures');
    expect(titles(text)).not.toContain('Description');
  });
  it('puts the architecture that is asked for first, and names those without the call', () => {
    const asked = contextOf(new Map([['arch', 'aarch64']]), { links });
    const rows = service.page('mmap', asked)?.markdown.match(/^\| (\w+) \| \d+/gm) ?? [];
    expect(rows[0]).toBe('| aarch64 | 222');
    expect(page('mmap2')).toMatch(/Not on this architecture: .*x86_64/);
  });
  it('leads to related pages, flags, errnos and rules', () => {
    const text = page('mmap');
    for (const link of [
      '[`munmap`](../syscall/munmap.md)',
      '[`MAP_FIXED`](../constant/MAP_FIXED.md)',
      '[`EINVAL`](../errno/EINVAL.md)',
      '[`mem/write-exec`](../rule/mem/write-exec.md)',
    ]) {
      expect(text).toContain(link);
    }
  });
  it('leads there by the template of a client that needs no command', () => {
    const other = contextOf(new Map(), { links: { page: 'x:/{kind}/{name}' } });
    expect(service.page('mmap', other)?.markdown).toContain('[`munmap`](x:/syscall/munmap)');
  });
  it('has no links for a client that opens no pages', () => {
    expect(service.page('mmap', contextOf())?.markdown).not.toContain('](');
  });
  it('is found by every spelling', () => {
    for (const name of ['mmap', 'mmap64', 'SYS_mmap', '__NR_mmap', 'mmap(2)', 'mmap()']) {
      expect(service.page(name, ctx)?.title, name).toBe('mmap(2)');
    }
  });
  it('repeats none of the faults of the page the project began with', () => {
    const text = page('mmap');
    expect(text).toMatch(/`MAP_STACK`\]\([^)]*\) \| 0x20000 \|[^|]*\| 2\.6\.27/);
    expect(text).toMatch(/`MAP_HUGE_2MB`\]\([^)]*\) \| 0x54000000 \|[^|]*\| 3\.8/);
    expect(text).not.toContain('2.6.32**: MAP_STACK');
    for (const call of ['mprotect', 'pkey_mprotect', 'mmap2', 'shmat']) {
      expect(text).toContain(`SCMP_SYS(${call})`);
    }
    const etxtbsy = /`ETXTBSY`[^\n]*\n((?: {2}- [^\n]*\n?)+)/.exec(text)?.[1] ?? '';
    expect(
      etxtbsy
        .split('\n')
        .filter((l) => l.includes('DENYWRITE') && !l.includes('Not on current kernels')),
    ).toEqual([]);
  });
});

describe('other pages', () => {
  it('show a constant in every argument that takes it, with its values', () => {
    const text = page('MAP_ANONYMOUS');
    expect(text).toContain('**`0x20` on x86_64** · `<sys/mman.h>`');
    expect(text).toMatch(/^\| 0x800 \| .*mips/m);
    expect(text).toContain('Taken by `flags` of [`mmap`]');
    expect(emptySections(text)).toEqual([]);
  });
  it('show an errno with every call that reports it', () => {
    const text = page('EINVAL');
    expect(text).toContain('- [`munmap`](../syscall/munmap.md)');
    expect(emptySections(text)).toEqual([]);
  });
  it('show an errno whose number differs', () => {
    expect(page('ENOSYS')).toMatch(/^\| 89 \| .*mips/m);
  });
  it.each(rules.map((rule) => rule.meta.id))('show the rule %s', (id) => {
    const text = page(id);
    expect(text).toContain(`# ${id}`);
    expect(text).toContain(`// syscall-lens-ignore ${id}: reason`);
    expect(emptySections(text)).toEqual([]);
  });
  it('do not exist for names nobody knows', () => {
    for (const name of ['nope', '', 'constructor', '__proto__', 'SYS_', 'mem/nope']) {
      expect(service.page(name, ctx), name).toBeUndefined();
      expect(service.explain(name, ctx), name).toBeUndefined();
    }
    expect(service.page('mmap', ctx, 'errno')).toBeUndefined();
  });
});

describe('names', () => {
  const names = service.names();
  it('all have a page, a constant of every group among them', () => {
    const firsts = new Set(Object.values(kb.index.groups).map((g) => g.members[0]?.name));
    const without = names
      .filter((n) => n.kind !== 'constant' || firsts.has(n.name))
      .filter((n) => service.page(n.name, ctx, n.kind)?.name !== n.name);
    expect(without).toEqual([]);
  });
  it('hold calls, constants, errnos, structures and rules, sorted, each once', () => {
    expect([...new Set(names.map((n) => n.kind))]).toEqual([
      'syscall',
      'constant',
      'errno',
      'struct',
      'rule',
    ]);
    const keys = names.map((n) => `${n.kind} ${n.name}`);
    expect(new Set(keys).size).toBe(keys.length);
    const calls = names.filter((n) => n.kind === 'syscall').map((n) => n.name);
    expect(calls).toEqual([...calls].sort());
    expect(calls.length).toBeGreaterThan(300);
  });
  it('are suggested for a slip of the fingers', () => {
    expect(service.suggest('mmapp')).toContain('mmap');
    expect(service.suggest('MAP_PRIVAT')).toContain('MAP_PRIVATE');
    expect(service.suggest('write-exec')).toContain('mem/write-exec');
    expect(service.suggest('zzzzzzzzzz')).toEqual([]);
  });
});

describe('explain', () => {
  const KEYS = [
    ...['name', 'group', 'summary', 'description', 'signature', 'headers', 'parameters', 'returns'],
    ...[
      'architectures',
      'since',
      'history',
      'containers',
      'seccomp',
      'strace',
      'security',
      'errors',
    ],
    ...['flags', 'capabilities', 'related', 'tracepoints'],
  ];
  it('has the fixed keys, in their order', () => {
    expect(Object.keys(service.explain('mmap', ctx) ?? {})).toEqual(KEYS);
  });
  it('fills what the page of a call has', () => {
    expect(service.explain('mmap', ctx)).toMatchObject({
      name: 'mmap',
      group: 'Memory',
      headers: ['sys/mman.h'],
      since: '1.0',
      architectures: expect.arrayContaining([
        expect.objectContaining({ arch: 'x86_64', number: 9 }),
      ]) as unknown,
      containers: expect.arrayContaining([
        expect.objectContaining({ runtime: 'docker', status: 'allowed' }),
      ]) as unknown,
      flags: expect.arrayContaining([
        expect.objectContaining({
          group: 'mmap-flags',
          name: 'MAP_FIXED_NOREPLACE',
          value: '0x100000',
          since: '4.17',
        }),
      ]) as unknown,
      tracepoints: expect.arrayContaining(['sys_enter_mmap']) as unknown,
    });
  });
  it('has the values of the architecture', () => {
    const asked = contextOf(new Map([['arch', 'mips']]));
    expect(service.explain('mmap', asked)).toMatchObject({
      flags: expect.arrayContaining([
        expect.objectContaining({ name: 'MAP_ANONYMOUS', value: '0x800' }),
      ]) as unknown,
    });
  });
  it('explains constants, errnos and rules', () => {
    expect(service.explain('MAP_FIXED', ctx)).toMatchObject({ kind: 'constant', value: '0x10' });
    expect(service.explain('EINVAL', ctx)).toMatchObject({ kind: 'errno', number: 22 });
    expect(service.explain('open_how', ctx)).toMatchObject({
      kind: 'struct',
      size: 24,
      fields: [{ name: 'flags', group: 'open-flags' }, { name: 'mode' }, { name: 'resolve' }],
      calls: [{ call: 'openat2', parameter: 'how' }],
    });
    expect(service.explain('struct stat', ctx)).toMatchObject({ kind: 'struct', name: 'stat' });
    expect(service.explain('SIGKILL', ctx)).toMatchObject({
      value: '9',
      signal: { action: 'terminate', fixed: true },
    });
    expect(service.explain('CAP_SYS_ADMIN', ctx)).toMatchObject({
      value: '21',
      lookedAtBy: expect.arrayContaining([expect.objectContaining({ call: 'mount' })]) as unknown,
    });
    expect(service.explain('SO_REUSEPORT', ctx)).toMatchObject({
      groups: [
        {
          since: '3.9',
          calls: expect.arrayContaining([
            { call: 'setsockopt', parameter: 'optname', when: { level: ['SOL_SOCKET'] } },
          ]) as unknown,
        },
      ],
    });
  });
  it('says of a call without a page what its arguments take, by case too', () => {
    const data = service.explain('fcntl', ctx);
    expect(data).toMatchObject({
      parameters: [
        { name: 'fd', kind: 'fd' },
        { name: 'op', group: 'fcntl-op' },
        { name: 'arg', cases: expect.arrayContaining([expect.anything()]) as unknown },
      ],
      flags: expect.arrayContaining([
        expect.objectContaining({
          group: 'fcntl-status-flags',
          name: 'O_NONBLOCK',
          value: '0x800',
        }),
      ]) as unknown,
      capabilities: expect.arrayContaining([
        expect.objectContaining({ name: 'CAP_LEASE' }),
      ]) as unknown,
      tracepoints: ['sys_enter_fcntl'],
      related: [],
    });
    const flags = service.explain('openat2', ctx);
    expect(flags).toMatchObject({
      flags: expect.arrayContaining([
        expect.objectContaining({ group: 'openat2-resolve', name: 'RESOLVE_BENEATH' }),
      ]) as unknown,
    });
  });
  it('gives those pages the same in words', () => {
    expect(page('fcntl')).toContain('when op is F_SETFL: `int flags`');
    expect(page('open_how')).toContain('struct open_how {\n    __u64 flags;');
    expect(page('SIGKILL')).toContain('neither caught, blocked nor ignored');
    expect(page('CAP_SYS_ADMIN')).toMatch(/## Calls that look at it\n[^#]*syscall\/mount\.md/);
    expect(page('EINVAL')).toContain('Named for: ');
    expect(service.explain('mem/write-exec', ctx)).toMatchObject({
      kind: 'rule',
      severity: 'warning',
    });
  });
  it('is plain JSON for everything that has a name', () => {
    for (const { name, kind } of service.names()) {
      const data = service.explain(name, ctx, kind);
      expect(JSON.parse(JSON.stringify(data)), name).toEqual(data);
    }
  });
});
