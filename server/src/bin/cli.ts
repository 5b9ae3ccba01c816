/** The command line in Node. Gives `run` the process's streams and sets the exit code; never ends the process. */
import { stdin, stdout, stderr, argv, cwd } from 'node:process';
import type { Output } from '../cli/io.ts';
import { run } from '../cli/run.ts';
import { createNodePlatform } from '../host/node.ts';

/** A stream whose reader may go away (`| head`): quiet then, and `closed`. */
function output(stream: NodeJS.WriteStream): Output {
  let closed = false;
  stream.on('error', () => {
    closed = true;
  });
  return {
    write: (text) => void (closed || stream.write(text)),
    get closed() {
      return closed;
    },
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

void run(argv.slice(2), {
  stdout: output(stdout),
  stderr: output(stderr),
  stdin: readStdin,
  cwd: cwd(),
  colour: stdout.isTTY && stdout.hasColors(),
  now: () => performance.now(),
  platform: createNodePlatform(__dirname),
}).then((code) => {
  process.exitCode = code;
});
