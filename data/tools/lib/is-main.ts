/** Tells whether a tool was started by itself or imported by a test. */
import { fileURLToPath } from 'node:url';

/** `moduleUrl` is the caller's `import.meta.url`. */
export function isMain(moduleUrl: string): boolean {
  return process.argv[1] !== undefined && fileURLToPath(moduleUrl) === process.argv[1];
}
