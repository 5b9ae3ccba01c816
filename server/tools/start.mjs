/** `npm start [folder or file]`: sets itself up and opens the extension in a real VS Code, on the demo by default. */
import { importTool, withProject } from './setup/project.mjs';

await withProject(async () => {
  const { open } = await importTool('server/tools/setup/open.ts');
  return open(process.argv[2]);
});
