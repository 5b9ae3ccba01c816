/** Every rule, sorted by id: one line for each, nothing else. */
import { argLogicalOp } from './arg-logical-op.ts';
import { argWrongFlagFamily } from './arg-wrong-flag-family.ts';
import { lintUnusedSuppression } from './lint-unused-suppression.ts';
import { memAnonFd } from './mem-anon-fd.ts';
import { memAnonOffset } from './mem-anon-offset.ts';
import { memFixedClobber } from './mem-fixed-clobber.ts';
import { memFixedNull } from './mem-fixed-null.ts';
import { memMapSyncWithoutValidate } from './mem-map-sync-without-validate.ts';
import { memMapTypeBoth } from './mem-map-type-both.ts';
import { memMapTypeMissing } from './mem-map-type-missing.ts';
import { memMissingAnonymous } from './mem-missing-anonymous.ts';
import { memMmapNullCheck } from './mem-mmap-null-check.ts';
import { memObsoleteMapFlag } from './mem-obsolete-map-flag.ts';
import { memOffsetUnaligned } from './mem-offset-unaligned.ts';
import { memWriteExec } from './mem-write-exec.ts';
import { memZeroLength } from './mem-zero-length.ts';
import { portMagicFlags } from './port-magic-flags.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  argLogicalOp,
  argWrongFlagFamily,
  lintUnusedSuppression,
  memAnonFd,
  memAnonOffset,
  memFixedClobber,
  memFixedNull,
  memMapSyncWithoutValidate,
  memMapTypeBoth,
  memMapTypeMissing,
  memMissingAnonymous,
  memMmapNullCheck,
  memObsoleteMapFlag,
  memOffsetUnaligned,
  memWriteExec,
  memZeroLength,
  portMagicFlags,
];
