#include "core/bundle/bundle_zip.h"

#include <memory>

#include <zip.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::bundle {
namespace {

/// Frees what libzip hands out as plain pointers.
struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Entry = std::unique_ptr<zip_file_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;

/// MS-DOS's first day, 1980-01-01, which is as early as the format knows.
constexpr zip_uint16_t dos_first_day = (1U << 5U) | 1U;

/// An error of libzip, whose words the caller's own copy holds.
class ZipError {
  public:
    ZipError() { zip_error_init(&m_error); }
    ~ZipError() { zip_error_fini(&m_error); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;

    zip_error_t* raw() { return &m_error; }
    std::string words() { return zip_error_strerror(&m_error); }

  private:
    zip_error_t m_error{};
};

Failure damaged(std::string_view what) {
    return fail(ErrorKind::InvalidInput, format("the archive: {}", what));
}

Result<void> add(zip_t* archive, const std::string& name, const Bytes& content) {
    zip_source_t* const source =
        zip_source_buffer(archive, content.data(), content.size(), 0 /* ours to free */);
    if (source == nullptr) return damaged(zip_strerror(archive));
    const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return damaged(zip_strerror(archive));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_file_set_dostime(archive, at, 0, dos_first_day, 0) != 0 ||
        zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 9) != 0) {
        return damaged(zip_strerror(archive));
    }
    return {};
}

Result<Bytes> bytes_of_source(zip_source_t* source) {
    if (zip_source_open(source) != 0) return damaged("cannot be read back");
    Bytes bytes;
    constexpr std::size_t step_bytes = 65536;
    zip_int64_t got = 0;
    do {
        const std::size_t had = bytes.size();
        bytes.resize(had + step_bytes);
        got = zip_source_read(source, bytes.data() + had, step_bytes);
        bytes.resize(had + (got > 0 ? static_cast<std::size_t>(got) : 0));
    } while (got > 0);
    zip_source_close(source);
    if (got < 0) return damaged("cannot be read back");
    return bytes;
}

Result<zip_stat_t> stat_of(zip_t* archive, zip_uint64_t index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t wanted =
        ZIP_STAT_SIZE | ZIP_STAT_NAME | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive, index, 0, &stat) != 0 || (stat.valid & wanted) != wanted) {
        return damaged("its list is damaged");
    }
    return stat;
}

/// What the list of entries promises: name → index.
Result<std::map<std::string, zip_stat_t>> list_of(zip_t* archive, const ZipLimits& limits) {
    const auto count = static_cast<std::size_t>(zip_get_num_entries(archive, 0));
    if (count > limits.entries_max) {
        return damaged(format("{} files, more than {}", count, limits.entries_max));
    }
    std::map<std::string, zip_stat_t> list;
    std::size_t unpacked = 0;
    for (zip_uint64_t index = 0; index < count; ++index) {
        const zip_stat_t stat = OTK_TRY(stat_of(archive, index));
        const std::string name = stat.name;
        if (!is_utf8(name)) return damaged("a name that is not UTF-8");
        if (name.empty() || name.ends_with('/')) return damaged("a folder among its files");
        const bool is_plain =
            stat.encryption_method == ZIP_EM_NONE &&
            (stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE);
        if (!is_plain) return damaged(format("{}: packed in another way than deflate", name));
        if (stat.size > limits.entry_bytes_max) {
            return damaged(format("{}: more than {} bytes", name, limits.entry_bytes_max));
        }
        unpacked += stat.size;
        if (unpacked > limits.unpacked_bytes_max) {
            return damaged(format("unpacks to more than {} bytes", limits.unpacked_bytes_max));
        }
        if (!list.emplace(name, stat).second) return damaged(format("{}: twice", name));
    }
    return list;
}

Result<Bytes> read(zip_t* archive, const std::string& name, const zip_stat_t& stat) {
    const Entry entry(zip_fopen_index(archive, stat.index, 0));
    if (!entry) return damaged(format("{}: {}", name, zip_strerror(archive)));
    // One byte more than promised shows an entry that holds more than the list says.
    Bytes content(stat.size + 1);
    std::size_t taken = 0;
    for (;;) {
        const zip_int64_t got =
            zip_fread(entry.get(), content.data() + taken, content.size() - taken);
        if (got < 0) return damaged(format("{}: damaged", name));
        if (got == 0) break;
        taken += static_cast<std::size_t>(got);
        if (taken > stat.size) return damaged(format("{}: larger than its list says", name));
    }
    if (taken != stat.size) return damaged(format("{}: cut short", name));
    content.resize(taken);
    return content;
}

}  // namespace

Result<Bytes> zip_of_files(const FileMap& files) {
    ZipError error;
    const Source target(zip_source_buffer_create(nullptr, 0, 0, error.raw()));
    if (!target) return damaged(error.words());
    zip_source_keep(target.get());  // the archive's own hold on it ends with zip_close
    Archive archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, error.raw()));
    if (!archive) {
        zip_source_free(target.get());
        return damaged(error.words());
    }
    for (const auto& [name, content] : files)
        OTK_TRY(add(archive.get(), name, content));
    if (zip_close(archive.get()) != 0) return damaged(zip_strerror(archive.get()));
    static_cast<void>(archive.release());  // closed is freed
    return bytes_of_source(target.get());
}

Result<FileMap> files_of_zip(ByteView bytes, const ZipLimits& limits) {
    // libzip takes nothing at all for an archive without files.
    if (bytes.empty()) return damaged("empty");
    ZipError error;
    zip_source_t* const source =
        zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.raw());
    if (source == nullptr) return damaged(error.words());
    const Archive archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, error.raw()));
    if (!archive) {
        zip_source_free(source);
        return damaged(error.words());
    }
    const auto list = OTK_TRY(list_of(archive.get(), limits));
    FileMap files;
    for (const auto& [name, stat] : list)
        files.emplace(name, OTK_TRY(read(archive.get(), name, stat)));
    return files;
}

}  // namespace otk::bundle
