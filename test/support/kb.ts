/** The real knowledge base for tests: compiled in memory from the committed files, once per process. */
import { compileKb, readCompileInputs, type CompiledKb } from '../../data/tools/compile.ts';
import { createKb, type Kb } from '../../server/src/core/kb/kb.ts';

let compiled: CompiledKb | undefined;
let kb: Kb | undefined;

/** Index and pages as `npm run build` ships them, before packing. */
export function compiledKb(): CompiledKb {
  return (compiled ??= compileKb(readCompileInputs()));
}

/** Lookups over the real knowledge base. */
export function testKb(): Kb {
  return (kb ??= createKb(compiledKb().index, () => compiledKb().pages));
}
