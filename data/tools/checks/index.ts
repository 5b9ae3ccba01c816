/** All checks of the data, in the order in which they report. The schema comes first: the others rely on the shape. */
import { argmapEvidence } from './argmap-evidence.ts';
import { argmap } from './argmap.ts';
import { capabilities } from './capabilities.ts';
import type { Check } from './check.ts';
import { constantsGcc } from './constants-gcc.ts';
import { constantsUapi } from './constants-uapi.ts';
import { constants } from './constants.ts';
import { coverage } from './coverage.ts';
import { described } from './described.ts';
import { errors } from './errors.ts';
import { fileName } from './file-name.ts';
import { keyOrder } from './key-order.ts';
import { lengths } from './lengths.ts';
import { maskMembers } from './mask-members.ts';
import { nearDuplicates } from './near-duplicates.ts';
import { numberChecks } from './number-checks.ts';
import { platform } from './platform.ts';
import { prose } from './prose.ts';
import { related } from './related.ts';
import { schema } from './schema.ts';
import { seccomp } from './seccomp.ts';
import { snippets } from './snippets.ts';
import { sources } from './sources.ts';
import { structFields } from './struct-fields.ts';

export const checks: readonly Check[] = [
  schema,
  fileName,
  keyOrder,
  constants,
  argmap,
  argmapEvidence,
  structFields,
  maskMembers,
  described,
  errors,
  capabilities,
  related,
  sources,
  lengths,
  prose,
  nearDuplicates,
  snippets,
  coverage,
  numberChecks,
  platform,
  constantsGcc,
  constantsUapi,
  seccomp,
];
