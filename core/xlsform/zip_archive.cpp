#include "core/xlsform/zip_archive.h"

#include <algorithm>
#include <utility>

#include <zip.h>

#include "core/base/format.h"

namespace otk::xlsform {
namespace {

constexpr const char* save_again = "open it in LibreOffice or Excel and save it anew";

/// Frees what libzip hands out as plain pointers.
struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using File = std::unique_ptr<zip_file_t, Discard>;

Failure damaged(std::string_view what) {
    return fail(ErrorKind::InvalidInput, format("{}; {}", what, save_again));
}

/// An error of libzip, whose words the caller's own copy holds.
class ZipError {
  public:
    ZipError() { zip_error_init(&m_error); }
    ~ZipError() { zip_error_fini(&m_error); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;
    ZipError(ZipError&&) = delete;
    ZipError& operator=(ZipError&&) = delete;

    zip_error_t* raw() { return &m_error; }
    Failure failure(std::string_view what) {
        return damaged(format("{}: {}", what, zip_error_strerror(&m_error)));
    }

  private:
    zip_error_t m_error{};
};

Result<zip_stat_t> stat_of(zip_t* archive, zip_uint64_t index) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    constexpr zip_uint64_t wanted = ZIP_STAT_SIZE | ZIP_STAT_NAME;
    if (zip_stat_index(archive, index, 0, &stat) != 0 || (stat.valid & wanted) != wanted) {
        return damaged("the archive's list is damaged");
    }
    return stat;
}

/// Every size that the archive's list promises, before a single byte is inflated.
Result<void> check_sizes(zip_t* archive, const SourceLimits& limits) {
    const auto count = static_cast<std::size_t>(zip_get_num_entries(archive, 0));
    if (count > limits.zip_entries_max) {
        return damaged(
            format("the file has {} parts, more than {}", count, limits.zip_entries_max));
    }
    std::size_t unpacked = 0;
    for (zip_uint64_t index = 0; index < count; ++index) {
        const zip_stat_t stat = OTK_TRY(stat_of(archive, index));
        // Each is checked alone first, so that the sum cannot overflow.
        if (stat.size > limits.unpacked_bytes_max - unpacked) {
            return damaged(
                format("the file unpacks to more than {} bytes", limits.unpacked_bytes_max));
        }
        unpacked += stat.size;
    }
    return {};
}

/// The entry's index, or a negative number. Names of parts are told apart in any letters (ECMA-376
/// part 2), and 1C writes SharedStrings.xml where its workbook says sharedStrings.xml; some
/// programs write backslashes.
zip_int64_t index_of(zip_t* archive, std::string name) {
    zip_int64_t index = zip_name_locate(archive, name.c_str(), 0);
    if (index < 0) index = zip_name_locate(archive, name.c_str(), ZIP_FL_NOCASE);
    if (index >= 0) return index;
    std::replace(name.begin(), name.end(), '/', '\\');
    return zip_name_locate(archive, name.c_str(), ZIP_FL_NOCASE);
}

}  // namespace

struct ZipArchive::Opened {
    Archive archive;
};

ZipArchive::ZipArchive(std::unique_ptr<Opened> opened, const SourceLimits& limits)
    : m_opened(std::move(opened)), m_limits(limits) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive> ZipArchive::open(ByteView bytes, const SourceLimits& limits) {
    ZipError error;
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.raw());
    if (source == nullptr) return error.failure("the file cannot be read");
    Archive archive(zip_open_from_source(source, ZIP_RDONLY, error.raw()));
    if (!archive) {
        zip_source_free(source);
        return error.failure("the file is damaged");
    }
    OTK_TRY(check_sizes(archive.get(), limits));
    return ZipArchive(std::make_unique<Opened>(Opened{std::move(archive)}), limits);
}

bool ZipArchive::has(std::string_view name) const {
    return index_of(m_opened->archive.get(), std::string(name)) >= 0;
}

Result<std::string> ZipArchive::read(std::string_view name) const {
    zip_t* archive = m_opened->archive.get();
    const zip_int64_t index = index_of(archive, std::string(name));
    if (index < 0) {
        return fail(ErrorKind::NotFound, format("the part {} is missing; {}", name, save_again));
    }
    const zip_stat_t stat = OTK_TRY(stat_of(archive, static_cast<zip_uint64_t>(index)));
    if (stat.size > m_limits.entry_bytes_max) {
        return damaged(
            format("the part {} unpacks to more than {} bytes", name, m_limits.entry_bytes_max));
    }
    const File file(zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0));
    if (!file) {
        return damaged(format("the part {} cannot be read: {}", name, zip_strerror(archive)));
    }
    std::string text(stat.size, '\0');
    // One byte more than promised shows an entry that holds more than the list says.
    char beyond = 0;
    const zip_int64_t taken = zip_fread(file.get(), text.data(), stat.size);
    if (taken != static_cast<zip_int64_t>(stat.size) || zip_fread(file.get(), &beyond, 1) != 0) {
        return damaged(format("the part {} is damaged", name));
    }
    return text;
}

}  // namespace otk::xlsform
