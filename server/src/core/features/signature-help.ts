/** Signature help: the parameters of the system call around the cursor, and what the current one means. */
import { cursorAt } from '../c/cursor.ts';
import type { CursorCall } from '../c/cursor-call.ts';
import { paramsOf, type EffectiveParam } from '../kb/cases.ts';
import type { CallInfo, CallPage } from '../kb/kb.types.ts';
import { code, prose } from '../text/markdown.ts';
import type { SignatureHelp, SignatureParameter } from './answers.ts';
import type { FeatureContext, PositionFeature } from './feature.ts';
import { declaredParams, failureText, isFunction, signatureText } from './support/call-text.ts';
import { usualNames } from './support/group-use.ts';

export const signatureHelp: PositionFeature<SignatureHelp> = {
  at(file, offset, ctx) {
    if (!ctx.settings.signatureHelp.enabled) return undefined;
    const { call, quiet } = cursorAt(file, offset, ctx.kb);
    if (call === undefined || quiet) return undefined;
    const { info, via, wrapper } = call;
    // Another function of that name, or one of the program's own.
    if (via === 'libc' && !info.page && !isFunction(info)) return undefined;
    const written = via === 'libc' && wrapper === undefined;
    const spelled = written ? file.slice(call.nameSpan.start, call.nameSpan.end) : info.name;
    const shown = shownParams(call);
    const { label, params } = signatureText(info, via, spelled, shown);
    const page = ctx.kb.page(info.name);
    const parameters = params.map((span, i): SignatureParameter => {
      const param = shown[via === 'raw' ? i - 1 : i];
      const documentation =
        param === undefined ? numberText(info, ctx) : paramText(param, page, ctx);
      return { span, documentation };
    });
    const active = via === 'raw' ? call.index + 1 : call.index;
    return {
      label,
      documentation: documentation(call),
      parameters,
      ...(active < parameters.length ? { active } : {}),
    };
  },
};

/**
 * The parameters of this call as far as its arguments decide them. What the C function leaves open with `...` is shown
 * where it is decided, what the call ignores only where the cursor is.
 */
function shownParams({ info, via, params, index }: CursorCall): readonly EffectiveParam[] {
  const declared = declaredParams(info, via);
  if (via === 'raw' || declared.at(-1)?.type !== '...') return params;
  const fixed = declared.length - 1;
  const known = paramsOf(info, via);
  const last = params.findLastIndex(
    (param, i) =>
      i >= fixed &&
      known[i]?.cases !== undefined &&
      param.undecided !== true &&
      (param.ignored !== true || i === index),
  );
  return last < 0 ? declared : params.slice(0, last + 1);
}

function documentation({ info, via, wrapper }: CursorCall): string {
  const failure = failureText(info, via);
  // How the wrapper fails is its own affair.
  const fails = failure === undefined || wrapper !== undefined ? '' : ` ${failure}`;
  const through = wrapper === undefined ? '' : `Called by ${code(`${wrapper}()`)}. `;
  return `${through}${info.summary === '' ? '' : `${prose(info.summary)}.`}${fails}`.trim();
}

function paramText(param: EffectiveParam, page: CallPage | undefined, ctx: FeatureContext): string {
  if (param.ignored === true) return 'Ignored here.';
  const words = page?.params.find((p) => p.name === param.name);
  const parts: string[] = [];
  if (words !== undefined) {
    parts.push(prose(words.meaning));
    const facts = [
      ...(words.unit === undefined ? [] : [`Unit: ${prose(words.unit)}`]),
      ...(words.range === undefined ? [] : [`Range: ${prose(words.range)}`]),
    ];
    if (facts.length > 0) parts.push(facts.join(' · '));
  }
  const names = usualNames(param, ctx.kb, ctx.target.arch);
  if (names !== '') parts.push(names);
  return parts.join('\n\n');
}

function numberText(info: CallInfo, ctx: FeatureContext): string {
  const number = ctx.kb.number(info.name, ctx.target.arch);
  return number === undefined
    ? `There is no ${code(info.name)} on ${ctx.target.arch}.`
    : `Number ${number.toString()} on ${ctx.target.arch}.`;
}
