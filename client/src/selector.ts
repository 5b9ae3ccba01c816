/** Which documents the server gets. Data only. */

/** C, and C++ for the C in it (`.h` opens as C++ in VS Code). Any scheme: nothing is read from disk. */
export const selector = [{ language: 'c' }, { language: 'cpp' }] as const;

/** Schemes of old versions and copies: their problems would show beside those of the file itself. */
export const notDiagnosed: ReadonlySet<string> = new Set([
  'git',
  'gitfs',
  'review',
  'vscode-local-history',
]);
