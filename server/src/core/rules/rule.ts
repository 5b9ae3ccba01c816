/** What a rule is: metadata with prose and examples, and a pure generator of findings. Types only. */
import type { CallFacts } from '../c/facts.ts';
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
  /** When not to use it, and what it deliberately does not see. */
  readonly limits: string;
  /** `man:mmap(2)`, `kernel:mm/mmap.c`, `CWE-119`, `CERT:…`. */
  readonly references: readonly string[];
}

export interface Finding<M extends string = string> {
  readonly message: M;
  /** Placeholder values. */
  readonly data?: Readonly<Record<string, string>>;
  /** Where, relative to the call's unit. */
  readonly span: Span;
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
}

export interface Rule<M extends string = string> {
  readonly meta: RuleMeta<M>;
  /** Kernel names of the calls that wake it; `'*'`: every call that takes flags or an enumeration. A file that
   * never uses them pays nothing. */
  readonly on: readonly string[] | '*';
  check(call: SyscallCall, ctx: RuleContext): Iterable<Finding<NoInfer<M>>>;
}

/** Gives the type parameter of messages its literal type. */
export function defineRule<const M extends string>(rule: Rule<M>): Rule<M> {
  return rule;
}
