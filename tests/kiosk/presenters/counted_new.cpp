#include "tests/kiosk/presenters/counted_new.h"

#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

thread_local std::int64_t allocations = 0;

}  // namespace

std::int64_t otk::test::allocations_of_this_thread() { return allocations; }

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define OTK_HAS_SANITIZER_HOOKS
#endif
#endif

#ifdef OTK_HAS_SANITIZER_HOOKS
// The sanitizer has every malloc and new already, and tells of each (its allocator_interface.h).
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" int __sanitizer_install_malloc_and_free_hooks(
    void (*on_malloc)(const volatile void*, std::size_t), void (*on_free)(const volatile void*));

namespace {

void count(const volatile void*, std::size_t) { ++allocations; }
void pass_over(const volatile void*) {}

const int installed = __sanitizer_install_malloc_and_free_hooks(count, pass_over);

}  // namespace
#else
// The array, nothrow and sized forms of the library call these.
void* operator new(std::size_t size) {
    ++allocations;
    void* const memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif
