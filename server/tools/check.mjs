/** `npm run check`: types, style, form and generated files, two at a time; says what each of them found. */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const steps = ['lint', 'typecheck', 'format', 'gen -- --check'];

/** Runs one npm script, its output kept together. */
function step(script) {
  return new Promise((done) => {
    const child = spawn(`npm run --silent ${script}`, { shell: true });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('close', (code) => {
      const said = code === 0 ? '' : `\n${output.trimEnd()}`;
      process.stdout.write(`${code === 0 ? 'ok    ' : 'failed'} ${script}${said}\n`);
      done(code === 0);
    });
  });
}

const waiting = [...steps];
const results = [];
async function worker() {
  for (let script = waiting.shift(); script !== undefined; script = waiting.shift()) {
    results.push(await step(script));
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
process.exitCode = results.every(Boolean) ? 0 : 1;
