/** `raw/asm-clobber`: inline assembly that makes a system call and does not say what that changes. */
import { defineFunctionRule } from './rule.ts';
import type { Finding, Fix, FunctionContext } from './rule.ts';
import { asmStatements, boundRegisters, type Asm } from './support/inline-asm.ts';

export const rawAsmClobber = defineFunctionRule({
  meta: {
    id: 'raw/asm-clobber',
    summary: 'Inline syscall instruction without its clobbers',
    severity: 'error',
    fix: 'safe',
    since: '0.1.0',
    cwe: ['CWE-758'],
    messages: {
      registers:
        'syscall overwrites rcx and r11, and this asm does not say so: add {missing} to its clobbers.',
      memory:
        'The kernel may read and write memory here, and this asm does not say so: add "memory" to its clobbers.',
      narrow:
        'int $0x80 makes a 32-bit call in 64-bit code and cuts pointers to 32 bits: use the syscall instruction.',
    },
    docs: {
      why: `On x86-64 the syscall instruction puts the return address into rcx and the flags into r11. The compiler
reads no assembly: unless both are among the clobbers it may keep a value in one of them, and finds garbage there
afterwards. Without "memory" it may also hold back stores to a buffer that the kernel is about to read.

\`int $0x80\` enters the 32-bit table even from 64-bit code: other numbers, and only the lower half of every
register.`,
      bad: [
        `long close_it(int fd)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(3L), "D"((long)fd) : "memory");
    return r;
}
`,
      ],
      good: [
        `long close_it(int fd)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(3L), "D"((long)fd) : "rcx", "r11", "memory");
    return r;
}
`,
      ],
      limits: `Only asm with operands inside of functions whose constraints show that it is for x86-64, and that does not
end the thread; assembly in macros and files of their own is not read. A missing "memory" alone is a warning, for some calls touch none.`,
      references: ['man:syscall(2)', 'kernel:arch/x86/entry/entry_64.S', 'CWE-758'],
    },
  },
  words: ['asm', '__asm__', '__asm'],
  *inFunction(fn, ctx) {
    const text = ctx.text(fn);
    if (!/syscall|0x80\b/.test(text) || ctx.target.arch !== 'x86_64') return;
    const pinned = boundRegisters(text);
    for (const asm of asmStatements(text, fn.start)) {
      const found = judge(asm, pinned, ctx);
      if (found !== undefined) yield found;
    }
  },
});

const X86 = /^%?(?:r(?:[abcd]x|[sd]i|8|9|1[0-5])|e[abcd]x|e[sd]i)$/;

type Message = 'registers' | 'memory' | 'narrow';

function judge(
  asm: Asm,
  pinned: ReadonlySet<string>,
  ctx: FunctionContext,
): Finding<Message> | undefined {
  const { template, constraints, clobbers, start, end } = asm;
  if (asm.sections === 0 || constraints.length === 0) return undefined;
  // Registers of other machines: xtensa has a syscall instruction and a constraint "a" too.
  if ([...pinned].some((r) => !X86.test(r)) || /\bexit\b|_exit\b/.test(ctx.text(asm)))
    return undefined;
  const wide = pinned.size > 0 || /%%r(?:[abcd]x|[sd]i|\d+)\b/.test(template);
  const span = { start, end };
  if (/\bint\s+\$+(?:0x80|128)\b/.test(template)) {
    const sure = wide || ctx.guards(span).defined.has('__x86_64__');
    return sure ? { message: 'narrow', span, severity: 'warning' } : undefined;
  }
  if (!/(?:^|;|\\n|\\t|\s)syscall(?:$|;|\\n|\\t|\s*$|\s*\\n)/.test(template)) return undefined;
  if (!wide && !constraints.some((c) => /^[=+&]*[aD]$/.test(c))) return undefined;
  const names = (register: string, letter: string): boolean =>
    clobbers.some((c) => c.replace(/^%?[re]?/, '') === register.slice(1)) ||
    pinned.has(register) ||
    (letter !== '' && constraints.some((c) => c.includes(letter)));
  const missing = [names('rcx', 'c') ? '' : '"rcx"', names('r11', '') ? '' : '"r11"'].filter(
    (name) => name !== '',
  );
  if (missing.length > 0) {
    const fixes = [fixOf(asm, missing)];
    return { message: 'registers', data: { missing: missing.join(' and ') }, span, fixes };
  }
  const memory = clobbers.includes('memory') || constraints.some((c) => /[mo]/.test(c));
  if (memory) return undefined;
  return { message: 'memory', span, severity: 'warning', fixes: [fixOf(asm, ['"memory"'])] };
}

/** Adds clobbers, with the colons before them. */
function fixOf(asm: Asm, names: readonly string[]): Fix {
  const colons = ': '.repeat(Math.max(0, 3 - asm.sections));
  const before = asm.clobbers.length > 0 ? ', ' : ` ${colons}`;
  return {
    title: `Add ${names.join(', ')}`,
    safety: 'safe',
    edits: [{ span: { start: asm.last, end: asm.last }, newText: before + names.join(', ') }],
  };
}
