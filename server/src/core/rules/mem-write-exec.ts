/** `mem/write-exec`: memory that is writable and executable at the same time. */
import type { Argument } from '../c/call-site.ts';
import { mustTerm } from '../c/value.ts';
import type { TextEdit } from '../text/span.ts';
import { defineRule } from './rule.ts';
import type { Fix } from './rule.ts';
import { argumentTaking, isClear, isSet } from './support/arguments.ts';
import { isPlatformBranch } from './support/conditions.ts';
import { withName, withoutName } from './support/flag-edits.ts';

export const memWriteExec = defineRule({
  meta: {
    id: 'mem/write-exec',
    summary: 'Memory that is writable and executable at once',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-693', 'CWE-119'],
    others: ['clang-tidy:clang-analyzer-security.MmapWriteExec'],
    perFile: 'first',
    silencedBy: 'jit',
    messages: {
      both: 'PROT_WRITE with PROT_EXEC lets injected code run: map it writable, fill it, then mprotect() it executable.',
      shm: 'SHM_EXEC without SHM_RDONLY attaches memory that is writable and executable: add SHM_RDONLY.',
    },
    docs: {
      why: `A page that can be written and run is what an attacker who can write memory looks for: the bytes that
were written are code at once. Mapped writable first, filled, and then turned executable with
\`mprotect(p, n, PROT_READ | PROT_EXEC)\`, the page never is both.

Hardened systems refuse such a mapping outright: SELinux without \`execmem\` with EACCES, and since 6.3 a
process under \`PR_SET_MDWE\` (systemd's \`MemoryDenyWriteExecute=\`) with EACCES too.

\`shmat()\` attaches writable unless SHM_RDONLY says otherwise, so SHM_EXEC alone is the same flaw.`,
      bad: [
        `#include <sys/mman.h>

void *trampoline(unsigned long size)
{
    return mmap(0, size, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
`,
      ],
      good: [
        `#include <string.h>
#include <sys/mman.h>

void *trampoline(const void *code, unsigned long size)
{
    void *p = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED)
        return 0;
    memcpy(p, code, size);
    __builtin___clear_cache((char *)p, (char *)p + size);
    if (mprotect(p, size, PROT_READ | PROT_EXEC) != 0) {
        munmap(p, size);
        return 0;
    }
    return p;
}
`,
      ],
      limits: `A JIT that patches code while other threads run it may need this. Say so once, with a comment
\`/* syscall-lens: jit */\` anywhere in the file. Reported is the first place of a file; the others are listed
with it. Silent when the bits come from a parameter or a struct; a hint in a branch of \`#if\`.`,
      references: [
        'man:mmap(2)',
        'man:mprotect(2)',
        'kernel:mm/vma.c',
        'kernel:ipc/shm.c',
        'CWE-693',
        'CWE-119',
      ],
    },
  },
  on: ['mmap', 'mmap2', 'mprotect', 'pkey_mprotect', 'shmat'],
  *check(call, ctx) {
    const shm = call.name === 'shmat';
    const exec = shm ? 'SHM_EXEC' : 'PROT_EXEC';
    const arg = argumentTaking(call, exec, ctx);
    if (arg === undefined) return;
    const value = ctx.value(arg.expr);
    const writable = shm ? isClear(value, 'SHM_RDONLY', ctx) : isSet(value, 'PROT_WRITE', ctx);
    if (!writable || !isSet(value, exec, ctx)) return;
    const hint = isPlatformBranch(ctx.conditions(call));
    yield {
      message: shm ? 'shm' : 'both',
      span: mustTerm(value, exec)?.span ?? arg,
      ...(hint ? { severity: 'hint' as const } : {}),
      fixes: shm ? fixShm(arg) : fixProt(call.name, arg),
    };
  },
});

/** For mprotect() the flip to executable is usually what was meant: drop PROT_WRITE first. */
function fixProt(call: string, arg: Argument): Fix[] {
  const names = call === 'mmap' || call === 'mmap2' ? ['PROT_EXEC'] : ['PROT_WRITE', 'PROT_EXEC'];
  return names.flatMap((name) => {
    const edit = withoutName(arg.expr, name, 'PROT_NONE') ?? spelledOut(arg, name);
    return edit ? [{ title: `Drop ${name}`, safety: 'unsafe' as const, edits: [edit] }] : [];
  });
}

/** A literal 7 written out without one of its bits. */
function spelledOut(arg: Argument, name: string): TextEdit | undefined {
  if (arg.expr.kind !== 'number' || arg.expr.value !== 7n) return undefined;
  const rest = ['PROT_READ', 'PROT_WRITE', 'PROT_EXEC'].filter((n) => n !== name);
  return { span: arg, newText: rest.join(' | ') };
}

function fixShm(arg: Argument): Fix[] {
  return [{ title: 'Add SHM_RDONLY', safety: 'unsafe', edits: withName(arg.expr, 'SHM_RDONLY') }];
}
