/** What a rule is: metadata with prose and examples, and a pure generator of findings. Types only. */
import type { CallFacts } from '../c/facts.ts';
import type { CallExpr, FunctionIr } from '../c/ir.ts';
import type { PlacedDeclaration } from '../c/mentions.ts';
import type { SourceFile } from '../c/source-file.ts';
import type { ProjectFacts } from '../c/project-facts.ts';
import type { SyscallCall } from '../c/call-site.ts';
import type { Kb } from '../kb/kb.ts';
import type { Span, TextEdit } from '../text/span.ts';
import type { TargetInfo } from '../kb/target-info.ts';
import type { SeverityName } from '../../protocol.ts';

/** How far a fix can be trusted: `safe` is applied by `--fix`, `unsafe` only when asked, `display` is never applied in bulk. */
export type FixSafety = 'safe' | 'unsafe' | 'display';

export interface RuleMeta<M extends string = string> {
  /** Public id `group/name`; the file is named `group-name.ts`. */
  readonly id: string;
  readonly aliases?: readonly string[];
  /** One line for lists, no final full stop. */
  readonly summary: string;
  /** Severity it ships with. */
  readonly severity: SeverityName | 'off';
  /** Whether findings carry a fix, and how far the best one can be trusted. */
  readonly fix?: FixSafety;
  /** Product version that brought it. */
  readonly since: string;
  readonly cwe?: readonly string[];
  /** Checks of clang-tidy and others that see the same flaw; `leaveToClangTidy` turns those with a `clang-tidy:` entry off. */
  readonly others?: readonly string[];
  /** Message id → text with `{placeholders}`, ≤ 120 characters filled: what is wrong and what to do. */
  readonly messages: Readonly<Record<M, string>>;
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  /** `first`: one finding a file, the first one that is not suppressed; the others become its related places. */
  readonly perFile?: 'first';
  /** A comment `syscall-lens: WORD` anywhere in the file turns the rule off there. */
  readonly silencedBy?: string;
  /** Rules whose findings on the same call have the same root cause and are left out. */
  readonly supersedes?: readonly string[];
  readonly docs: RuleDocs;
}
export interface RuleDocs {
  /** Why it matters; Markdown paragraphs. */
  readonly why: string;
  /** Each is a whole C file that gcc compiles; reports exactly one finding of this rule. */
  readonly bad: readonly string[];
  /** Each is a whole C file that gcc compiles; reports none. */
  readonly good: readonly string[];
  /** Target that the examples are read for, in the words of fixtures: `{ kernel: '4.14' }`. Absent: none is set. */
  readonly target?: Readonly<
    Partial<Record<'arch' | 'arches' | 'kernel' | 'libc' | 'container', string>>
  >;
  /** When not to use it, and what it deliberately does not see. */
  readonly limits: string;
  /** `man:mmap(2)`, `kernel:mm/mmap.c`, `CWE-119`, `CERT:…`. */
  readonly references: readonly string[];
}

export interface Finding<M extends string = string> {
  readonly message: M;
  /** Placeholder values. */
  readonly data?: Readonly<Record<string, string>>;
  /** Where, relative to the unit; in the file for a rule about files. */
  readonly span: Span;
  /**
   * The system call it is about, for a rule about functions: where the code expects it to fail, the finding is lower,
   * and another rule's finding on it may have the same root cause. Absent: what `span` holds.
   */
  readonly call?: SyscallCall;
  /** Lower than the rule's own severity, where the surroundings make it less sure. */
  readonly severity?: SeverityName;
  /** Harmless and common: reported only when the settings name the rule. */
  readonly pedantic?: boolean;
  /** Other places of the same unit that explain it. */
  readonly related?: readonly { readonly span: Span; readonly text: string }[];
  readonly fixes?: readonly Fix[];
}
export interface Fix {
  /** As shown in the light bulb: "Use MAP_FIXED_NOREPLACE". */
  readonly title: string;
  readonly safety: FixSafety;
  /** Relative to the call's unit; must not overlap. */
  readonly edits: readonly TextEdit[];
  /** Header to include at the top of the file if it is not yet (`sys/mman.h`). */
  readonly include?: string;
}

/** What a rule may ask. */
export interface RuleContext extends CallFacts {
  readonly kb: Kb;
  readonly target: TargetInfo;
  readonly project: ProjectFacts;
}

/** What a rule may ask about the function it was woken for. */
export interface FunctionContext extends RuleContext {
  /**
   * Calls of library functions and macros of these names in the function, in source order. Only the library's: the
   * file's own functions, members, local variables, syntax errors and `#if 0` are left out.
   */
  library(...names: readonly string[]): readonly CallExpr[];
  /** System calls of the function that may be judged, in source order; those through wrappers are not among them. */
  readonly calls: readonly SyscallCall[];
}

/** What a rule may ask about a whole file. */
export interface FileContext {
  readonly kb: Kb;
  readonly target: TargetInfo;
  readonly project: ProjectFacts;
  readonly file: SourceFile;
  /** File offsets of a word in code, never in comments and literals. */
  places(word: string): readonly number[];
  /** The functions of the file that hold one of the words. */
  functions(...words: readonly string[]): Iterable<FunctionSite>;
  /** The same, where a system call stands near: the others are not even parsed. */
  functionsBesideCalls(...words: readonly string[]): Iterable<FunctionSite>;
  /** Declarations at file level that hold a word. */
  declarations(word: string): Iterable<PlacedDeclaration>;
  /** The only definition of a function of this name in the file. */
  functionNamed(name: string): FunctionSite | undefined;
}

/** A function of a file and what may be asked about it. */
export interface FunctionSite {
  readonly fn: FunctionIr;
  readonly ctx: FunctionContext;
  /** File offset that spans of the function are relative to. */
  readonly base: number;
}

export interface Rule<M extends string = string> {
  readonly meta: RuleMeta<M>;
  /**
   * Kernel names of the calls that wake it; `'*'`: every call that takes flags or an enumeration; a function: the calls
   * it says yes to, for this target. A file that never uses them pays nothing.
   */
  readonly on: readonly string[] | '*' | ((name: string, kb: Kb, target: TargetInfo) => boolean);
  check(call: SyscallCall, ctx: RuleContext): Iterable<Finding<NoInfer<M>>>;
}

/** A rule about a function of the file, whether it makes a system call or not. Spans are relative to its unit. */
export interface FunctionRule<M extends string = string> {
  readonly meta: RuleMeta<M>;
  /**
   * Words of C any of which wakes it: library functions, macros, fields, types. The name of a system call counts where it is
   * called; so does another one that is written with a `(` behind it.
   */
  readonly words: readonly string[];
  /** Words that wake it only beside a system call: errno, its names. */
  readonly beside?: readonly string[];
  inFunction(fn: FunctionIr, ctx: FunctionContext): Iterable<Finding<NoInfer<M>>>;
}

/** A rule about a whole file: objects at file level, handlers, headers. Spans are file offsets. */
export interface FileRule<M extends string = string> {
  readonly meta: RuleMeta<M>;
  /** Words of C any of which wakes it. */
  readonly words: readonly string[];
  inFile(ctx: FileContext): Iterable<Finding<NoInfer<M>>>;
}

export type AnyRule<M extends string = string> = Rule<M> | FunctionRule<M> | FileRule<M>;

/** Gives the type parameter of messages its literal type. */
export function defineRule<const M extends string>(rule: Rule<M>): Rule<M> {
  return rule;
}

/** The same for a rule about a function. */
export function defineFunctionRule<const M extends string>(rule: FunctionRule<M>): FunctionRule<M> {
  return rule;
}

/** The same for a rule about a file. */
export function defineFileRule<const M extends string>(rule: FileRule<M>): FileRule<M> {
  return rule;
}
