#include <errno.h>
#include <stdlib.h>

int main(void)
{
    char few[] = "/tmp/reportXXXXX";
    if (mkstemp(few) != -1 || errno != EINVAL)
        return 1;
    char suffix[] = "/tmp/XXXXXX.txt";
    errno = 0;
    return mkstemps(suffix, 3) == -1 && errno == EINVAL ? 0 : 1;
}
