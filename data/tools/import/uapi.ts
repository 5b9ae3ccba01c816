/** Reads kernel headers as a program on one architecture sees them. Pure; files come through a reader. */
import type { ArchSpec } from './arches.ts';
import { preprocess, type HeaderCache, type Preprocessed } from './c-preprocess.ts';
import { isInside } from './header-sets.ts';
import type { KernelReader } from './syscall-tables.ts';

/** What the kernel's own headers find defined, as far as the sets need it. */
function configOf(arch: ArchSpec): Record<string, string> {
  const wide = arch.macros.__x86_64__ === undefined ? {} : { CONFIG_X86_64: '1' };
  return { __KERNEL__: '1', CONFIG_KEYS: '1', ...wide };
}

/** What `make headers_install` takes out of the headers or replaces (scripts/headers_install.sh). */
const STRIPPED = {
  __user: '',
  __force: '',
  __iomem: '',
  __attribute_const__: '',
  __packed: '__attribute__((packed))',
};

/** `headers` one after the other in one translation unit; with one of the kernel's own among them, as the kernel is built. */
export function preprocessFor(
  arch: ArchSpec,
  headers: readonly string[],
  read: KernelReader,
  cache: HeaderCache,
): Preprocessed {
  const bytes = String(arch.bits / 8);
  const sizes = { __CHAR_BIT__: '8', __SIZEOF_LONG__: bytes, __SIZEOF_POINTER__: bytes };
  const kernel: Record<string, string> = headers.some(isInside) ? configOf(arch) : {};
  const macros = { ...arch.macros, ...sizes, ...kernel, ...STRIPPED, __linux__: '1' };
  return preprocess(
    headers,
    (name) => readHeader(name, arch, read),
    {
      macros,
      longBits: arch.bits,
      maxAlign: arch.maxAlign ?? 8,
      timeBits: arch.timeBits ?? arch.bits,
    },
    cache,
  );
}

/** The kernel's search order for programs: the architecture's own `asm/`, else the generic one. */
function readHeader(name: string, arch: ArchSpec, read: KernelReader): string | undefined {
  if (isInside(name)) return read(name.replace('/ARCH/', `/${arch.folder}/`));
  const uapi = name.replace(/^uapi\//, '');
  if (!uapi.startsWith('asm/')) return read(`include/uapi/${uapi}`);
  const file = uapi.slice('asm/'.length);
  return (
    read(`arch/${arch.folder}/include/uapi/asm/${file}`) ?? read(`include/uapi/asm-generic/${file}`)
  );
}
