/** C files of any length, made for measuring: ordinary functions, one in twenty with a memory call. */

/** About `lines` lines of C. The same text every time. */
export function makeC(lines: number): string {
  const parts = [
    '#include <stdio.h>\n#include <sys/mman.h>\n\n#define LIMIT(n) ((n) < 100 ? (n) : 100)\n\n',
  ];
  for (let i = 0, written = 5; written < lines; i++) {
    const part = i % 20 === 7 ? withCall(i) : ordinary(i);
    parts.push(part);
    written += part.split('\n').length - 1;
  }
  return parts.join('');
}

const ordinary = (
  i: number,
): string => `/* Counts what record ${i} holds; "quoted" and 'c' are only text here. */
static int count_${i}(const struct record_${i % 50} *r, unsigned long limit, int *out)
{
    int total = 0;
    for (unsigned long k = 0; k < limit; k++) {
        if (r->items[k].flags & ${i % 7 || 1}u) {
            total += r->items[k].weight * LIMIT(${i});
        } else if (r->next != 0 && r->next->items[k].name[0] == '}') {
            printf("record %d { %s }\\n", ${i}, r->next->items[k].name);
            continue;
        }
        switch (r->items[k].kind) {
        case ${i % 5}:
            total ^= (int)(limit >> 3);
            break;
        default:
            total--;
        }
    }
    *out = total > ${i} ? total : -1;
    return total;
}

`;

const withCall = (i: number): string => `static void *map_${i}(int fd, unsigned long size)
{
    int flags = MAP_PRIVATE;
    if (fd < 0)
        flags |= MAP_ANONYMOUS;
    void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, fd, 0);
    if (p == MAP_FAILED) {
        perror("mmap");
        return NULL;
    }
    madvise(p, size, MADV_SEQUENTIAL);
    return p;
}

`;
