#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int computed(const char *path, mode_t mask, mode_t mode, int n)
{
    chmod(path, 0666 - mask);
//              ^^^^^^^^^^^ warning: Subtraction borrows from other permission bits where one is not set: write & ~.
    chmod(path, 0777 - (mask | 02));
//              ^^^^^^^^^^^^^^^^^^ warning: Subtraction borrows from other permission bits where one is not set: write & ~.
    mkdir(path, mode + S_IXUSR);
//              ^^^^^^^^^^^^^^ warning: Addition carries into other permission bits where one is set already: write |.
    open(path, O_CREAT | O_WRONLY, 0666 - 022);
//                                 ^^^^^^^^^^ hint: Permission bits are joined with | and taken away with & ~: write & ~.
    chmod(path, S_IRUSR + S_IWUSR);
//              ^^^^^^^^^^^^^^^^^ 💡 hint: Permission bits are joined with | and taken away with & ~: write |.
    mknod(path, S_IFIFO | (0666 - mask), 0);
//                         ^^^^^^^^^^^ warning: Subtraction borrows from other permission bits where one is not set: write & ~.
    syscall(SYS_chmod, path, 0777 - mask);
//                           ^^^^^^^^^^^ warning: Subtraction borrows from other permission bits where one is not set: write & ~.
    chmod(path, 0640 + 0440);
//              ^^^^^^^^^^^ warning: Addition carries into other permission bits where one is set already: write |.
    /* Bits; numbers that are no permissions; a negative constant; another argument. */
    chmod(path, 0666 & ~mask);
    chmod(path, mode | S_IXUSR);
    chmod(path, mode - n);
    mkdir(path, -1);
    mknod(path, S_IFCHR | 0600, 0600 + n);
    return open(path, O_CREAT | O_WRONLY, mode);
}
