/** Shapes of the two shipped knowledge files: the hot index and the cold pages. */

/** A number that may exceed 2^53: a JSON number, or a `0x…` string. */
export type KbInt = number | string;

/** `kb-index.json`: what every request may need; small and parsed at start. */
export interface KbIndex {
  readonly formatVersion: 1;
  /** Kernel release the facts were read from, as `"7.2"`. */
  readonly kernel: string;
  /** First 16 hex digits of the SHA-256 of everything that went in. */
  readonly hash: string;
  readonly arches: readonly ArchInfo[];
  /** Calls by kernel name. */
  readonly calls: Readonly<Record<string, CallInfo>>;
  /** Other spellings of a call → its kernel name (`mmap64` → `mmap`). */
  readonly aliases: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, FlagGroup>>;
  readonly constants: Readonly<Record<string, ConstantInfo>>;
  readonly errnos: Readonly<Record<string, ErrnoInfo>>;
}

export interface ArchInfo {
  /** Canonical name: x86_64, aarch64, … */
  readonly name: string;
  readonly aliases: readonly string[];
  readonly bits: 32 | 64;
  /** AUDIT_ARCH_* value. */
  readonly audit?: number;
}

export interface CallInfo {
  readonly name: string;
  /** Group as shown: "Memory", "Files", … */
  readonly group: string;
  /** At most 100 characters, no final full stop. */
  readonly summary: string;
  /** C parameters of the libc function, or of the raw call where libc has none. */
  readonly params: readonly ParamInfo[];
  readonly ret: string;
  readonly headers: readonly string[];
  /** Parameters in kernel order where they differ from `params` (used for `syscall(SYS_x, …)`). */
  readonly raw?: readonly ParamInfo[];
  /** libc wrappers: first glibc release (`"2.27"`, `"yes"` when older than its symbol versions tell), musl. */
  readonly libc: { readonly glibc?: string; readonly musl?: boolean };
  /** What the C function returns on failure. */
  readonly fails: 'MAP_FAILED' | '-1' | '(void *)-1' | 'none';
  /** Number per architecture, ABI base included; an absent architecture does not have the call. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly since: Since;
  readonly errors: readonly string[];
  readonly containers: Readonly<Record<'docker' | 'podman', ContainerStatus>>;
  /** True when the cold file has authored prose for it. */
  readonly page: boolean;
}

export interface Since {
  readonly version: string;
  /** `exact`: this release; `series`: some release of this series; `atOrBefore`: no later than this. */
  readonly precision: 'exact' | 'series' | 'atOrBefore';
}

export interface ContainerStatus {
  readonly status: 'allowed' | 'conditional' | 'blocked';
  /** errno a refused call returns. */
  readonly errno?: string;
  /** In words, as in "only with CAP_SYS_PTRACE, or kernel ≥ 4.8". */
  readonly conditions?: readonly string[];
}

export interface ParamInfo {
  readonly name: string;
  readonly type: string;
  /** Flag group this argument takes. */
  readonly group?: string;
  /** What kind of value it is; features and generic rules read it. */
  readonly kind: ParamKind;
}
export type ParamKind =
  | 'address'
  | 'length'
  | 'offset'
  | 'fd'
  | 'flags'
  | 'enum'
  | 'mode'
  | 'pid'
  | 'pointer'
  | 'path'
  | 'string'
  | 'number'
  | 'id';

export interface FlagGroup {
  readonly id: string;
  /** As in "mmap flags". */
  readonly title: string;
  readonly kind: 'mask' | 'enum' | 'mask+fields';
  /** Prefixes of its names (`MAP_`), for filtering and for spotting foreign families. */
  readonly prefixes: readonly string[];
  readonly header: string;
  readonly fields?: readonly FlagField[];
  readonly members: readonly FlagMember[];
}
/** A run of bits inside a mask that holds one of several values, not flags. */
export interface FlagField {
  readonly name: string;
  /** Bits of the field. */
  readonly mask: KbInt;
  /** Set when the field holds a number shifted left by this many bits (MAP_HUGE_SHIFT). */
  readonly shift?: number;
  /** How a number without a name is written: `"{n} << MAP_HUGE_SHIFT"`. */
  readonly unnamed?: string;
  /** Must one member of the field be present for the call to succeed? */
  readonly required?: boolean;
}
export interface FlagMember {
  readonly name: string;
  /** Name of the field it is a value of; absent: a flag of its own. */
  readonly field?: string;
  /** Kernel release it arrived in. */
  readonly since?: string;
  /** Accepted and without effect, kept only for old programs, or another spelling. */
  readonly status?: 'ignored' | 'deprecated' | 'alias';
  readonly aliasOf?: string;
  readonly excludes?: readonly string[];
  readonly requires?: readonly string[];
  /** Architectures that have it, where not all do. */
  readonly arches?: readonly string[];
  /** Parameters-of-calls where it is valid, when not in all that take the group (`"mprotect"`). */
  readonly calls?: readonly string[];
}

export interface ConstantInfo {
  /** Value on most architectures; absent where only `arches` have it. */
  readonly value?: KbInt;
  /** Architectures whose value differs. */
  readonly differs?: Readonly<Record<string, KbInt>>;
  /** Architectures that lack it although it has a common value. */
  readonly absent?: readonly string[];
  /** Groups it belongs to. */
  readonly groups: readonly string[];
  /** Header a C program includes for it. */
  readonly header?: string;
}

export interface ErrnoInfo {
  readonly number: number;
  readonly differs?: Readonly<Record<string, number>>;
  /** The usual spelling, when this is a second name of the same number (EWOULDBLOCK of EAGAIN). */
  readonly aliasOf?: string;
  /** One sentence, ≤ 120 characters. */
  readonly meaning: string;
}

/** `kb-pages.json`: what only a hover or a page needs. */
export interface KbPages {
  readonly formatVersion: 1;
  readonly hash: string;
  readonly calls: Readonly<Record<string, CallPage>>;
  /** Group id → constant name → prose. */
  readonly flags: Readonly<Record<string, Readonly<Record<string, FlagProse>>>>;
  readonly errnos: Readonly<Record<string, ErrnoProse>>;
}
export interface CallPage {
  /** Section of the manual, as in mmap(2). */
  readonly section: string;
  /** Markdown paragraphs. */
  readonly description: string;
  /** C declarations as shown. */
  readonly signatures: readonly Signature[];
  readonly params: readonly ParamProse[];
  readonly returns: string;
  readonly architectures: readonly ArchRow[];
  /** A remark under the architecture table. */
  readonly architecturesNote?: string;
  readonly history: readonly HistoryLine[];
  readonly containers: readonly ContainerRow[];
  readonly containersNote: string;
  readonly seccomp: { readonly note: string; readonly libseccomp: string };
  readonly strace: { readonly command: string; readonly output: string; readonly note: string };
  readonly security: string;
  readonly observability: string;
  readonly tracepoints: readonly string[];
  readonly errors: readonly ErrorConditions[];
  readonly flagGroups: readonly FlagGroupUse[];
  readonly capabilities: readonly { readonly name: string; readonly why: string }[];
  /** What bites in practice, one idea each. The first one is the warning shown in the hover. */
  readonly pitfalls: readonly string[];
  /** LSP snippet with the error check, completion inserts it. */
  readonly snippet: string;
  readonly related: readonly { readonly name: string; readonly why: string }[];
  readonly sources: readonly string[];
}
export interface Signature {
  readonly kind: 'libc' | 'kernel';
  readonly headers: readonly string[];
  readonly text: string;
}
export interface ParamProse {
  readonly name: string;
  /** One or two sentences. */
  readonly meaning: string;
  readonly unit?: string;
  readonly range?: string;
}
export interface ArchRow {
  readonly arch: string;
  /** Absent: the architecture has no such call. */
  readonly number?: number;
  /** ABI column of the kernel's table (`common`, `64`, `i386`, …). */
  readonly abi?: string;
  readonly entryPoint?: string;
  readonly note?: string;
}
export interface HistoryLine {
  readonly version: string;
  readonly text: string;
  readonly source: string;
}
export interface ContainerRow {
  readonly runtime: 'docker' | 'podman';
  /** Version the profile was read from, or the range of releases the line is true for. */
  readonly profileVersion: string;
  readonly status: 'allowed' | 'conditional' | 'blocked';
  readonly conditions: readonly string[];
  readonly errno?: string;
}
export interface ErrorConditions {
  readonly name: string;
  readonly conditions: readonly ErrorCondition[];
}
export interface ErrorCondition {
  readonly text: string;
  /** No current kernel returns it; the text says until when. */
  readonly historical?: boolean;
  readonly since?: string;
}
export interface FlagGroupUse {
  readonly group: string;
  readonly param: string;
}
export interface FlagProse {
  /** What it does, ≤ 160 characters. */
  readonly summary: string;
  /** What could hurt and what to do, ≤ 160 characters. */
  readonly warning?: string;
  /** What older kernels do with it ("older kernels take it as a hint: compare the result"). */
  readonly sinceNote?: string;
}
export interface ErrnoProse {
  /** One or two sentences more than the meaning: what it usually tells, what to look at. */
  readonly advice: string;
}
