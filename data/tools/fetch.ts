/**
 * `npm run data:fetch`: brings the upstream inputs of the importers into a git-ignored folder, with the ordinary apt client and
 * a package list of its own (Debian sid), so that the machine's own packages stay as they are. Needs apt, dpkg-deb and tar.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from './lib/facts.ts';
import { isMain } from './lib/is-main.ts';
import { INPUTS_FOLDER, type Manifest } from './lib/manifest.ts';

const APT = join(INPUTS_FOLDER, 'apt');
const KERNEL = 'linux-source-7.2';
const PROFILE = 'engine/vendor/github.com/moby/profiles/seccomp/default.json';

/** Package → input it serves. */
const BINARY: Readonly<Record<string, string>> = {
  [KERNEL]: 'linux',
  'manpages-dev': 'man',
  manpages: 'man7',
  'linux-libc-dev': 'uapi',
  'golang-github-containers-common': 'podman',
  libc6: 'glibc',
  musl: 'musl',
};

interface SourcePackage {
  readonly name: string;
  readonly folder: string;
  readonly file?: string;
}

/** Input → source package whose main tarball it is, the folder of it that is read, the file where it is one. */
const SOURCE: Readonly<Record<string, SourcePackage>> = {
  strace: { name: 'strace', folder: 'src' },
  muslSource: { name: 'musl', folder: 'arch' },
  systemd: { name: 'systemd', folder: 'src/shared', file: 'src/shared/seccomp-util.c' },
};

/** Folders of the kernel that no importer reads. */
const UNREAD = [
  'Documentation',
  'drivers/gpu',
  'drivers/net',
  'drivers/staging',
  'drivers/media',
  'sound',
  'tools',
];

function main(): number {
  writeAptConfig();
  run('apt-get', ['update', '-qq']);
  const debs = join(INPUTS_FOLDER, 'debs');
  const root = join(INPUTS_FOLDER, 'root');
  const source = join(INPUTS_FOLDER, 'src');
  for (const folder of [debs, root, source]) mkdirSync(folder, { recursive: true });
  run('apt-get', ['download', '-qq', ...Object.keys(BINARY)], debs);
  for (const file of readdirSync(debs).filter((name) => name.endsWith('.deb'))) {
    run('dpkg-deb', ['-x', join(debs, file), root]);
  }
  const docker = fetchSource('docker.io', source);
  const trees = Object.entries(SOURCE).flatMap(([id, from]) => fetchTree(id, from, source));
  const places = {
    linux: unpackKernel(root),
    man: join(root, 'usr/share/man'),
    uapi: join(root, 'usr/include'),
    docker: unpackProfile(docker.file),
    ...Object.fromEntries(trees.map((tree) => [tree.pin.id, tree.place])),
    podman: join(root, 'usr/share/containers/seccomp.json'),
    glibc: join(root, 'usr/lib/x86_64-linux-gnu/libc.so.6'),
    musl: join(root, 'usr/lib/x86_64-linux-musl/libc.so'),
  };
  const inputs: Input[] = [
    ...Object.entries(BINARY).map(([name, id]) => pinBinary(name, id)),
    {
      id: 'docker',
      package: 'docker.io',
      version: docker.version,
      path: PROFILE,
      sha256: docker.sha256,
    },
    ...trees.map((tree) => tree.pin),
  ];
  inputs.sort((a, b) => (a.id < b.id ? -1 : 1));
  const manifest: Manifest = { inputs, places };
  writeFileSync(join(INPUTS_FOLDER, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const { package: name, version } of inputs) console.log(`${name} ${version}`);
  return 0;
}

function writeAptConfig(): void {
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'etc']) {
    mkdirSync(join(APT, folder), { recursive: true });
  }
  const suite =
    '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian sid main';
  writeFileSync(join(APT, 'etc/sources.list'), `deb ${suite}\ndeb-src ${suite}\n`);
  writeFileSync(join(APT, 'state/status'), '');
  const config = {
    'Dir::State': join(APT, 'state'),
    'Dir::State::status': join(APT, 'state/status'),
    'Dir::Cache': join(APT, 'cache'),
    'Dir::Etc::SourceList': join(APT, 'etc/sources.list'),
    'Dir::Etc::SourceParts': '/dev/null',
    'Dir::Etc::PreferencesParts': '/dev/null',
    'APT::Sandbox::User': 'root',
    'APT::Architecture': 'amd64',
    'Acquire::Languages': 'none',
  };
  const text = Object.entries(config)
    .map(([key, value]) => `${key} "${value}";`)
    .join('\n');
  writeFileSync(join(APT, 'etc/apt.conf'), `${text}\n`);
}

function unpackKernel(root: string): string {
  const target = join(INPUTS_FOLDER, 'linux');
  mkdirSync(target, { recursive: true });
  const version = pinBinary(KERNEL, 'linux').version;
  const marker = join(target, `.unpacked-${version}`);
  if (existsSync(marker)) return target;
  const excludes = UNREAD.map((folder) => `--exclude=${KERNEL}/${folder}`);
  const archive = join(root, 'usr/src', `${KERNEL}.tar.xz`);
  run('tar', ['-xJf', archive, '-C', target, '--strip-components=1', ...excludes]);
  writeFileSync(marker, '');
  return target;
}

/** The main tarball of the source package alone, checked against the sum that the package list has for it. */
function fetchSource(
  name: string,
  folder: string,
): { readonly file: string; readonly version: string; readonly sha256: string } {
  const listed = capture('apt-get', ['source', '--print-uris', '-qq', '--only-source', name]);
  const [, url = '', archive = '', sha256 = ''] =
    /^'(\S+)' (\S+\.orig\.tar\.[gx]z) \d+ SHA256:(\w+)$/m.exec(listed) ?? [];
  const version = /_(\S+)\.dsc /.exec(listed)?.[1] ?? '';
  const file = join(folder, archive);
  run('/usr/lib/apt/apt-helper', ['download-file', url, file, `SHA256:${sha256}`]);
  return { file, version, sha256 };
}

/** One folder of a source tree; none, with a line that says so, where the mirror does not have the package at the moment. */
function fetchTree(
  id: string,
  { name, folder, file: only }: SourcePackage,
  archives: string,
): { readonly place: string; readonly pin: Input }[] {
  try {
    const { file, version, sha256 } = fetchSource(name, archives);
    const target = join(INPUTS_FOLDER, id);
    mkdirSync(target, { recursive: true });
    const wanted = ['--strip-components=1', '--wildcards', `*/${folder}/*`];
    run('tar', ['-xf', file, '-C', target, ...wanted]);
    const pin: Input = { id, package: name, version, sha256 };
    return [
      only === undefined
        ? { place: target, pin }
        : { place: join(target, only), pin: { ...pin, path: only } },
    ];
  } catch {
    console.error(`${name}: not to be had, the tables from it stay as committed`);
    return [];
  }
}

function unpackProfile(archive: string): string {
  const target = join(INPUTS_FOLDER, 'docker');
  mkdirSync(target, { recursive: true });
  run('tar', [
    '-xJf',
    archive,
    '-C',
    target,
    '--strip-components=2',
    '--wildcards',
    `*/${PROFILE}`,
  ]);
  return join(target, PROFILE);
}

function pinBinary(name: string, id: string): Input {
  const shown = capture('apt-cache', ['show', '--no-all-versions', name]);
  const field = (key: string): string => new RegExp(`^${key}: (.*)$`, 'm').exec(shown)?.[1] ?? '';
  return { id, package: name, version: field('Version'), sha256: field('SHA256') };
}

function run(command: string, args: readonly string[], cwd: string = INPUTS_FOLDER): void {
  execFileSync(command, args, { cwd, stdio: 'inherit', env: aptEnvironment() });
}

function capture(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', env: aptEnvironment() });
}

function aptEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, APT_CONFIG: join(APT, 'etc/apt.conf'), LC_ALL: 'C' };
}

if (isMain(import.meta.url)) process.exitCode = main();
