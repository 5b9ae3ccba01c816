/** Licences of the inputs, for `provenance.json`: SPDX, from each project's own licence file. Facts alone are taken from them. */
import type { Input } from './facts.ts';

const LICENCES: Readonly<Record<string, string>> = {
  docker: 'Apache-2.0',
  glibc: 'LGPL-2.1-or-later',
  linux: 'GPL-2.0-only WITH Linux-syscall-note',
  man: 'Linux-man-pages-copyleft and others, page by page',
  man7: 'Linux-man-pages-copyleft and others, page by page',
  moby: 'Apache-2.0',
  musl: 'MIT',
  muslSource: 'MIT',
  podman: 'Apache-2.0',
  strace: 'LGPL-2.1-or-later',
  systemd: 'LGPL-2.1-or-later',
  syzkaller: 'Apache-2.0',
  uapi: 'GPL-2.0-only WITH Linux-syscall-note',
};

/** The inputs with their licences; throws for an input that nobody looked up. */
export function withLicences(inputs: readonly Input[]): Input[] {
  return inputs.map((input) => {
    const licence = LICENCES[input.id];
    if (licence === undefined) throw new Error(`no licence known for the input ${input.id}`);
    return { ...input, licence };
  });
}
