/** Writes a call's signature and finds its parts, for hover and signature help. */
import type { EffectiveParam } from '../../kb/cases.ts';
import type { Kb } from '../../kb/kb.ts';
import type { CallInfo, ParamInfo } from '../../kb/kb.types.ts';
import { code } from '../../text/markdown.ts';
import type { Span } from '../../text/span.ts';

/** How a call is written in the code at hand. */
export type Via = 'libc' | 'raw';

/** Parameters as the spelling declares them: the C function's, or the kernel's without the number. */
export function declaredParams(call: CallInfo, via: Via): readonly ParamInfo[] {
  return via === 'raw' ? (call.raw ?? call.params) : call.params;
}

export interface SignatureText {
  readonly label: string;
  /** Places of the parameters in the label; for a raw call the number comes first. */
  readonly params: readonly Span[];
}

/** One line that can be shown and cut into parameters: built from the index, so it always fits the arguments. */
export function signatureText(
  call: CallInfo,
  via: Via,
  spelled = call.name,
  shown: readonly EffectiveParam[] = declaredParams(call, via),
): SignatureText {
  const params = shown.map(declareParam);
  if (via === 'raw') params.unshift(`SYS_${call.name}`);
  const head = via === 'raw' ? 'long syscall(' : `${glue(call.ret)}${spelled}(`;
  let label = head;
  const spans: Span[] = [];
  params.forEach((text, i) => {
    if (i > 0) label += ', ';
    spans.push({ start: label.length, end: label.length + text.length });
    label += text;
  });
  return { label: `${label}${params.length === 0 ? 'void' : ''})`, params: spans };
}

/** The authored declaration where there is one, else the one built from the index. */
export function declaration(kb: Kb, call: CallInfo, via: Via): string {
  const wanted = via === 'raw' ? 'kernel' : 'libc';
  const page = kb.page(call.name);
  const found = page?.signatures.find((s) => s.kind === wanted);
  if (found !== undefined && via === 'libc') return found.text.trim();
  const shown = page === undefined && !isFunction(call) ? 'raw' : via;
  return `${signatureText(call, shown).label};`;
}

/** What a failed call returns in this spelling; `undefined` when it cannot fail. */
export function failureOf(call: CallInfo, via: Via): string | undefined {
  if (call.fails === 'none') return undefined;
  return via === 'raw' ? '-1' : call.fails;
}

/** The same as a sentence. */
export function failureText(call: CallInfo, via: Via): string | undefined {
  const failure = failureOf(call, via);
  if (failure === 'errno') return 'Failure: the error number itself; errno stays as it was.';
  return failure === undefined ? undefined : `Failure: ${code(failure)}, with errno set.`;
}

/**
 * Can a program write the name as a function? Not where no C library has it, nor where none declares it: then only
 * `syscall()` remains, whatever other function bears the name.
 */
export function isFunction(call: CallInfo): boolean {
  const { glibc, musl } = call.libc;
  return (glibc !== undefined || musl === true) && !call.headers.includes('sys/syscall.h');
}

/** A parameter or field as C declares it; one that is ignored says so. */
export function declareParam(param: EffectiveParam): string {
  const text = declareType(param);
  return param.ignored === true ? `${text} /* ignored */` : text;
}

function declareType(param: ParamInfo): string {
  const callback = /^(.*\(\*)(\).*)$/.exec(param.type);
  if (callback !== null) return `${callback[1] ?? ''}${param.name}${callback[2] ?? ''}`;
  const array = /^(.*?)\s*(\[[^\]]*\])$/.exec(param.type);
  if (array !== null) return `${glue(array[1] ?? '')}${param.name}${array[2] ?? ''}`;
  return param.name === '' || param.type === '...'
    ? param.type
    : `${glue(param.type)}${param.name}`;
}

/** A type in front of a name: no space behind a star. */
function glue(type: string): string {
  return type.endsWith('*') ? type : `${type} `;
}
