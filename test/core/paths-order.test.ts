import { describe, expect, it } from 'vitest';
import { namesOf, usePaths } from '../support/paths.ts';

const MAP = 'char *p = mmap(0, 4096, 3, 2, a, 0);';

const open = usePaths();

describe('before and after', () => {
  it.each([
    ['in a row', 'chroot("/x"); chdir("/"); here(0);', 'chdir chroot', 'chroot chdir'],
    ['in one branch', 'if (a) setgroups(0, 0); here(0);', '', 'setgroups'],
    [
      'in both',
      'if (a) setgroups(0, 0); else setgroups(1, 0); here(0);',
      '',
      'setgroups setgroups',
    ],
    ['in the test', 'if (chdir("/") < 0) return 1; here(0);', 'chdir', 'chdir'],
    ['behind &&', 'if (a && chdir("/")) return 1; here(0);', '', 'chdir'],
    ['in front of &&', 'if (chdir("/") && a) return 1; here(0);', 'chdir', 'chdir'],
    ['in a branch that leaves', 'if (a) { close(a); return 1; } here(0);', '', ''],
    ['in a while', 'while (a) close(a--); here(0);', '', 'close'],
    ['in a do', 'do close(a--); while (a); here(0);', 'close', 'close'],
    [
      'in the head of a for',
      'for (close(a); a; sync()) chdir("/"); here(0);',
      'close',
      'close sync chdir',
    ],
    ['jumped over', 'if (a) goto out; close(a); out: here(0);', '', 'close'],
    [
      'in a switch',
      'switch (a) { case 1: close(a); break; default: sync(); } here(0);',
      '',
      'close sync',
    ],
    [
      'fallen through',
      'switch (a) { case 1: close(a); default: sync(); } here(0);',
      'sync',
      'close sync',
    ],
    ['without default', 'switch (a) { case 1: sync(); } here(0);', '', 'sync'],
    ['behind the place', 'here(0); close(a);', '', ''],
    ['an argument of the place', 'here(dup(a));', 'dup', 'dup'],
    ['its sibling', 'g(dup(a), here(0));', '', 'dup'],
    ['around the loop', 'while (a) { here(0); close(a); }', '', 'close'],
    ['#ifdef', '#ifdef X\nclose(a);\n#endif\nhere(0);', '', 'close'],
    ['#ifdef and #else', '#ifdef X\nclose(a);\n#else\nsync();\n#endif\nhere(0);', '', 'close sync'],
    ['statement expression', 'int r = ({ close(a); 1; }); here(r);', 'close', 'close'],
    ['inside assert', 'assert(chdir("/") == 0); here(0);', 'assert chdir', 'assert chdir'],
    ['macro loop', 'FOREACH(i, list) { close(a); } here(0);', 'FOREACH', 'FOREACH close'],
    ['?:', 'a ? close(a) : sync(); here(0);', '', 'close sync'],
  ])('%s', (_title, code, sure, may) => {
    const f = open(code);
    expect(namesOf(f.paths.certainlyBefore(f.here()))).toBe(sure);
    expect(namesOf(f.paths.mayBefore(f.here()))).toBe(may);
  });

  it.each([
    ['in a row', 'here(0); chdir("/"); sync();', 'chdir sync', 'chdir sync'],
    ['a way that returns', 'here(0); if (a) return 1; chdir("/");', '', 'chdir'],
    ['a way that exits', 'here(0); if (a) exit(1); chdir("/");', 'chdir', 'exit chdir'],
    ['both ways', 'here(0); if (a) goto out; sync(); out: close(a);', 'close', 'sync close'],
    ['in a loop', 'here(0); while (a) sync();', '', 'sync'],
    ['after return', 'here(0); return 0; sync();', '', ''],
    ['a loop without end', 'here(0); for (;;) sync();', 'unknown', 'sync'],
    [
      'a macro that may leave',
      'here(0); CHECK_RETURN(a); sync();',
      'CHECK_RETURN',
      'CHECK_RETURN sync',
    ],
  ])('%s', (_title, code, sure, may) => {
    const f = open(code);
    expect(namesOf(f.paths.certainlyAfter(f.here()))).toBe(sure);
    expect(namesOf(f.paths.mayAfter(f.here()))).toBe(may);
  });
});

describe('closed', () => {
  it.each([
    ['closed', 'int d = open(param, 0); close(d); here(d);', 'close'],
    ['opened again', 'int d = open(param, 0); close(d); d = dup(a); here(d);', ''],
    ['set to -1', 'int d = open(param, 0); close(d); d = -1; here(d);', ''],
    ['on one way', 'int d = open(param, 0); if (a) close(d); here(d);', ''],
    [
      'on both ways',
      'int d = open(param, 0); if (a) close(d); else close(d); here(d);',
      'close close',
    ],
    ['on a way that leaves', 'int d = open(param, 0); if (a) { close(d); return 1; } here(d);', ''],
    [
      'the loop opens again',
      'int d = open(param, 0); while (a) { d = open(param, 0); here(d); close(d); }',
      '',
    ],
    ['the loop does not', 'int d = open(param, 0); close(d); while (a) { here(d); }', 'close'],
    ['renewed by dup2', 'int d = open(param, 0); close(d); dup2(a, d); here(d);', ''],
    ['another descriptor', 'int d = open(param, 0); close(a); here(d);', ''],
    ['failing close', 'int d = open(param, 0); if (close(d) < 0) return 1; here(d);', 'close'],
    ['goto out', 'int d = open(param, 0); if (a) goto out; close(d); out: here(d);', ''],
    [
      'fallen through',
      'int d = open(param, 0); switch (a) { case 1: close(d); default: here(d); }',
      '',
    ],
    ['freed', 'char *p = malloc(1); free(p); here(p);', 'free'],
    ['unmapped', `${MAP} munmap(p, 4096); here(p);`, 'munmap'],
    ['a member', 's->d = open(param, 0); close(s->d); here(s->d);', 'close'],
    [
      'a member, with a call between',
      's->d = open(param, 0); close(s->d); reopen(s); here(s->d);',
      '',
    ],
    ['an element', 's->p[0] = a; close(s->p[0]); close(s->p[1]); here(s->p[0]);', 'close'],
    ['an element, made anew', 'close(s->p[0]); pipe(s->p); here(s->p[0]);', ''],
    ['address given away', 'int d = open(param, 0); keep(&d); close(d); change(); here(d);', ''],
    ['by a macro of the program', 'int d = open(param, 0); close(d); REOPEN(d); here(d);', ''],
    ['asm writes it', 'int d = open(param, 0); close(d); asm("" : "=r"(d)); here(d);', ''],
    ['#ifdef', 'int d = open(param, 0);\n#ifdef X\nclose(d);\n#endif\nhere(d);', ''],
  ])('%s', (_title, code, expected) => {
    const f = open(code);
    const closers = f.paths.closedAt(f.arg());
    expect(closers ? namesOf(closers) : '').toBe(expected);
  });

  it.each([
    ['read after close', 'close(a); read(a, param, 1);', 'close', ['read certain']],
    ['twice', 'close(a); close(a);', 'close', ['close certain']],
    ['in a branch', 'if (param) close(a); read(a, param, 1);', 'close', ['read']],
    ['assigned between', 'close(a); a = -1; read(a, param, 1);', 'close', []],
    ['dereferenced', 'free(param); *param = 1;', 'free', ['dereferenced certain']],
    ['followed', 'free(param); param->x = 1;', 'free', ['dereferenced certain']],
    ['indexed', 'free(param); param[1] = 0;', 'free', ['dereferenced certain']],
    ['only compared', 'close(a); if (a == -1) return 1;', 'close', []],
    ['dup2 onto it', 'close(a); dup2(0, a); read(a, param, 1);', 'close', []],
    ['around a loop', 'while (param) { read(a, param, 1); close(a); }', 'close', ['read', 'close']],
  ])('%s', (_title, code, name, expected) => {
    const f = open(code);
    const uses = f.paths.usedAfter(f.call(name)).map((u) => {
      const what = u.call ? f.text.slice(u.call.callee.start, u.call.callee.end) : u.kind;
      return u.certain ? `${what} certain` : what;
    });
    expect(uses).toEqual(expected);
  });
});

describe('the child of a fork', () => {
  it.each([
    ['== 0', 'int p = fork(); if (p == 0) { here(0); }', 'fork'],
    ['!p', 'int p; if (!(p = fork())) here(0);', 'fork'],
    ['directly', 'if (fork() == 0) here(0);', 'fork'],
    ['the parent', 'int p = fork(); if (p == 0) { _exit(0); } here(0);', 'none'],
    ['both', 'int p = fork(); here(0);', 'none'],
    ['switch', 'switch (fork()) { case -1: return 1; case 0: here(0); }', 'fork'],
    ['switch falls through', 'switch (fork()) { case -1: a = 1; case 0: here(0); }', 'none'],
    [
      'parent returned early',
      'int p = fork(); if (p < 0) return 1; if (p > 0) return 0; here(0);',
      'fork',
    ],
    ['p != 0 goes', 'int p = fork(); if (p) return 0; here(0);', 'fork'],
    ['behind a join', 'int p = fork(); if (p == 0) a = 1; here(0);', 'none'],
    ['vfork', 'if (vfork() == 0) { here(0); }', 'vfork'],
    [
      'variable used again in the child',
      'int p = fork(); if (p == 0) { p = getpid(); here(0); }',
      'fork',
    ],
    ['no fork', 'if (a == 0) here(0);', 'none'],
    ['else', 'int p = fork(); if (p > 0) a = 1; else if (p == 0) here(0);', 'fork'],
  ])('%s', (_title, code, expected) => {
    const f = open(code);
    expect(f.paths.inChildOf(f.here())?.name ?? 'none').toBe(expected);
  });
});
