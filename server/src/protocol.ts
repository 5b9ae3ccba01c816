/**
 * What client and server say to each other beyond LSP: settings, start-up options and custom requests.
 * Types and method names only; both sides import it, so it may import nothing.
 */

/** Severity of a rule as people write it in settings and in the project file. */
export type SeverityName = 'error' | 'warning' | 'information' | 'hint';

/** What a rule can be set to: `on` keeps the severity the rule ships with. */
export type RuleSetting = SeverityName | 'off' | 'on';

/**
 * Which rules run where nothing is said of them: `recommended` those that ship switched on; `security` and `portability`
 * also those of their subject that ship off; `all` every rule, and findings that are true but harmless.
 */
export type RulePreset = 'recommended' | 'security' | 'portability' | 'all';

/** The machine the code is written for. Absent members are unknown: nothing that depends on them is judged. */
export interface TargetSettings {
  /** Oldest kernel the program must run on, as `"5.10"`. */
  readonly kernel?: string | null;
  /** Preset that fills what is not named: `debian-12`, `rhel-9`, `alpine-3.20`, … */
  readonly distribution?: string | null;
  /** Architecture names of the knowledge base (`x86_64`, `aarch64`, …); the first one gives the values shown. */
  readonly architectures?: readonly string[];
  readonly libc?: 'glibc' | 'musl' | null;
  readonly container?: 'docker' | 'podman' | null;
}

/** `syscallLens.*` as one object; every member is optional on the wire, `settings.ts` fills defaults. */
export interface Settings {
  readonly target: TargetSettings;
  readonly hover: {
    readonly enabled: boolean;
    readonly detail: 'compact' | 'standard' | 'full';
    /** `auto` leaves the signature out when the client reported another C language server. */
    readonly signature: 'auto' | 'always' | 'never';
  };
  readonly completion: { readonly enabled: boolean };
  readonly signatureHelp: { readonly enabled: boolean };
  readonly diagnostics: { readonly enabled: boolean };
  readonly codeActions: { readonly enabled: boolean };
  readonly inlayHints: { readonly enabled: boolean };
  readonly preset: RulePreset;
  /** `lower`: findings in test files are one level less severe; tests call things wrongly on purpose. */
  readonly testFiles: 'lower' | 'same';
  /** Rule id → setting. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Whether files of the workspace that are not open are read for what they define. */
  readonly workspaceIndex: 'on' | 'off';
  /** One switch: leave what clang-tidy also checks (W^X, close-on-exec) to clang-tidy. */
  readonly leaveToClangTidy: boolean;
}

/** `initializationOptions` of the `initialize` request; all optional. */
export interface InitializationOptions {
  /**
   * How the client opens pages: a template in which `{kind}` (`syscall|constant|errno|rule`) and `{name}`
   * (URI-encoded) are replaced. Used for "Full page" links in hovers; absent: no links.
   */
  readonly pageLink?: string;
  /** The same for `codeDescription.href` of diagnostics (`{name}` is the rule id); absent: no codeDescription. */
  readonly ruleLink?: string;
  /** True when clangd or cpptools is active beside us: `hover.signature: auto` then leaves the signature out. */
  readonly otherCServer?: boolean;
  /** First settings, for clients without `workspace/configuration`. */
  readonly settings?: unknown;
  /** Browser worker only: absolute URLs of the files the Node entry reads from disk. */
  readonly assets?: {
    readonly runtimeWasm: string;
    readonly grammarWasm: string;
    readonly grammarCppWasm: string;
    readonly kbIndex: string;
    readonly kbPages: string;
  };
}

/** What a page can be about. */
export type PageKind = 'syscall' | 'constant' | 'errno' | 'struct' | 'rule';

/** `syscallLens/page`: the reference page of a call, flag, errno or rule as Markdown. */
export const pageRequest = 'syscallLens/page';
export interface PageParams {
  readonly name: string;
  readonly kind?: PageKind;
  /** Architecture whose values come first; the target's when absent. */
  readonly arch?: string;
}
export interface PageResult {
  readonly kind: PageKind;
  readonly name: string;
  readonly title: string;
  readonly markdown: string;
}

/** `syscallLens/names`: everything that has a page, for the quick pick. */
export const namesRequest = 'syscallLens/names';
export interface NameEntry {
  readonly kind: PageKind;
  readonly name: string;
  readonly detail: string;
}

/** `syscallLens/status`: what the language status item shows. */
export const statusRequest = 'syscallLens/status';
export interface StatusResult {
  /** For example `Linux ≥ 5.10 · x86_64 · glibc · docker`, or `no target set`. */
  readonly target: string;
  /** For example `Linux 7.2 data, 1a2b3c4d`. */
  readonly data: string;
}
/** Sent by the server when the status may have changed (settings, project file). */
export const statusChangedNotification = 'syscallLens/statusChanged';
