// A memory pool, written for tests: what C++ has around and inside of calls.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <memory>
#include <string>

namespace pool {

constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS;
constexpr std::size_t kSize = 1'048'576;

enum class Mode : int { kRead = PROT_READ, kWrite = PROT_WRITE };

template <typename T>
class Region {
 public:
  explicit Region(std::size_t n)
      : n_(n), p_(static_cast<T *>(::mmap(nullptr, n * sizeof(T), PROT_READ | PROT_WRITE, kFlags, -1, 0))) {}
  ~Region() noexcept { ::munmap(p_, n_ * sizeof(T)); }
  int close() { return ::close(fd_); }
  int lock() const { return mlock(p_, align<4096>(n_)); }
  template <std::size_t N>
  static std::size_t align(std::size_t n) { return (n + N - 1) & ~(N - 1); }

 private:
  std::size_t n_;
  T *p_;
  int fd_ = ::open(R"(/tmp/a,b")", O_RDONLY | O_CLOEXEC);
};

template <typename F>
int with_file(const std::string &path, F &&run) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return -1;
  auto done = std::unique_ptr<const int, void (*)(const int *)>(&fd, [](const int *f) { ::close(*f); });
  if (auto size = lseek(fd, 0, SEEK_END); size < 0) return -1;
  return run(fd, [&, n = kSize](int a, int b) { return fcntl(fd, F_SETFD, a < b ? FD_CLOEXEC : 0) + n; });
}

int protect(void *p, Mode mode) {
  try {
    return mprotect(p, kSize, static_cast<int>(mode) | PROT_READ);
  } catch (...) {
    return madvise(reinterpret_cast<char *>(p) + 1, std::min<std::size_t>(kSize, 4), MADV_DONTNEED);
  }
}

}  // namespace pool
