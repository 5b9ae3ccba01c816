/** Check: a file is named after what it describes and stands in the folder of its group. */
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const fileName: Check = {
  id: 'file-name',
  promise:
    'A file is named after its call or set, in the folder of its group, and each name occurs once.',
  *run({ data }) {
    const seen = new Map<string, string>();
    for (const file of data.calls) {
      const { name, group, aliases } = file.value ?? {};
      if (typeof name !== 'string' || typeof group !== 'string') continue;
      const wanted = `data/syscalls/${folderOf(group)}/${name}.yaml`;
      if (file.path !== wanted)
        yield problem(file.path, file.lineOf(['name']), `move it to ${wanted}`);
      for (const spelling of [name, ...(aliases ?? [])]) {
        const other = seen.get(spelling);
        if (other !== undefined) {
          yield problem(
            file.path,
            file.lineOf(['name']),
            `${spelling} is already described in ${other}`,
          );
        }
        seen.set(spelling, file.path);
      }
    }
    for (const file of data.structs) {
      const wanted = `data/structs/${String(file.value?.name)}.yaml`;
      if (file.value !== undefined && file.path !== wanted) {
        yield problem(file.path, file.lineOf(['name']), `move it to ${wanted}`);
      }
    }
    for (const file of data.flagSets) {
      const wanted = `data/flag-sets/${String(file.value?.id)}.yaml`;
      if (file.value !== undefined && file.path !== wanted) {
        yield problem(file.path, file.lineOf(['id']), `move it to ${wanted}`);
      }
    }
  },
};

/** Folder of a group: `Memory` → `memory`, `Process control` → `process-control`. */
export function folderOf(group: string): string {
  return group.toLowerCase().replaceAll(' ', '-');
}

function problem(file: string, line: number, message: string): Problem {
  return { file, line, check: 'file-name', message };
}
