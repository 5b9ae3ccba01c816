/** Kind of a raw parameter that nobody has described yet, from its C type and name. Pure; careful rather than complete. */
import type { ParamKind } from '../../../server/src/core/kb/kb.types.ts';

/** `number` when nothing is certain. */
export function kindOfParam(type: string, name: string): ParamKind {
  const pointer = type.includes('*');
  if (pointer && /\bchar\b/.test(type)) return /path|file|name$/.test(name) ? 'path' : 'string';
  if (pointer) return 'pointer';
  if (/^(umode_t|mode_t)$/.test(type)) return 'mode';
  if (type === 'pid_t') return 'pid';
  if (
    /^(uid_t|gid_t|old_uid_t|old_gid_t|key_t|key_serial_t|qid_t|timer_t|clockid_t|mqd_t|aio_context_t)$/.test(
      type,
    )
  ) {
    return 'id';
  }
  if (/^(loff_t|off_t|old_off_t)$/.test(type)) return 'offset';
  if (/^(unsigned )?int$/.test(type) && /^(fd|[a-z]*_?fd|d?fd\d?|fildes)$/.test(name)) return 'fd';
  if (/flags?$/.test(name)) return 'flags';
  if (type === 'size_t' || /^(len|length|size)$/.test(name)) return 'length';
  if (type === 'unsigned long' && /^(addr|start|brk|vaddr|address)$/.test(name)) return 'address';
  return 'number';
}
