/** Which schema each file on what surrounds the calls has. Pure. */
import type { AuthoredData, AuthoredPlatform } from './authored-data.ts';
import type { AuthoredFile } from './authored-file.ts';

/** Schemas by file name without `.schema.json`. */
export const PLATFORM_SCHEMAS: Readonly<Record<keyof AuthoredPlatform, string>> = {
  libcCalls: 'libc-calls',
  distributions: 'distributions',
  signals: 'signals',
  capabilities: 'capabilities',
};

/** The files that are there, each with the name of its schema. */
export function platformFiles({ platform }: AuthoredData): (readonly [AuthoredFile, string])[] {
  const keys = Object.keys(PLATFORM_SCHEMAS) as (keyof AuthoredPlatform)[];
  return keys.flatMap((key): (readonly [AuthoredFile, string])[] => {
    const file = platform[key];
    return file === undefined ? [] : [[file, PLATFORM_SCHEMAS[key]]];
  });
}
