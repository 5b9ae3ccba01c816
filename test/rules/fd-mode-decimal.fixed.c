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
    int fd = open(path, O_WRONLY | O_CREAT, 644);
    creat(path, S_IFREG | 600);
    openat(fd, path, O_CREAT | O_WRONLY, mode);
    open(path, O_CREAT | O_WRONLY, mode);
    chmod(path, group ? 664 : 644);
    fchmod(fd, (mode_t)755u);
    mkdir(path, 1777);
    make_folder(path, 750);
    syscall(SYS_mkdir, path, 700);
    return fd;
}

int masks(void)
{
    umask(77);
    umask(22);
    umask(077);
    /* 022 in decimal; nobody writes 9 in octal. */
    umask(022);
    umask(99);
    /* A mask that is the same in both. */
    umask(7);
    return 0;
}

int known(const char *path)
{
    /* Right, though written in decimal. */
    chmod(path, 0644);
    mkdir(path, 0755);
    /* Not read. */
    open(path, O_RDONLY, 644);
    return mkdir(path, 0777);
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
    shm_open("/x", O_CREAT | O_RDWR, 600);
    return mkfifo(path, 622);
}

int special_right(const char *path)
{
    return mkfifo(path, 0622);
}
