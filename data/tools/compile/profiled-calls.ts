/** What the container profiles must know of each call: names of parameters, numbers. Pure. */
import type { Facts } from '../lib/facts.ts';
import { paramsOf } from '../lib/prototypes.ts';
import type { ProfiledCalls } from './profiles.ts';

/** Answers from the tables; a call that none has knows nothing. */
export function profiledCalls(facts: Facts): ProfiledCalls {
  const numbers = new Map(
    facts.numbers.records.map(({ name, arches }) => [
      name,
      Object.fromEntries(Object.entries(arches).map(([arch, { number }]) => [arch, number])),
    ]),
  );
  return {
    params: (call) => paramsOf(call, facts)?.map(([, name]) => name) ?? [],
    numbers: (call) => numbers.get(call) ?? {},
  };
}
