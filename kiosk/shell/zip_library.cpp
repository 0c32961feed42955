// libzip's functions, as many as core/bundle calls: each is looked for in the library by its name,
// and the library opened at the first of them. It brings libcrypto, whose seventeen thousand
// addresses the dynamic linker would write at each start: half of all its work, for the one day in
// months on which a bundle comes. Of the kiosk's program only; others are linked with libzip.

#include <dlfcn.h>
#include <zip.h>

#include "core/base/assert.h"

namespace {

/// Debian's name for libzip 1; it stays open until the program ends. The package comes with ours,
/// as one that is linked does: without it there is no bundle to be had.
void* library() {
    static void* const opened = dlopen("libzip.so.4", RTLD_LAZY | RTLD_LOCAL);
    OTK_ASSERT(opened != nullptr);
    return opened;
}

/// The library's function of that name; `same` says only how it is called.
template <typename Function>
Function* in_zip(Function& /*same*/, const char* name) {
    void* const found = dlsym(library(), name);
    OTK_ASSERT(found != nullptr);
    return reinterpret_cast<Function*>(found);
}

}  // namespace

// NOLINTBEGIN(readability-identifier-naming): libzip's names.

int zip_close(zip_t* archive) {
    return in_zip(zip_close, "zip_close")(archive);
}

void zip_discard(zip_t* archive) {
    in_zip(zip_discard, "zip_discard")(archive);
}

void zip_error_fini(zip_error_t* error) {
    in_zip(zip_error_fini, "zip_error_fini")(error);
}

void zip_error_init(zip_error_t* error) {
    in_zip(zip_error_init, "zip_error_init")(error);
}

const char* zip_error_strerror(zip_error_t* error) {
    return in_zip(zip_error_strerror, "zip_error_strerror")(error);
}

int zip_fclose(zip_file_t* file) {
    return in_zip(zip_fclose, "zip_fclose")(file);
}

zip_int64_t zip_file_add(
    zip_t* archive, const char* name, zip_source_t* source, zip_flags_t flags) {
    return in_zip(zip_file_add, "zip_file_add")(archive, name, source, flags);
}

int zip_file_set_dostime(
    zip_t* archive, zip_uint64_t index, zip_uint16_t time, zip_uint16_t date, zip_flags_t flags) {
    return in_zip(zip_file_set_dostime, "zip_file_set_dostime")(archive, index, time, date, flags);
}

zip_file_t* zip_fopen_index(zip_t* archive, zip_uint64_t index, zip_flags_t flags) {
    return in_zip(zip_fopen_index, "zip_fopen_index")(archive, index, flags);
}

zip_int64_t zip_fread(zip_file_t* file, void* bytes, zip_uint64_t count) {
    return in_zip(zip_fread, "zip_fread")(file, bytes, count);
}

zip_int64_t zip_get_num_entries(zip_t* archive, zip_flags_t flags) {
    return in_zip(zip_get_num_entries, "zip_get_num_entries")(archive, flags);
}

zip_t* zip_open_from_source(zip_source_t* source, int flags, zip_error_t* error) {
    return in_zip(zip_open_from_source, "zip_open_from_source")(source, flags, error);
}

int zip_set_file_compression(
    zip_t* archive, zip_uint64_t index, zip_int32_t method, zip_uint32_t level) {
    return in_zip(zip_set_file_compression, "zip_set_file_compression")(
        archive, index, method, level);
}

zip_source_t* zip_source_buffer(
    zip_t* archive, const void* bytes, zip_uint64_t count, int is_freed) {
    return in_zip(zip_source_buffer, "zip_source_buffer")(archive, bytes, count, is_freed);
}

zip_source_t* zip_source_buffer_create(
    const void* bytes, zip_uint64_t count, int is_freed, zip_error_t* error) {
    return in_zip(zip_source_buffer_create, "zip_source_buffer_create")(
        bytes, count, is_freed, error);
}

int zip_source_close(zip_source_t* source) {
    return in_zip(zip_source_close, "zip_source_close")(source);
}

void zip_source_free(zip_source_t* source) {
    in_zip(zip_source_free, "zip_source_free")(source);
}

void zip_source_keep(zip_source_t* source) {
    in_zip(zip_source_keep, "zip_source_keep")(source);
}

int zip_source_open(zip_source_t* source) {
    return in_zip(zip_source_open, "zip_source_open")(source);
}

zip_int64_t zip_source_read(zip_source_t* source, void* bytes, zip_uint64_t count) {
    return in_zip(zip_source_read, "zip_source_read")(source, bytes, count);
}

int zip_stat_index(zip_t* archive, zip_uint64_t index, zip_flags_t flags, zip_stat_t* stat) {
    return in_zip(zip_stat_index, "zip_stat_index")(archive, index, flags, stat);
}

void zip_stat_init(zip_stat_t* stat) {
    in_zip(zip_stat_init, "zip_stat_init")(stat);
}

const char* zip_strerror(zip_t* archive) {
    return in_zip(zip_strerror, "zip_strerror")(archive);
}

// NOLINTEND(readability-identifier-naming)
