/** Just enough of a C library for the kernel's headers: the types that they expect, under the names that they include. Pure. */
import type { ArchSpec } from '../import/arches.ts';

/** Path → text of headers for `arch`; `types.h` has it all. */
export function libraryFiles(arch: ArchSpec): Record<string, string> {
  const wide = (arch.timeBits ?? arch.bits) === 64 ? 'long long' : 'long';
  const times =
    'struct timespec { time_t tv_sec; time_t tv_nsec; };\nstruct timeval { time_t tv_sec; time_t tv_usec; };\n';
  const types =
    `#pragma once\ntypedef unsigned long size_t;\ntypedef ${wide} time_t;\ntypedef long long loff_t;\n` +
    `typedef unsigned char uint8_t;\ntypedef unsigned short uint16_t;\ntypedef unsigned int uint32_t;\n` +
    `typedef unsigned long long uint64_t;\ntypedef int int32_t;\ntypedef long long int64_t;\n` +
    `struct sockaddr { unsigned short sa_family; char sa_data[14]; };\n${times}`;
  const names = ['stddef', 'stdint', 'stdlib', 'string', 'time', 'unistd', 'endian', 'limits'];
  const files = [
    ...names,
    'sys/ioctl',
    'sys/socket',
    'sys/time',
    'sys/types',
    'netinet/in',
    'netinet/if_ether',
    'types',
  ];
  return Object.fromEntries(
    files.map((name) => [`${name}.h`, name === 'types' ? types : '#include <types.h>\n']),
  );
}
