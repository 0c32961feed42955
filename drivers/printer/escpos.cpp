#include "drivers/printer/escpos.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/qr/qr_code.h"
#include "core/text/code_points.h"
#include "drivers/picture/logo.h"
#include "drivers/printer/escpos_writer.h"
#include "drivers/printer/line_break.h"
#include "drivers/printer/symbol_fit.h"

namespace otk::printer {
namespace {

int em_dots_of(TextSize size) {
    switch (size) {
        case TextSize::Small:
            return 30;
        case TextSize::Tall:
            return 36;
        case TextSize::Large:
            return 48;
    }
    OTK_UNREACHABLE();
}

/// Of words beside the symbol. Its quiet zone is white already: a hair more is enough.
constexpr int beside_gap = 6;
constexpr int beside_block_gap = 14;

constexpr int logo_dots_per_inch = 203;

int line_dots_of(int em_dots) {
    return em_dots * 23 / 20;
}

int left_of(Alignment alignment, int width, int paper) {
    switch (alignment) {
        case Alignment::Left:
            return 0;
        case Alignment::Centre:
            return (paper - width) / 2;
        case Alignment::Right:
            return paper - width;
    }
    OTK_UNREACHABLE();
}

class SlipEncoder {
  public:
    SlipEncoder(const Model& model, Typefaces* typefaces)
        : m_model(model), m_typefaces(typefaces), m_writer(model) {}

    Result<Bytes> encode(const Slip& slip) {
        m_writer.begin();
        for (const Block& block : slip.blocks) {
            OTK_TRY(std::visit([this](const auto& known) { return put(known); }, block));
        }
        return m_writer.take();
    }

  private:
    Result<void> put(const TextBlock& block) {
        const std::optional<std::size_t> page = m_writer.page_for(block.text);
        if (!page) OTK_TRY(check_drawable(block));
        TextBlock fitting = block;
        auto lines = break_lines(
            block.text, [&](std::string_view line) { return fits(line, fitting, page); });
        if (!lines && block.size == TextSize::Large) {
            fitting.size = TextSize::Tall;
            lines = break_lines(
                block.text, [&](std::string_view line) { return fits(line, fitting, page); });
        }
        if (!lines) return fail(ErrorKind::InvalidInput, "a word is wider than the paper");
        for (const std::string& line : *lines) {
            const std::optional<std::size_t> line_page = page ? page : m_writer.page_for(line);
            if (line_page) {
                m_writer.text_line(line, fitting, *line_page);
            } else {
                draw_line(line, fitting);
            }
        }
        return {};
    }

    /// What no page of the printer has must be in the typeface.
    Result<void> check_drawable(const TextBlock& block) const {
        if (m_typefaces == nullptr) {
            return fail(ErrorKind::Unsupported,
                "a text has a letter that the printer lacks, and there is no font to draw it with");
        }
        const std::vector<text::CodePoint> letters = text::code_points_of(block.text);
        const picture::Typeface& face = typeface(block.weight);
        const bool has_all =
            std::all_of(letters.begin(), letters.end(), [&](const text::CodePoint& letter) {
                return letter.value == U'\n' || face.has(letter.value);
            });
        if (has_all) return {};
        return fail(
            ErrorKind::InvalidInput, "a text has a letter that neither printer nor font knows");
    }

    Result<void> put(const QrBlock& block) {
        const SymbolFit fit =
            OTK_TRY(fit_symbol(block.link.size(), m_model.width_dots, m_model.dots_per_inch));
        if (m_model.native_qr) {
            m_writer.qr_symbol(block.link, fit.level, fit.module_dots);
            return put_below(block);
        }
        const qr::QrCode code = OTK_TRY(qr::encode(block.link, fit.level));
        const int side = fit.side_dots();
        for (const TextBlock& text : block.beside) {
            if (m_typefaces != nullptr) OTK_TRY(check_drawable(text));
        }
        const std::optional<Words> words = words_beside(block, m_model.width_dots - side);
        const bool is_alone = block.beside.empty();
        const int left = is_alone ? left_of(block.alignment, side, m_model.width_dots) : 0;
        const int height = words ? std::max(side, words->height) : side;
        picture::Bitmap picture(words ? m_model.width_dots : left + side, height);
        draw_symbol(picture, code, fit.module_dots, left, (height - side) / 2);
        if (words) draw_words(picture, *words, side + beside_gap, (height - words->height) / 2);
        m_writer.raster(picture);
        return words ? Result<void>() : put_below(block);
    }

    /// The words that find no room beside the symbol.
    Result<void> put_below(const QrBlock& block) {
        for (const TextBlock& below : block.beside)
            OTK_TRY(put(below));
        return {};
    }

    static void draw_symbol(
        picture::Bitmap& picture, const qr::QrCode& code, int module, int left, int top) {
        const int quiet = qr::quiet_zone_modules * module;
        for (int y = 0; y < code.size(); ++y) {
            for (int x = 0; x < code.size(); ++x) {
                if (!code.is_dark(x, y)) continue;
                picture.fill(left + quiet + x * module, top + quiet + y * module, module, module);
            }
        }
    }

    /// Words set into lines of the typeface.
    struct Words {
        struct Line {
            std::string text;
            const TextBlock* style;
            int top;
        };
        std::vector<Line> lines;
        int height = 0;
    };

    /// Nothing if there are none, no typeface to set them in, or no room for their longest word.
    std::optional<Words> words_beside(const QrBlock& block, int room) const {
        if (block.beside.empty() || m_typefaces == nullptr) return std::nullopt;
        Words words;
        for (const TextBlock& text : block.beside) {
            const auto em = picture::Em::square(em_dots_of(text.size));
            const auto lines = break_lines(text.text, [&](std::string_view line) {
                return typeface(text.weight).width_of(line, em) <= room - beside_gap;
            });
            if (!lines) return std::nullopt;
            if (words.height > 0) words.height += beside_block_gap;
            for (const std::string& line : *lines) {
                words.lines.push_back({line, &text, words.height});
                words.height += line_dots_of(em.high);
            }
        }
        return words;
    }

    void draw_words(picture::Bitmap& picture, const Words& words, int left, int top) const {
        for (const Words::Line& line : words.lines) {
            const int em = em_dots_of(line.style->size);
            typeface(line.style->weight)
                .draw(picture, left, top + line.top + em * 19 / 20, line.text,
                    picture::Em::square(em));
        }
    }

    Result<void> put(const RuleBlock& block) {
        m_writer.rule(dots_of(m_model, block.thickness_mm));
        return {};
    }

    Result<void> put(const SpaceBlock& block) {
        m_writer.feed(dots_of(m_model, block.height_mm));
        return {};
    }

    Result<void> put(const LogoBlock& block) {
        const int wanted =
            std::max(1, block.picture.width() * m_model.dots_per_inch / logo_dots_per_inch);
        const picture::Bitmap logo =
            scaled_to_width(block.picture, std::min(wanted, m_model.width_dots));
        const int left = left_of(block.alignment, logo.width(), m_model.width_dots);
        picture::Bitmap line(left + logo.width(), logo.height());
        line.stamp(logo, left, 0);
        m_writer.raster(line);
        return {};
    }

    Result<void> put(const CutBlock&) {
        m_writer.cut();
        return {};
    }

    /// `block_page` has all letters of the block, so no line of it needs to be looked at again.
    bool fits(std::string_view line, const TextBlock& style,
        std::optional<std::size_t> block_page) const {
        if (!block_page && !m_writer.page_for(line)) {
            return typeface(style.weight)
                       .width_of(line, picture::Em::square(em_dots_of(style.size))) <=
                   m_model.width_dots;
        }
        const auto letters = static_cast<int>(std::count_if(line.begin(), line.end(),
            [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
        return letters * cells_of(style.size).wide * m_model.cell_width_dots <= m_model.width_dots;
    }

    void draw_line(std::string_view line, const TextBlock& style) {
        const int em = em_dots_of(style.size);
        picture::Typeface& letters = typeface(style.weight);
        const int width = letters.width_of(line, picture::Em::square(em));
        picture::Bitmap picture(m_model.width_dots, em * 5 / 4);
        letters.draw(picture, left_of(style.alignment, width, m_model.width_dots), em * 19 / 20,
            line, picture::Em::square(em));
        m_writer.raster(picture);
    }

    picture::Typeface& typeface(Weight weight) const {
        OTK_ASSERT(m_typefaces != nullptr);
        return weight == Weight::Bold ? m_typefaces->bold : m_typefaces->regular;
    }

    const Model& m_model;
    Typefaces* m_typefaces;
    EscposWriter m_writer;
};

}  // namespace

Result<Typefaces> Typefaces::open(const Path& folder) {
    // Not within the braces: g++ forgets what the first made if the second returns.
    auto regular = OTK_TRY(picture::Typeface::open(folder / "PTS55F.ttf"));
    auto bold = OTK_TRY(picture::Typeface::open(folder / "PTS75F.ttf"));
    return Typefaces{std::move(regular), std::move(bold)};
}

Result<Bytes> encode_escpos(const Slip& slip, const Model& model, Typefaces* typefaces) {
    return in("slip", SlipEncoder(model, typefaces).encode(slip));
}

}  // namespace otk::printer
