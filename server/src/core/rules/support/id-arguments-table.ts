/** Which arguments, results and fields are ids of users, and which are ids of groups. Pure tables. */

/** Whose number an id is. */
export type Kind = 'user' | 'group';
const user = (...at: number[]) => at.map((n) => ({ at: n, wants: 'user' as const }));
const group = (...at: number[]) => at.map((n) => ({ at: n, wants: 'group' as const }));

/** Which arguments are ids of what (pages of the calls, section 2; initgroups(3)). */
export const TAKES: Readonly<
  Record<string, readonly { readonly at: number; readonly wants: Kind }[]>
> = {
  chown: [...user(1), ...group(2)],
  fchown: [...user(1), ...group(2)],
  fchownat: [...user(2), ...group(3)],
  initgroups: group(1),
  lchown: [...user(1), ...group(2)],
  setegid: group(0),
  seteuid: user(0),
  setfsgid: group(0),
  setfsuid: user(0),
  setgid: group(0),
  setregid: group(0, 1),
  setresgid: group(0, 1, 2),
  setresuid: user(0, 1, 2),
  setreuid: user(0, 1),
  setuid: user(0),
};

/** What these return (getuid(2), getgid(2)). */
export const FUNCTIONS: Readonly<Record<string, Kind>> = {
  getegid: 'group',
  geteuid: 'user',
  getgid: 'group',
  getuid: 'user',
};
/** What these fields are (passwd(5), group(5), stat(3type)). */
export const FIELDS: Readonly<Record<string, Kind>> = {
  gr_gid: 'group',
  pw_gid: 'group',
  pw_uid: 'user',
  st_gid: 'group',
  st_uid: 'user',
};
