#include "drivers/page/page.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/qr/qr_code.h"
#include "drivers/page/pwg_raster.h"
#include "drivers/printer/symbol_fit.h"

namespace otk::page {
namespace {

using printer::Alignment;
using printer::TextBlock;
using printer::TextSize;

constexpr double points_per_mm = 72 / 25.4;
constexpr double beside_gap_mm = 1;
constexpr double logo_dots_per_inch = 203;
/// The symbol is fitted in hundredths of a millimetre.
constexpr int hundredths_per_mm = 100;
constexpr int hundredths_per_inch = 2540;

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using LayoutPointer = std::unique_ptr<PangoLayout, Unref>;
using ContextPointer = std::unique_ptr<PangoContext, Unref>;
using FontMapPointer = std::unique_ptr<PangoFontMap, Unref>;

struct Destroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using SurfacePointer = std::unique_ptr<cairo_surface_t, Destroy>;
using CairoPointer = std::unique_ptr<cairo_t, Destroy>;

/// The height of an em: that of the letters a receipt printer draws for the size.
double em_mm_of(TextSize size) {
    switch (size) {
        case TextSize::Small:
            return 3.75;
        case TextSize::Tall:
            return 4.5;
        case TextSize::Large:
            return 6;
    }
    OTK_UNREACHABLE();
}

PangoAlignment foreign(Alignment alignment) {
    switch (alignment) {
        case Alignment::Left:
            return PANGO_ALIGN_LEFT;
        case Alignment::Centre:
            return PANGO_ALIGN_CENTER;
        case Alignment::Right:
            return PANGO_ALIGN_RIGHT;
    }
    OTK_UNREACHABLE();
}

double share_before(Alignment alignment) {
    switch (alignment) {
        case Alignment::Left:
            return 0;
        case Alignment::Centre:
            return 0.5;
        case Alignment::Right:
            return 1;
    }
    OTK_UNREACHABLE();
}

/// Black squares of one size.
struct Squares {
    double side;
    std::vector<std::pair<double, double>> corners;
};
struct Bar {
    double width;
    double height;
};

/// Something black at a place; points from the page's left and from the first block's top.
struct Placed {
    double x;
    double y;
    std::variant<LayoutPointer, Squares, Bar> what;
};

/// Sets the blocks one below the other; everything is in points.
class Setter {
  public:
    explicit Setter(const PageStyle& style)
        : m_style(style),
          m_fonts(pango_cairo_font_map_new()),
          m_context(pango_font_map_create_context(m_fonts.get())) {}

    Result<void> set(const printer::Slip& slip) {
        for (const printer::Block& block : slip.blocks)
            OTK_TRY(std::visit([this](const auto& known) { return put(known); }, block));
        return {};
    }

    const std::vector<Placed>& placed() const { return m_placed; }
    double height() const { return m_y; }

  private:
    double left() const { return m_style.margin_mm * points_per_mm; }
    double room() const { return (m_style.width_mm - 2 * m_style.margin_mm) * points_per_mm; }
    double scaled(double millimetres) const { return millimetres * m_style.scale * points_per_mm; }

    Result<LayoutPointer> layout_of(const TextBlock& block, double width) const {
        LayoutPointer layout(pango_layout_new(m_context.get()));
        PangoFontDescription* font = pango_font_description_new();
        pango_font_description_set_family_static(font, "PT Sans");
        pango_font_description_set_weight(
            font, block.weight == printer::Weight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font, scaled(em_mm_of(block.size)) * PANGO_SCALE);
        pango_layout_set_font_description(layout.get(), font);
        pango_font_description_free(font);
        pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD);
        pango_layout_set_alignment(layout.get(), foreign(block.alignment));
        pango_layout_set_text(layout.get(), block.text.data(), static_cast<int>(block.text.size()));
        if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0) {
            return fail(ErrorKind::InvalidInput, "a text has a letter that no font knows");
        }
        return layout;
    }

    /// Of the widest line and of all lines; a word that does not fit stands out of the width.
    static std::pair<double, double> size_of(PangoLayout* layout) {
        PangoRectangle logical{};
        pango_layout_get_extents(layout, nullptr, &logical);
        return {static_cast<double>(logical.width) / PANGO_SCALE,
            static_cast<double>(logical.height) / PANGO_SCALE};
    }

    Result<void> put(const TextBlock& block) {
        LayoutPointer layout = OTK_TRY(layout_of(block, room()));
        const auto [width, height] = size_of(layout.get());
        if (width > room()) {
            return fail(ErrorKind::InvalidInput, "a word is wider than the page");
        }
        m_placed.push_back({left(), m_y, std::move(layout)});
        m_y += height;
        return {};
    }

    Result<void> put(const printer::QrBlock& block) {
        const int room_hundredths =
            static_cast<int>(room() / points_per_mm / m_style.scale * hundredths_per_mm);
        const printer::SymbolFit fit =
            OTK_TRY(printer::fit_symbol(block.link.size(), room_hundredths, hundredths_per_inch));
        const qr::QrCode code = OTK_TRY(qr::encode(block.link, fit.level));
        const double module = scaled(static_cast<double>(fit.module_dots) / hundredths_per_mm);
        const double side = module * (fit.modules + 2 * qr::quiet_zone_modules);
        std::vector<std::pair<LayoutPointer, double>> words;
        const double words_height = OTK_TRY(words_beside(block, room() - side, words));
        const double height = std::max(side, words_height);
        const double share = block.beside.empty() ? share_before(block.alignment) : 0;
        m_placed.push_back({left() + share * (room() - side), m_y + (height - side) / 2,
            squares_of(code, module)});
        double y = m_y + (height - words_height) / 2;
        for (auto& [layout, line_height] : words) {
            m_placed.push_back({left() + side, y, std::move(layout)});
            y += line_height;
        }
        m_y += height;
        if (!words.empty()) return {};
        for (const TextBlock& below : block.beside)
            OTK_TRY(put(below));
        return {};
    }

    /// The words that stand in that room, and the height of them all; none if one does not fit.
    Result<double> words_beside(const printer::QrBlock& block, double room,
        std::vector<std::pair<LayoutPointer, double>>& words) const {
        const double width = room - scaled(beside_gap_mm);
        double sum = 0;
        for (const TextBlock& text : block.beside) {
            if (width <= 0) break;
            LayoutPointer layout = OTK_TRY(layout_of(text, width));
            const auto [text_width, text_height] = size_of(layout.get());
            if (text_width > width) {
                words.clear();
                return 0.0;
            }
            words.emplace_back(std::move(layout), text_height);
            sum += text_height;
        }
        return sum;
    }

    static Squares squares_of(const qr::QrCode& code, double module) {
        Squares squares{module, {}};
        for (int y = 0; y < code.size(); ++y) {
            for (int x = 0; x < code.size(); ++x) {
                if (!code.is_dark(x, y)) continue;
                squares.corners.emplace_back(
                    (x + qr::quiet_zone_modules) * module, (y + qr::quiet_zone_modules) * module);
            }
        }
        return squares;
    }

    Result<void> put(const printer::RuleBlock& block) {
        const double height = scaled(block.thickness_mm);
        m_placed.push_back({left(), m_y, Bar{room(), height}});
        m_y += height;
        return {};
    }

    Result<void> put(const printer::SpaceBlock& block) {
        m_y += scaled(block.height_mm);
        return {};
    }

    Result<void> put(const printer::CutBlock&) { return {}; }

    Result<void> put(const printer::LogoBlock& block) {
        const picture::Bitmap& logo = block.picture;
        const double dot =
            std::min(scaled(25.4 / logo_dots_per_inch), room() / std::max(1, logo.width()));
        Squares squares{dot, {}};
        for (int y = 0; y < logo.height(); ++y) {
            for (int x = 0; x < logo.width(); ++x) {
                if (logo.is_black(x, y)) squares.corners.emplace_back(x * dot, y * dot);
            }
        }
        const double share = share_before(block.alignment);
        m_placed.push_back(
            {left() + share * (room() - logo.width() * dot), m_y, std::move(squares)});
        m_y += logo.height() * dot;
        return {};
    }

    const PageStyle& m_style;
    FontMapPointer m_fonts;  ///< of this page: the default one is never given back
    ContextPointer m_context;
    std::vector<Placed> m_placed;
    double m_y = 0;
};

/// Draws what was set, `top` points lower.
class Painter {
  public:
    Painter(cairo_t* cairo, double top) : m_cairo(cairo), m_top(top) {}

    void paint(const Placed& placed) {
        m_x = placed.x;
        m_y = m_top + placed.y;
        std::visit([this](const auto& what) { draw(what); }, placed.what);
    }

  private:
    void draw(const LayoutPointer& layout) {
        cairo_move_to(m_cairo, m_x, m_y);
        pango_cairo_show_layout(m_cairo, layout.get());
    }

    void draw(const Squares& squares) {
        for (const auto& [x, y] : squares.corners)
            cairo_rectangle(m_cairo, m_x + x, m_y + y, squares.side, squares.side);
        // One path: no hair of white between neighbours.
        cairo_fill(m_cairo);
    }

    void draw(const Bar& bar) {
        cairo_rectangle(m_cairo, m_x, m_y, bar.width, bar.height);
        cairo_fill(m_cairo);
    }

    cairo_t* m_cairo;
    double m_top;
    double m_x = 0;
    double m_y = 0;
};

cairo_status_t append(void* closure, const unsigned char* data, unsigned int size) {
    auto* file = static_cast<Bytes*>(closure);
    file->insert(file->end(), data, data + size);
    return CAIRO_STATUS_SUCCESS;
}

/// What was set, on a page that it fits.
struct SetPage {
    Setter setter;
    double height;  ///< points
    double top;     ///< of the blocks

    static Result<SetPage> of(const printer::Slip& slip, const PageStyle& style) {
        OTK_ASSERT(style.scale > 0 && style.width_mm > 2 * style.margin_mm);
        Setter setter(style);
        OTK_TRY(in("page", setter.set(slip)));
        const double margin = style.margin_mm * points_per_mm;
        const double height =
            style.height_mm ? *style.height_mm * points_per_mm : setter.height() + 2 * margin;
        const double free = height - 2 * margin - setter.height();
        // A hundredth of a point is what adding up leaves.
        if (free < -0.01) {
            return fail(ErrorKind::InvalidInput, "page: the texts are longer than the page");
        }
        return SetPage{std::move(setter), height, margin + free / 2};
    }

    void paint(cairo_t* cairo) const {
        cairo_set_source_rgb(cairo, 0, 0, 0);
        Painter painter(cairo, top);
        for (const Placed& placed : setter.placed())
            painter.paint(placed);
    }
};

Result<void> check(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return {};
    return fail(ErrorKind::Unavailable, format("page: {}", cairo_status_to_string(status)));
}

Result<void> check(cairo_surface_t* surface) {
    return check(cairo_surface_status(surface));
}

Result<void> check(cairo_t* cairo) {
    return check(cairo_status(cairo));
}

int hundredths_of(double points) {
    return static_cast<int>(std::lround(points / points_per_mm * hundredths_per_mm));
}

/// Of a page as a picture: A3 at 600 dots an inch, and what keeps the memory for one bounded.
constexpr int raster_dots_max = 10'000;
constexpr double points_per_inch = 72;
constexpr std::uint8_t half_inked = 128;
constexpr std::uint8_t black = 0;
constexpr std::uint8_t white = 255;

constexpr double wide_roll_mm = 80;
constexpr double narrow_roll_mm = 58;

}  // namespace

PageStyle roll_of(const printer::Model& model) {
    constexpr double inch_mm = 25.4;
    const double printable_mm = model.width_dots * inch_mm / model.dots_per_inch;
    PageStyle style;
    style.width_mm = printable_mm < narrow_roll_mm ? narrow_roll_mm : wide_roll_mm;
    style.margin_mm = (style.width_mm - printable_mm) / 2;
    return style;
}

Result<Bytes> write_pdf(const printer::Slip& slip, const PageStyle& style) {
    const SetPage page = OTK_TRY(SetPage::of(slip, style));
    Bytes file;
    const SurfacePointer surface(cairo_pdf_surface_create_for_stream(
        append, &file, style.width_mm * points_per_mm, page.height));
    // Without it cairo writes the time of day into the file.
    cairo_pdf_surface_set_metadata(
        surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00");
    const CairoPointer cairo(cairo_create(surface.get()));
    page.paint(cairo.get());
    cairo_show_page(cairo.get());
    cairo_surface_finish(surface.get());
    OTK_TRY(check(surface.get()));
    return file;
}

Result<Bytes> write_pwg_raster(
    const printer::Slip& slip, const PageStyle& style, int dots_per_inch) {
    OTK_ASSERT(dots_per_inch > 0);
    const SetPage page = OTK_TRY(SetPage::of(slip, style));
    const PageMeasure measure{.width = hundredths_of(style.width_mm * points_per_mm),
        .height = hundredths_of(page.height),
        .dots_per_inch = dots_per_inch};
    GreyPage grey{measure.dots_of(measure.width), measure.dots_of(measure.height), {}};
    if (grey.width > raster_dots_max || grey.height > raster_dots_max) {
        return fail(ErrorKind::InvalidInput, "page: more dots than a picture may have");
    }
    // Of alpha alone: what is inked.
    const SurfacePointer surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, grey.width, grey.height));
    OTK_TRY(check(surface.get()));
    const CairoPointer cairo(cairo_create(surface.get()));
    cairo_scale(cairo.get(), dots_per_inch / points_per_inch, dots_per_inch / points_per_inch);
    page.paint(cairo.get());
    OTK_TRY(check(cairo.get()));
    cairo_surface_flush(surface.get());
    const unsigned char* const ink = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    grey.dots.reserve(static_cast<std::size_t>(grey.width) * static_cast<std::size_t>(grey.height));
    for (int y = 0; y < grey.height; ++y) {
        const unsigned char* const row = ink + static_cast<std::ptrdiff_t>(y) * stride;
        // Black or white: a thermal head knows no grey, and a driver's dots for it spoil the
        // symbol.
        std::transform(row, row + grey.width, std::back_inserter(grey.dots),
            [](unsigned char inked) { return inked < half_inked ? white : black; });
    }
    return pwg_raster_of(grey, measure);
}

}  // namespace otk::page
