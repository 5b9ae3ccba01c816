/** `npm start [folder or file]`: sets itself up and opens the extension in a real VS Code, on the demo by default. */
import { build, importTool, install, requireNode } from './setup/project.mjs';

try {
  requireNode();
  await install();
  await build();
  const { open } = await importTool('server/tools/setup/open.ts');
  process.exitCode = await open(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
