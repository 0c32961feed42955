#include "drivers/page/pwg_raster.h"

#include <cups/cups.h>
#include <cups/raster.h>
#include <sys/types.h>

#include <memory>

#include "core/base/assert.h"

namespace otk::page {
namespace {

using Raster = std::unique_ptr<cups_raster_t, decltype(&::cupsRasterClose)>;

ssize_t append(void* closure, unsigned char* data, std::size_t size) {
    auto* file = static_cast<Bytes*>(closure);
    file->insert(file->end(), data, data + size);
    return static_cast<ssize_t>(size);
}

Error refused() {
    return {ErrorKind::Unsupported, "page: libcups makes no PWG raster of this size"};
}

}  // namespace

int PageMeasure::dots_of(int hundredths) const {
    constexpr int hundredths_per_inch = 2540;
    return hundredths * dots_per_inch / hundredths_per_inch;
}

Result<Bytes> pwg_raster_of(const GreyPage& page, const PageMeasure& measure) {
    OTK_ASSERT(page.width == measure.dots_of(measure.width));
    OTK_ASSERT(page.height == measure.dots_of(measure.height));
    const auto row_bytes = static_cast<std::size_t>(page.width);
    OTK_ASSERT(page.dots.size() == row_bytes * static_cast<std::size_t>(page.height));

    cups_page_header2_t header{};
    pwg_media_t* const media = ::pwgMediaForSize(measure.width, measure.height);
    const bool is_made = media != nullptr &&
                         ::cupsRasterInitPWGHeader(&header, media, "sgray_8", measure.dots_per_inch,
                             measure.dots_per_inch, "one-sided", nullptr) != 0;
    if (!is_made) return Failure(refused());
    // A size close to a sheet that the library knows may be taken for it.
    header.cupsWidth = static_cast<unsigned>(page.width);
    header.cupsHeight = static_cast<unsigned>(page.height);
    header.cupsBytesPerLine = static_cast<unsigned>(page.width);
    header.cupsInteger[CUPS_RASTER_PWG_TotalPageCount] = 1;

    Bytes file;
    Raster raster(::cupsRasterOpenIO(&append, &file, CUPS_RASTER_WRITE_PWG), &::cupsRasterClose);
    if (!raster || ::cupsRasterWriteHeader2(raster.get(), &header) == 0) return Failure(refused());
    std::vector<std::uint8_t> row(row_bytes);
    for (std::size_t begin = 0; begin < page.dots.size(); begin += row_bytes) {
        const auto first = page.dots.begin() + static_cast<std::ptrdiff_t>(begin);
        row.assign(first, first + static_cast<std::ptrdiff_t>(row_bytes));
        // The library takes no const pointer.
        const unsigned written =
            ::cupsRasterWritePixels(raster.get(), row.data(), static_cast<unsigned>(page.width));
        if (written != static_cast<unsigned>(page.width)) return Failure(refused());
    }
    raster.reset();
    return file;
}

}  // namespace otk::page
