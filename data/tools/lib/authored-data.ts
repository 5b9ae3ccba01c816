/** Everything that people write under `data/`, parsed. Pure: texts in, parsed files out. */
import type { AuthoredArgmap, AuthoredStruct } from './argument.types.ts';
import type { AuthoredCall, AuthoredErrnos, AuthoredFlagSet } from './authored.types.ts';
import type {
  AuthoredCapabilities,
  AuthoredDistributions,
  AuthoredLibcCalls,
  AuthoredSignals,
} from './platform.types.ts';
import { parseAuthored, type AuthoredFile } from './authored-file.ts';
import { compareText } from './problem.ts';

export interface AuthoredData {
  readonly calls: readonly AuthoredFile<AuthoredCall>[];
  readonly flagSets: readonly AuthoredFile<AuthoredFlagSet>[];
  /** `data/argmap/<area>.yaml`: what the arguments of calls without a page take. */
  readonly argmaps: readonly AuthoredFile<AuthoredArgmap>[];
  readonly structs: readonly AuthoredFile<AuthoredStruct>[];
  /** `data/errno.yaml`; `undefined` when the file is missing. */
  readonly errnos: AuthoredFile<AuthoredErrnos> | undefined;
  /** What surrounds the calls; a file that is missing is `undefined`. */
  readonly platform: AuthoredPlatform;
  /** Check id → its accepted exceptions, from `data/exceptions/<check>.txt`. */
  readonly exceptions: ReadonlyMap<string, readonly Exception[]>;
  /** Files that no reader of the data will ever open: wrong folder or wrong ending. */
  readonly strays: readonly string[];
}

/** `data/libc-calls.yaml`, `data/distributions.yaml`, `data/signals.yaml`, `data/capabilities.yaml`. */
export interface AuthoredPlatform {
  readonly libcCalls?: AuthoredFile<AuthoredLibcCalls>;
  readonly distributions?: AuthoredFile<AuthoredDistributions>;
  readonly signals?: AuthoredFile<AuthoredSignals>;
  readonly capabilities?: AuthoredFile<AuthoredCapabilities>;
}

/** One line of a file in `data/exceptions`: blank lines and `#` comments left out. */
export interface Exception {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const CALL = /^data\/syscalls\/[a-z0-9-]+\/[^/]+\.yaml$/;
const FLAG_SET = /^data\/flag-sets\/[^/]+\.yaml$/;
const ARGMAP = /^data\/argmap\/[^/]+\.yaml$/;
const STRUCT = /^data\/structs\/[^/]+\.yaml$/;
const PLATFORM: Readonly<Record<string, keyof AuthoredPlatform>> = {
  'data/libc-calls.yaml': 'libcCalls',
  'data/distributions.yaml': 'distributions',
  'data/signals.yaml': 'signals',
  'data/capabilities.yaml': 'capabilities',
};
const EXCEPTIONS = /^data\/exceptions\/([a-z-]+)\.txt$/;

/** Sorts `path → text` (paths from the root of the repository) into the kinds of authored file. */
export function sortAuthored(texts: ReadonlyMap<string, string>): AuthoredData {
  const calls: AuthoredFile<AuthoredCall>[] = [];
  const flagSets: AuthoredFile<AuthoredFlagSet>[] = [];
  const argmaps: AuthoredFile<AuthoredArgmap>[] = [];
  const structs: AuthoredFile<AuthoredStruct>[] = [];
  const exceptions = new Map<string, readonly Exception[]>();
  const strays: string[] = [];
  const platform: Record<string, AuthoredFile> = {};
  let errnos: AuthoredFile<AuthoredErrnos> | undefined;
  for (const path of [...texts.keys()].sort(compareText)) {
    const text = texts.get(path) ?? '';
    const about = PLATFORM[path];
    const listed = EXCEPTIONS.exec(path)?.[1];
    if (CALL.test(path)) calls.push(parseAuthored(path, text));
    else if (FLAG_SET.test(path)) flagSets.push(parseAuthored(path, text));
    else if (ARGMAP.test(path)) argmaps.push(parseAuthored(path, text));
    else if (STRUCT.test(path)) structs.push(parseAuthored(path, text));
    else if (path === 'data/errno.yaml') errnos = parseAuthored(path, text);
    else if (about !== undefined) platform[about] = parseAuthored(path, text);
    else if (listed !== undefined) exceptions.set(listed, readExceptions(path, text));
    else strays.push(path);
  }
  return { calls, flagSets, argmaps, structs, errnos, platform, exceptions, strays };
}

function readExceptions(file: string, text: string): Exception[] {
  const found: Exception[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/#.*/, '').trim();
    if (line !== '') found.push({ file, line: index + 1, text: line });
  });
  return found;
}
