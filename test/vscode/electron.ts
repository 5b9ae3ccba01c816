/** Runs the suite in desktop VS Code, where one can be downloaded and shown; says why where it cannot. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { editors } from '../../server/tools/setup/pins.ts';
import { cache } from '../../server/tools/setup/fetch.ts';
import { onPath } from '../../server/tools/setup/on-path.ts';
import { root, run } from '../../server/tools/setup/run.mjs';
import { bundleSuite } from './bundle.ts';
import { judge } from './extension-host.ts';
import { messageOf, type Outcome } from './outcome.ts';
import { copyWorkspace } from './workspace.ts';

/** Either what the tests came to, or why desktop VS Code cannot run here. */
export type DesktopResult =
  { readonly outcomes: readonly Outcome[] } | { readonly impossible: string };

/** Runs the suite in the oldest supported desktop VS Code. */
export async function runOnDesktop(): Promise<DesktopResult> {
  if (needsDisplay() && !onPath('xvfb-run'))
    return { impossible: 'there is no display and no xvfb-run' };
  let executable: string;
  try {
    executable = await downloadAndUnzipVSCode({ version: editors.floor.version, cachePath: cache });
  } catch (error) {
    return { impossible: `desktop VS Code could not be downloaded (${messageOf(error)})` };
  }
  const resultFile = join(root, 'out', 'vscode', 'desktop.result.json');
  await rm(resultFile, { force: true });
  const workspace = await copyWorkspace();
  const data = await mkdtemp(join(tmpdir(), 'sl-'));
  try {
    const code = await launch(executable, workspace.folder, data, resultFile);
    const result = await readFile(resultFile, 'utf8').catch(() => undefined);
    // Without a display server or a library it ends before any test: that is the machine, not the product.
    if (result === undefined && !(await starts(executable)))
      return { impossible: `desktop VS Code does not start here (exit ${code})` };
    return { outcomes: judge(code, result) };
  } finally {
    await workspace.remove();
    await rm(data, { recursive: true, force: true });
  }
}

/** Starts the editor with the suite and resolves to its exit code. */
async function launch(
  executable: string,
  folder: string,
  data: string,
  resultFile: string,
): Promise<number> {
  const tests = await bundleSuite('node');
  const env = { SYSCALL_LENS_RESULT: resultFile };
  const arguments_ = [
    folder,
    '--disable-extensions',
    '--disable-workspace-trust',
    `--user-data-dir=${data}`,
  ];
  if (!needsDisplay()) {
    return runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: tests,
      extensionTestsEnv: env,
      launchArgs: arguments_,
    }).catch(() => 1);
  }
  const args = [
    ...['-a', executable, ...arguments_, '--no-sandbox', '--disable-gpu'],
    ...[`--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${tests}`],
  ];
  return run('xvfb-run', args, { env: { ...process.env, ...env } });
}

/** Whether the program itself can be loaded: `--version` needs every library but no display. */
async function starts(executable: string): Promise<boolean> {
  return (await run(executable, ['--version', '--no-sandbox'], { stdio: 'ignore' })) === 0;
}

function needsDisplay(): boolean {
  if (process.platform !== 'linux') return false;
  return !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}
