#pragma once

#include <map>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::bundle {

/// path → content
using FileMap = std::map<std::string, Bytes, std::less<>>;

struct ZipLimits {
    std::size_t entries_max = 0;
    std::size_t entry_bytes_max = 0;     ///< unpacked
    std::size_t unpacked_bytes_max = 0;  ///< of all together
};

/// A zip archive of these files (libzip), deflated, in the order of their names, without any time:
/// the same files give the same bytes with the same library.
Result<Bytes> zip_of_files(const FileMap& files);

/// All files of an archive, in memory. What its list promises is held against the limits before
/// anything is unpacked. InvalidInput for an archive that is damaged or past a limit, has a name
/// twice, a folder, or a file that is enciphered or packed by another way than deflate. Names are
/// told as they stand there: nothing here writes to a disk.
Result<FileMap> files_of_zip(ByteView archive, const ZipLimits& limits);

}  // namespace otk::bundle
