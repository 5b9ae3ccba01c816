/** Check: `data/capabilities.yaml` names calls and capabilities that exist, and says the same as the page of a call. */
import type { Problem } from '../lib/problem.ts';
import type { Check } from './check.ts';

export const capabilities: Check = {
  id: 'capabilities',
  promise:
    'Capabilities and calls exist, and a page says the same as the list for calls without one.',
  *run({ data, facts }) {
    const file = data.platform.capabilities;
    if (file?.value === undefined) return;
    const calls = new Set(facts.numbers.records.map((record) => record.name));
    const constants = new Set(facts.constants.records.map((record) => record.name));
    const pages = new Map(
      data.calls.flatMap(({ value }) => (value === undefined ? [] : [[value.name, value]])),
    );
    const problem = (at: readonly (string | number)[], message: string): Problem => ({
      file: file.path,
      line: file.lineOf(at),
      check: 'capabilities',
      message,
    });
    for (const [call, uses] of Object.entries(file.value)) {
      if (!calls.has(call)) yield problem([call], `no architecture has a call ${call}`);
      for (const [index, { name }] of uses.entries()) {
        if (!constants.has(name)) yield problem([call, index], `${name} is no capability`);
      }
      const page = pages.get(call);
      if (page === undefined) continue;
      const said = new Set(page.capabilities.map(({ name }) => name));
      const listed = new Set(uses.map(({ name }) => name));
      if (said.size === listed.size && [...said].every((name) => listed.has(name))) continue;
      yield problem(
        [call],
        `the page of ${call} names ${[...said].join(', ') || 'no capability'}: delete the list here, or mend one of them`,
      );
    }
  },
};
