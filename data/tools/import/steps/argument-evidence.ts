/** What strace and syzkaller say of the values that arguments and fields take. */
import { mergeEvidence, type EvidenceRecord } from '../evidence.ts';
import type { Step } from '../step.ts';
import { importStraceArguments } from '../strace-arguments.ts';
import { importSyzkaller } from '../syzkaller.ts';

export const argumentEvidence: Step = {
  inputs: ['strace', 'syzkaller'],
  needsAll: false,
  run({ strace, syzkaller }, facts) {
    const names = new Set(facts.numbers.records.map((record) => record.name));
    const structs = new Set(facts.structs.records.map((record) => record.name));
    const old = facts['argument-evidence'].records;
    const of = (source: EvidenceRecord['source']): readonly EvidenceRecord[] =>
      old.filter((record) => record.source === source);
    const rows = [
      ...(strace === undefined ? of('strace') : importStraceArguments(names, strace)),
      ...(syzkaller === undefined ? of('syzkaller') : importSyzkaller(names, syzkaller)),
    ];
    // Most structures of syzkaller's are none of a call, or its own invention.
    const ours = rows.filter(({ struct }) => struct === undefined || structs.has(struct));
    return { 'argument-evidence': mergeEvidence(ours) };
  },
};
