//- /a.c
#include <stddef.h>

long no_registers(long fd)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(3L), "D"(fd) : "rcx", "r11", "memory");
    return r;
}

long one_register(long fd, void *buf, size_t n)
{
    long r;
    asm volatile("syscall"
                 : "=a"(r)
                 : "a"(0L), "D"(fd), "S"(buf), "d"(n)
                 : "rcx", "memory", "r11");
    return r;
}

long moved(long number, long a, long d)
{
    long r;
    __asm__ __volatile__("movq %3, %%r10\n\tsyscall\n\t"
                         : "=a"(r) : "0"(number), "D"(a), "r"(d) : "r10", "rcx", "r11", "memory");
    return r;
}

long named(long number, long a)
{
    long r;
    __asm__ volatile("syscall" : [r] "=a"(r) : [n] "a"(number), "D"(a) : "memory", "rcx", "r11");
    return r;
}

long no_memory(long fd, const char *text)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(1L), "D"(fd), "S"(text), "d"(1L) : "rcx", "r11", "memory");
    return r;
}

#ifdef __x86_64__
long narrow(const char *path)
{
    long r;
    __asm__ volatile("int $0x80" : "=a"(r) : "a"(5), "b"(path), "c"(0) : "memory");
    return r;
}
#endif

/* All of them are told: as clobbers, as outputs, by the registers of operands. */
long right(long number, long a)
{
    long r, c;
    register long r10 __asm__("r10") = 0;
    register long r11 __asm__("r11");
    __asm__ volatile("syscall" : "=a"(r) : "a"(number), "D"(a) : "rcx", "r11", "memory");
    __asm__ volatile("syscall" : "=a"(r), "=c"(c), "=r"(r11) : "a"(number), "D"(a), "r"(r10) : "memory");
    __asm__ volatile("syscall" : "=a"(r) : "a"(number) : "%rcx", "%r11", "cc", "memory");
    return r;
}

/* Another machine's instruction of the same name. */
long mips(void)
{
    long r = 0;
#ifdef __mips__
    register long v0 __asm__("$2") = 4020;
    __asm__ volatile("syscall" : "+r"(v0) : : "$7", "memory");
    r = v0;
#endif
#ifdef __i386__
    __asm__ volatile("int $0x80" : "=a"(r) : "a"(20) : "memory");
#endif
    return r;
}

/* Never comes back. */
void leave(long status)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(60 /* exit */), "D"(status));
}

/* Another machine's letter for its registers. */
long xtensa(long number)
{
#ifdef __XTENSA__
    register long a2 __asm__("a2") = number;
    __asm__ volatile("syscall" : "=a"(a2) : "r"(a2) : "memory");
    number = a2;
#endif
    return number;
}

/* No operands: the code around it is assembly too. */
void stub(void)
{
    __asm__("mov $60, %eax; xor %edi, %edi; syscall");
    __asm__ volatile("" : : : "memory");
}
//- /arm.c arch:aarch64
long call(long number)
{
    long r;
    __asm__ volatile("syscall" : "=a"(r) : "a"(number));
    return r;
}
