#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#define OWN_MODE 755

static int make_folder(const char *path, mode_t mode)
{
    return mkdir(path, mode);
}

int files(const char *path, int group)
{
    mode_t mode = 644;
//                ^^^ error: 644 is decimal and means mode 01204 to openat(): write 0644.
    int fd = open(path, O_WRONLY | O_CREAT, 644);
//                                          ^^^ error: 644 is decimal and means mode 01204 to open(): write 0644.
    creat(path, S_IFREG | 600);
//                        ^^^ error: 600 is decimal and means mode 01130 to creat(): write 0600.
    openat(fd, path, O_CREAT | O_WRONLY, mode);
    open(path, O_CREAT | O_WRONLY, mode);
    chmod(path, group ? 664 : 644);
//                      ^^^ error: 664 is decimal and means mode 01230 to chmod(): write 0664.
//                            ^^^ error: 644 is decimal and means mode 01204 to chmod(): write 0644.
    fchmod(fd, (mode_t)755u);
//                     ^^^^ error: 755u is decimal and means mode 01363 to fchmod(): write 0755.
    mkdir(path, 1777);
//              ^^^^ error: 1777 is decimal and means mode 03361 to mkdir(): write 01777.
    make_folder(path, 750);
//                    ^^^ error: 750 is decimal and means mode 01356 to mkdir(): write 0750.
    syscall(SYS_mkdir, path, 700);
//                           ^^^ error: 700 is decimal and means mode 01274 to mkdir(): write 0700.
    return fd;
}

int masks(void)
{
    umask(77);
//        ^^ error: 77 is decimal and means mode 0115 to umask(): write 077.
    umask(22);
//        ^^ error: 22 is decimal and means mode 026 to umask(): write 022.
    umask(63);
//        ^^ 💡 hint: 63 is mode 077 in decimal: write 077.
    /* 022 in decimal; nobody writes 9 in octal. */
    umask(18);
//        ^^ 💡 hint: 18 is mode 022 in decimal: write 022.
    umask(99);
    /* A mask that is the same in both. */
    umask(7);
    return 0;
}

int known(const char *path)
{
    /* Right, though written in decimal. */
    chmod(path, 420);
//              ^^^ 💡 hint: 420 is mode 0644 in decimal: write 0644.
    mkdir(path, 493);
//              ^^^ 💡 hint: 493 is mode 0755 in decimal: write 0755.
    /* Not read. */
    open(path, O_RDONLY, 644);
//                       ^^^ hint: 644 is decimal and means mode 01204 to open(): write 0644.
    return mkdir(path, 511);
//                     ^^^ 💡 hint: 511 is mode 0777 in decimal: write 0777.
}

int right(const char *path, int mode)
{
    mode_t later = 755;
    /* Octal, hexadecimal, names, a macro's number, 0, arithmetic, what is no mode. */
    open(path, O_CREAT | O_WRONLY, 0644);
    chmod(path, 0x1a4);
    chmod(path, S_IRUSR | S_IWUSR);
    mkdir(path, OWN_MODE);
    mkdir(path, mode);
    chmod(path, 0);
    mkdir(path, 40960);
    ftruncate(mode, 644);
    lseek(mode, 755, SEEK_SET);
    /* More than one value reaches it. */
    later = 0700;
    return mkdir(path, later);
}

int special(const char *path)
{
    sem_open("/x", O_CREAT, 600, 1);
//                          ^^^ error: 600 is decimal and means mode 01130 to sem_open(): write 0600.
    shm_open("/x", O_CREAT | O_RDWR, 600);
//                                   ^^^ error: 600 is decimal and means mode 01130 to shm_open(): write 0600.
    return mkfifo(path, 622);
//                      ^^^ error: 622 is decimal and means mode 01156 to mkfifo(): write 0622.
}

int special_right(const char *path)
{
    return mkfifo(path, 0622);
}
