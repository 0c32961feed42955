// What every program that is built with -fsanitize=address is told at its start; the variables ASAN_OPTIONS and
// LSAN_OPTIONS still have the last word. The names and what they may say: sanitizer/asan_interface.h and
// sanitizer/lsan_interface.h of clang 14.

// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): the sanitizers' own names.
extern "C" {

// What is freed is kept apart for 16 MB instead of 256, and allocations remember ten callers instead of thirty:
// tests that draw pictures spend a third less processor time. For a report that ends too early:
// ASAN_OPTIONS=malloc_context_size=30.
const char* __asan_default_options() { return "quarantine_size_mb=16:malloc_context_size=10"; }

const char* __lsan_default_options() { return "print_suppressions=0"; }

// SDL opens the session bus through libdbus and never closes it (SDL 2.26.5, SDL_dbus.c). fontconfig keeps what
// it looked up until the program ends.
const char* __lsan_default_suppressions() { return "leak:libdbus-1\nleak:libfontconfig\n"; }
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
