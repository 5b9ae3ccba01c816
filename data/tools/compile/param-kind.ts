/** Kind of a parameter that nobody has described yet, from its C type and name. Pure; careful rather than complete. */
import type { ParamKind } from '../../../server/src/core/kb/kb.types.ts';

const IDS =
  /^(uid_t|gid_t|id_t|old_uid_t|old_gid_t|key_t|key_serial_t|qid_t|timer_t|clockid_t|mqd_t|aio_context_t)$/;
const FD = /^([a-z_]*fd\d?|fd_?(in|out)|fildes)$/;

/** `number` when nothing is certain. */
export function kindOfParam(type: string, name: string): ParamKind {
  const plain = type.replace(/^const /, '');
  if (/^char \*$/.test(plain)) return kindOfText(type, name);
  if (/[*\]]/.test(type) || plain === 'caddr_t') return 'pointer';
  if (/^(umode_t|mode_t)$/.test(plain)) return 'mode';
  if (plain === 'pid_t') return 'pid';
  if (IDS.test(plain)) return 'id';
  if (/^(len|length|size)$/.test(name) || plain === 'socklen_t') return 'length';
  if (/^(loff_t|off_t|off64_t|old_off_t)$/.test(plain)) return 'offset';
  if (/^(unsigned )?int$/.test(plain) && FD.test(name)) return 'fd';
  if (/(flags?|flg)$/.test(name)) return 'flags';
  // A number of elements is no length in bytes.
  if (plain === 'size_t') return /^n$|^nr_?|^n[a-z]*s$/.test(name) ? 'number' : 'length';
  if (type === 'unsigned long' && /^(addr|start|brk|vaddr|address)$/.test(name)) return 'address';
  return 'number';
}

/** A path, a string, or a buffer of bytes. */
function kindOfText(type: string, name: string): ParamKind {
  if (/path(name)?$|filename$|specialfile$|^(old|new)name$/.test(name)) return 'path';
  return type.startsWith('const ') && !/buf|ptr/.test(name) ? 'string' : 'pointer';
}
