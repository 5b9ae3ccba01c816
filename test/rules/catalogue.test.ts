/** The catalogue: every rule of it is there, or the list of rules says why it is not. Ids are public, so none may go. */
import { expect, test } from 'vitest';
import { rules } from '../../server/src/core/rules/index.ts';
import { LEFT_OUT } from '../../server/tools/gen/left-out.ts';

/** Names of the rules by group, as published. */
const CATALOGUE: Readonly<Record<string, string>> = {
  mem: `
    anon-fd anon-offset fd-mode fixed-clobber fixed-null fixed-unaligned free-of-mmap
    hint-assumed hugetlb-length leak map-sync-without-validate map-type-both
    map-type-missing missing-anonymous mmap-null-check mmap-unchecked mprotect-unaligned
    mremap-lost munmap-size munmap-unaligned noreplace-unchecked obsolete-map-flag
    offset-unaligned sigbus-new-file stale-after-mremap use-after-munmap write-exec
    wx-flip zero-length
  `,
  fd: `
    access-mode-mismatch chroot-no-chdir cloexec-race close-retry double-close
    dup2-unchecked leak missing-cloexec mkstemp-template mode-arith mode-decimal
    mode-setid open-missing-mode open-mode-type path-only poll-events readlink-nul
    rename-no-fsync seek-trunc select-nfds setfl-clobber setfl-ignored short-buffer
    short-io tmp-insecure toctou umask-confusion unchecked-use use-after-close
    world-writable zero-check
  `,
  arg: `
    clockid empty-path enum-not-bitmask exclusive-flags invalid-fd logical-op
    path-flags-fopen range required-flag same-fd sizeof-as-count sizeof-pointer swapped
    timespec-range too-many type unknown-bits wrong-flag-family zero-flag
  `,
  proc: `
    async-cancel blocking-in-lock clone-no-sigchld clone-stack exec-fallthrough
    exec-sentinel exit-in-child fork-unhandled handler-errno handler-shared-state
    kill-minus-one pdeathsig-race prctl-missing-zeros pthread-kill-sigterm
    ptrace-peek-errno putenv-auto sigaction-uninit siginfo-mismatch signal-unsafe-call
    signal-vs-sigaction sigprocmask-threads sigset-uninit uncatchable-signal vfork-misuse
    wait-status
  `,
  priv: `
    chown-after-chmod chroot-after-drop drop-not-verified id-arg-swap missing-setgroups
    no-secure-getenv setid-order setid-unchecked temp-drop-only
  `,
  net: `
    addr-byte-order addrlen-uninit cmsg-len fd-phase fd-type gai-errno port-byte-order
    proto-mismatch reuseaddr-after-bind sigpipe sockaddr-len sockopt-level sockopt-size
    sun-path
  `,
  sec: `
    bpf-jump-range bpf-no-ret ext-struct-size ext-struct-uninit fprog-len landlock-no-nnp
    mlock-unchecked seccomp-no-arch seccomp-no-nnp seccomp-ret seccomp-sibling seccomp-x32
  `,
  raw: `
    abi-differs arg-count asm-clobber kernel-errno long-to-int magic-number missing-arg
    setid-per-thread wrapper-exists
  `,
  port: `
    arch-missing container-blocked feature-macro kernel-too-new libc-too-new magic-flags page-size removed
    time64
  `,
  err: `
    assign-compare-precedence call-in-assert eintr errno-after-success errno-clobbered
    errno-not-reset impossible-compare pthread-perror retry-macro-compare unchecked-return
    unsigned-result wrong-errno
  `,
  // Beside the catalogue: the target's container, and the comments themselves.
  lint: 'unused-suppression',
};
const catalogue = Object.entries(CATALOGUE).flatMap(([group, names]) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${group}/${name}`),
);
const ids = rules.map((r) => r.meta.id);
const leftOut = LEFT_OUT.map((l) => l.id);

test('every rule of the catalogue is there or left out with a reason', () => {
  expect(catalogue.filter((id) => !ids.includes(id) && !leftOut.includes(id))).toEqual([]);
  expect(catalogue.filter((id) => ids.includes(id) && leftOut.includes(id))).toEqual([]);
});

test('no rule has an id of its own', () => {
  expect([...ids, ...leftOut].filter((id) => !catalogue.includes(id))).toEqual([]);
});

test('few are left out, each with a reason', () => {
  expect(leftOut.length).toBeLessThanOrEqual(15);
  for (const { id, reason } of LEFT_OUT) expect(`${id}: ${reason}`).toMatch(/: \S.{30,}\.$/);
});
