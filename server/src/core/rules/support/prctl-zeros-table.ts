/**
 * Operations of prctl() that refuse to work unless every argument they do not use is 0. Each with the number of
 * arguments behind the operation that it does use. Source: kernel/sys.c and security/commoncap.c of Linux 7.2, the
 * tests that end in `return -EINVAL`. Operations that ignore what they do not use (PR_SET_NAME, PR_SET_PDEATHSIG,
 * PR_SET_SECCOMP, PR_SET_DUMPABLE, PR_SET_KEEPCAPS, PR_SET_CHILD_SUBREAPER, PR_SET_TIMERSLACK) are not listed.
 */
export const PRCTL_ZEROS: Readonly<Record<string, number>> = {
  PR_CAP_AMBIENT: 2,
  PR_GET_AUXV: 2,
  PR_GET_IO_FLUSHER: 0,
  PR_GET_MDWE: 0,
  PR_GET_MEMORY_MERGE: 0,
  PR_GET_NO_NEW_PRIVS: 0,
  PR_GET_SHADOW_STACK_STATUS: 1,
  PR_GET_SPECULATION_CTRL: 1,
  PR_GET_TAGGED_ADDR_CTRL: 0,
  PR_GET_THP_DISABLE: 0,
  PR_LOCK_SHADOW_STACK_STATUS: 1,
  PR_MCE_KILL: 2,
  PR_MCE_KILL_GET: 0,
  PR_PAC_GET_ENABLED_KEYS: 0,
  PR_PAC_RESET_KEYS: 1,
  PR_PAC_SET_ENABLED_KEYS: 2,
  PR_PPC_GET_DEXCR: 1,
  PR_PPC_SET_DEXCR: 2,
  PR_SET_IO_FLUSHER: 1,
  PR_SET_MDWE: 1,
  PR_SET_MEMORY_MERGE: 1,
  PR_SET_MM: 2,
  PR_SET_NO_NEW_PRIVS: 1,
  PR_SET_SHADOW_STACK_STATUS: 1,
  PR_SET_SPECULATION_CTRL: 2,
  PR_SET_TAGGED_ADDR_CTRL: 1,
  PR_SET_THP_DISABLE: 1,
};
