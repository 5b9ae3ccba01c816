/** `arg/sizeof-pointer`: the size of a pointer as the length of what it points to. */
import type { SyscallCall } from '../c/call-site.ts';
import { nameOf, uncast, unparen } from '../c/ir.ts';
import type { Variable } from '../c/ir.ts';
import { walk } from '../c/walk.ts';
import { defineRule } from './rule.ts';
import { shownName } from './support/members.ts';

export const argSizeofPointer = defineRule({
  meta: {
    id: 'arg/sizeof-pointer',
    summary: 'The size of a pointer as the length of what it points to',
    severity: 'warning',
    fix: 'unsafe',
    since: '0.1.0',
    cwe: ['CWE-467'],
    others: [
      'clang-tidy:bugprone-sizeof-expression',
      'cppcheck:pointerSize',
      'gcc:-Wsizeof-pointer-memaccess',
    ],
    messages: {
      pointer:
        'sizeof({name}) is the size of a pointer: {call}() gets that many bytes, not those of the buffer.',
      array:
        '{name} is a parameter, so sizeof({name}) is the size of a pointer: pass the length along.',
    },
    docs: {
      why: `sizeof looks at the type, not at the memory behind it: of a pointer it gives 8 (or 4), and an array that is
a parameter is a pointer. \`read(fd, buffer, sizeof(buffer))\` then reads eight bytes, and munmap(p, sizeof(p)) unmaps one
page of however many.`,
      bad: [
        `#include <sys/types.h>
#include <unistd.h>

ssize_t fill(int fd, char buffer[4096])
{
    return read(fd, buffer, sizeof(buffer));
}
`,
        `#include <sys/types.h>
#include <unistd.h>

struct message {
    int kind;
    char text[60];
};

ssize_t say(int fd, const struct message *m)
{
    return write(fd, m, sizeof(m));
}
`,
      ],
      good: [
        `#include <sys/types.h>
#include <unistd.h>

ssize_t fill(int fd, char *buffer, size_t n)
{
    return read(fd, buffer, n);
}
`,
        `#include <sys/types.h>
#include <unistd.h>

ssize_t hand_over(int pipe_end, void *object)
{
    return write(pipe_end, &object, sizeof(object));
}
`,
      ],
      limits: `The variable must be declared in the function, as a pointer or as a parameter with [], and be the buffer
of the same call. Lengths of socket addresses are a case for \`net/sockaddr-len\`.`,
      references: ['man:read(2)', 'man:munmap(2)', 'CWE-467', 'CERT:ARR01-C'],
    },
  },
  on: (name, kb) =>
    !ADDRESSES.has(name) && (kb.call(name)?.params.some((p) => p.kind === 'length') ?? false),
  *check(call) {
    for (const arg of call.args) {
      const size = uncast(arg.expr);
      if (arg.param?.kind !== 'length' || size.kind !== 'sizeof' || !size.operand) continue;
      const name = nameOf(size.operand);
      if (name === undefined || arg.written === false) continue;
      const isBuffer = call.args.some((a) => a !== arg && nameOf(uncast(a.expr)) === name);
      const found = isBuffer ? declared(call, name) : undefined;
      if (found === undefined) continue;
      const stars = (found.variable.type.match(/\*/g) ?? []).length;
      const isArray = found.isParameter && found.variable.type.includes('[');
      // The object behind a pointer to pointers has the same size.
      if (isArray ? stars > 0 : stars !== 1 || found.variable.type.includes('[')) continue;
      const canFix = !isArray && /\bstruct\s+\w+/.test(found.variable.type);
      yield {
        message: isArray ? 'array' : 'pointer',
        data: { name, call: shownName(call) },
        span: arg,
        related: [{ span: found.variable.nameSpan, text: `${name} is a pointer` }],
        fixes: canFix
          ? [
              {
                title: `Write sizeof(*${name})`,
                safety: 'unsafe',
                edits: [{ span: unparen(size.operand), newText: `*${name}` }],
              },
            ]
          : [],
      };
    }
  },
});

/** Calls whose lengths are those of socket addresses. */
const ADDRESSES = new Set(['accept', 'accept4', 'bind', 'connect', 'getpeername', 'getsockname']);

/** The only declaration of a name in the function. */
function declared(
  { fn }: SyscallCall,
  name: string,
): { readonly variable: Variable; readonly isParameter: boolean } | undefined {
  if (fn === undefined) return undefined;
  const all = fn.params
    .filter((p) => p.name === name)
    .map((variable) => ({ variable, isParameter: true }));
  walk(fn.body, (n) => {
    if (n.kind !== 'decl') return;
    for (const variable of n.vars) {
      if (variable.name === name) all.push({ variable, isParameter: false });
    }
  });
  return all.length === 1 ? all[0] : undefined;
}
