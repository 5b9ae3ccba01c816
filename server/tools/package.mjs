/** `npm run package`: packs the VSIX for the Marketplace and Open VSX into `out/`. */
import { importTool, withProject } from './setup/project.mjs';

await withProject(async () => {
  const { packVsix } = await importTool('server/tools/setup/vsix.ts');
  await packVsix();
});
