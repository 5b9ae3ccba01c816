/** Compiles the container profiles into the form that `core/kb/containers.ts` asks. Pure. */
import { compareVersionTexts } from '../../../server/src/core/kb/kernel-version.ts';
import type {
  ProfileHistory,
  ProfileRule,
  ProfileUse,
} from '../../../server/src/core/kb/kb.types.ts';
import { GO_ARCH, SECCOMP_ARCH } from '../import/container-arches.ts';
import {
  replayProfiles,
  type NamedRule,
  type NormalProfile,
  type ProfileRecord,
  type Runtime,
} from '../import/profiles.ts';

/**
 * Capabilities a container gets without asking. Sources: moby `oci/defaults.go` (18.09), `daemon/pkg/oci/caps/defaults.go`
 * (29.7), the same fourteen throughout; containers-common `default_capabilities` of containers.conf.
 */
const GRANTED: Readonly<Record<Runtime, readonly string[]>> = {
  docker: [
    'CAP_AUDIT_WRITE',
    'CAP_CHOWN',
    'CAP_DAC_OVERRIDE',
    'CAP_FOWNER',
    'CAP_FSETID',
    'CAP_KILL',
    'CAP_MKNOD',
    'CAP_NET_BIND_SERVICE',
    'CAP_NET_RAW',
    'CAP_SETFCAP',
    'CAP_SETGID',
    'CAP_SETPCAP',
    'CAP_SETUID',
    'CAP_SYS_CHROOT',
  ],
  podman: [
    'CAP_CHOWN',
    'CAP_DAC_OVERRIDE',
    'CAP_FOWNER',
    'CAP_FSETID',
    'CAP_KILL',
    'CAP_NET_BIND_SERVICE',
    'CAP_SETFCAP',
    'CAP_SETGID',
    'CAP_SETPCAP',
    'CAP_SETUID',
    'CAP_SYS_CHROOT',
  ],
};

/** What the compilation asks of a call. */
export interface ProfiledCalls {
  /** Names of the kernel's parameters. */
  params(call: string): readonly string[];
  /** Number by architecture. */
  numbers(call: string): Readonly<Record<string, number>>;
}

/** First release of Docker with runc 1.0.0-rc93 (`hack/dockerfile/install/runc.installer`), which knows newer calls. */
const STUB_SINCE = '20.10.4';

/** The history of a runtime; `undefined` without records. */
export function compileProfiles(
  runtime: Runtime,
  records: readonly ProfileRecord[],
  known: ProfiledCalls,
): ProfileHistory | undefined {
  const runs = replayProfiles(records.filter((record) => record.runtime === runtime));
  const newest = runs.at(-1)?.profile;
  if (newest === undefined) return undefined;
  const { rules, calls } = usesOf(runs.map((run) => run.profile));
  const tested = Object.keys(calls).filter((name) =>
    calls[name]?.some((use) => rules[use.rule]?.args !== undefined),
  );
  return {
    releases: runs.map(({ from, to, profile }) => ({
      from,
      to,
      errno: profile.errno,
      newest:
        runtime === 'docker' && compareVersionTexts(from, STUB_SINCE) >= 0
          ? newestNumbers(profile, known)
          : {},
    })),
    rules,
    calls,
    params: Object.fromEntries(tested.map((name) => [name, known.params(name)])),
    values: Object.fromEntries(tested.flatMap((name) => valuesOf(name))),
    hosts: hostsOf(newest.subArches),
    granted: GRANTED[runtime],
  };
}

/** Highest number on each architecture that containers run on, of the calls named whatever the capabilities. */
function newestNumbers({ rules }: NormalProfile, known: ProfiledCalls): Record<string, number> {
  const newest: Record<string, number> = {};
  const names = rules.filter((rule) => rule.caps === undefined).flatMap((rule) => rule.names);
  for (const name of names) {
    for (const [arch, number] of Object.entries(known.numbers(name))) {
      // arm's private calls stand at 0xf0000, out of the row.
      if (number < PRIVATE_CALLS || arch === 'x32') {
        newest[arch] = Math.max(newest[arch] ?? 0, number);
      }
    }
  }
  const arches = Object.values(GO_ARCH).filter((arch) => newest[arch] !== undefined);
  return Object.fromEntries(arches.map((arch) => [arch, newest[arch] ?? 0]));
}

const PRIVATE_CALLS = 0xf0000;

/** Numbers of the profiles that mean more as constants. Source: `include/linux/socket.h`, `linux/netlink.h`. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  socket: { '9': 'NETLINK_AUDIT', '16': 'AF_NETLINK', '38': 'AF_ALG', '40': 'AF_VSOCK' },
};

function valuesOf(call: string): [string, Readonly<Record<string, string>>][] {
  const values = VALUES[call];
  return values === undefined ? [] : [[call, values]];
}

/** Every rule once, and for each call the rules that name it with the runs in which they do. */
function usesOf(profiles: readonly NormalProfile[]): Pick<ProfileHistory, 'rules' | 'calls'> {
  const indexes = new Map<string, number>();
  const rules: ProfileRule[] = [];
  const uses = new Map<string, { rule: number; first: number; last: number }[]>();
  profiles.forEach((profile, at) => {
    for (const { names, ...named } of profile.rules) {
      const rule = ruleOf(named);
      const key = JSON.stringify(rule);
      const index = indexes.get(key) ?? rules.push(rule) - 1;
      indexes.set(key, index);
      for (const name of names) {
        const list = uses.get(name) ?? [];
        uses.set(name, list);
        const open = list.find((use) => use.rule === index && use.last === at - 1);
        if (open === undefined) list.push({ rule: index, first: at, last: at });
        else open.last = at;
      }
    }
  });
  const newest = profiles.length - 1;
  const use = ({
    rule,
    first,
    last,
  }: {
    rule: number;
    first: number;
    last: number;
  }): ProfileUse => ({
    rule,
    ...(first === 0 ? {} : { first }),
    ...(last === newest ? {} : { last }),
  });
  const sorted = [...uses.keys()].sort();
  return {
    rules,
    calls: Object.fromEntries(sorted.map((name) => [name, (uses.get(name) ?? []).map(use)])),
  };
}

function ruleOf(rule: Omit<NamedRule, 'names'>): ProfileRule {
  const ours = (list: readonly string[]): string[] => list.map((arch) => GO_ARCH[arch] ?? arch);
  return {
    ...rule,
    ...(rule.arches === undefined ? {} : { arches: ours(rule.arches) }),
    ...(rule.notArches === undefined ? {} : { notArches: ours(rule.notArches) }),
  };
}

/** Program → container it also runs in; one of 64 bits is preferred, as mips has two. */
function hostsOf(subArches: NormalProfile['subArches']): Record<string, string> {
  const hosts: Record<string, string> = {};
  for (const [native, subs] of Object.entries(subArches)) {
    const host = SECCOMP_ARCH[native];
    if (host === undefined) continue;
    for (const sub of subs) {
      const program = SECCOMP_ARCH[sub];
      if (program !== undefined && program !== host) hosts[program] ??= host;
    }
  }
  // A program of 64 bits never needs a container of another architecture.
  return Object.fromEntries(Object.entries(hosts).filter(([program]) => program !== 'mips64'));
}
