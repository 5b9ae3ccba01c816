/** `npm run screenshots`: takes the pictures of the README and the walkthrough anew. */
import { importTool, withProject } from './setup/project.mjs';

await withProject(async () => {
  const { takeScreenshots } = await importTool('test/vscode/screenshots.ts');
  await takeScreenshots();
});
