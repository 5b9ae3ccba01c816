// Literals and brackets of C++, written for tests: what must not be counted as commas and parentheses of a call.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <map>

namespace {
constexpr auto kText = R"x(munmap(p, 1, ")" // )x";
constexpr long kMany = 0x1'000'000, kFew = 1'0;

int write_all(int fd, const char *text, unsigned long n) { return write(fd, text, n); }
}  // namespace

struct Page {
  void *at = nullptr;
  bool operator<(const Page &o) const { return at < o.at; }
};

int log(int fd) {
  write_all(fd, R"(a, b) c")", 3);
  return ::write(fd, R"(,
  ) , ("
)", kFew) + ::open(LR"--(a)-")--" == nullptr ? "x,y" : R"(()", O_WRONLY
#ifdef APPEND
      | O_APPEND
#endif
      , S_IRUSR | S_IWUSR);
}

template <int A, int B>
int pick(std::map<int, std::array<int, B>> &of) {
  return mprotect(of.at(A).data(), static_cast<std::size_t>(kMany >> 2), A < B ? PROT_READ : PROT_NONE);
}

int all(Page a, int n) {
  auto set = [&](int how, auto... more) -> int { return madvise(a.at, sizeof(Page[3]), how), (more + ... + 0); };
  if (std::array<int, 2> fds{pipe(nullptr), 1}; fds[0] < 0) return set(MADV_WILLNEED, 1, 2);
  // A line that goes on \
     mmap(1, 2, 3
  return lseek(n, static_cast<off_t>(kMany), SEEK_SET) < 0 ? -1 : close(n);
}
