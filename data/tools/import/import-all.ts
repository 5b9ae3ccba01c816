/** Runs every step whose inputs are at hand and keeps the committed tables of the others. Pure: readers in, tables out. */
import { TABLES, type Facts, type FactTables, type Input } from '../lib/facts.ts';
import type { Inputs, Step } from './step.ts';
import { steps } from './steps/index.ts';

/** New tables; `pins` name the inputs in their headers. */
export function importAll(inputs: Inputs, old: Facts, pins: readonly Input[]): Facts {
  return steps
    .filter((step) => canRun(step, inputs))
    .reduce((facts, step) => ({ ...facts, ...tablesOf(step, inputs, facts, pins) }), old);
}

function canRun({ inputs: needed, needsAll }: Step, inputs: Inputs): boolean {
  const has = (id: keyof Inputs): boolean => inputs[id] !== undefined;
  return needsAll ? needed.every(has) : needed.some(has);
}

function tablesOf(
  step: Step,
  inputs: Inputs,
  facts: Facts,
  pins: readonly Input[],
): Partial<Facts> {
  const read: readonly string[] = step.inputs;
  const named = pins
    .filter((pin) => read.includes(pin.id))
    .map((pin) => `${pin.package} ${pin.version}`);
  const tables = Object.entries(step.run(inputs, facts)).map(([name, records]) => {
    const header = { what: TABLES[name as keyof FactTables], inputs: named };
    return [name, { header, records }] as const;
  });
  return Object.fromEntries(tables);
}
