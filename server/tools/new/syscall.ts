/** Scaffold of a system call's page: every key in order, with what the imported facts know filled in. Pure. */
import { stringify } from 'yaml';
import type { Scaffold } from './scaffold.ts';

interface Records<T> {
  readonly records: readonly T[];
}
interface Numbers {
  readonly name: string;
  readonly arches: Readonly<Record<string, { readonly entry?: string }>>;
}
interface Define {
  readonly entry: string;
  readonly params: readonly (readonly [type: string, name: string])[];
}
interface Errors {
  readonly name: string;
  readonly errors: readonly string[];
}

export const newSyscall: Scaffold = (name, read) => {
  const [group = '', call = ''] = name.split('/');
  if (!/^[a-z]+$/.test(group) || !/^[a-z_][a-z0-9_]*$/.test(call)) {
    return {
      problem: `${name}: a page is called group/name with the kernel's name, as memory/mmap`,
    };
  }
  const facts = (file: string): unknown => JSON.parse(read(`data/generated/${file}.json`));
  const numbers = (facts('numbers') as Records<Numbers>).records.find((r) => r.name === call);
  if (numbers === undefined) return { problem: `${call}: no architecture has a call of this name` };
  const entries = Object.values(numbers.arches).map((arch) => arch.entry);
  const define = (facts('defines') as Records<Define>).records.find((r) =>
    entries.includes(r.entry),
  );
  const params = define?.params ?? [];
  const errors =
    (facts('errors') as Records<Errors>).records.find((r) => r.name === call)?.errors ?? [];
  const page = {
    name: call,
    group: group.charAt(0).toUpperCase() + group.slice(1),
    summary: '',
    description: '',
    signatures: [{ kind: 'libc', headers: [], text: '' }],
    params: params.map(([type, param]) => ({ name: param, type, kind: 'number', meaning: '' })),
    fails: '-1',
    returns: '',
    errors: Object.fromEntries(errors.map((e) => [e, [{ text: '', source: '' }]])),
    history: [],
    pitfalls: [],
    security: '',
    observability: '',
    containersNote: '',
    seccomp: { note: '', libseccomp: '', companions: [] },
    strace: { command: '', output: '', note: '' },
    capabilities: [],
    snippet: '',
    related: [],
    sources: [`man:${call}(2)`],
  };
  const path = `data/syscalls/${group}/${call}.yaml`;
  return {
    files: [{ path, text: stringify(page, { lineWidth: 0 }), fresh: true }],
    next: `npm run data:lint tells what ${path} still lacks (server/docs/adding-a-syscall.md)`,
  };
};
