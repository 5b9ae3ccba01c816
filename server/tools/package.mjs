/** `npm run package`: builds and packs the VSIX for the Marketplace and Open VSX into `out/`. */
import { build, importTool, install, requireNode } from './setup/project.mjs';

try {
  requireNode();
  await install();
  await build();
  const { packVsix } = await importTool('server/tools/setup/vsix.ts');
  await packVsix();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
