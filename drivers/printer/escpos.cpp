#include "drivers/printer/escpos.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/qr/qr_code.h"
#include "core/text/code_points.h"
#include "drivers/printer/escpos_writer.h"
#include "drivers/printer/line_break.h"

namespace otk::printer {
namespace {

constexpr double module_mm = 1.0;  // a phone reads it at arm's length
constexpr int module_dots_min = 8;

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
        const bool is_native = has_bytes(block.text);
        if (!is_native && m_typefaces == nullptr) {
            return fail(ErrorKind::Unsupported,
                "a text has a letter that the printer lacks, and there is no font to draw it with");
        }
        TextBlock fitting = block;
        auto lines = break_lines(
            block.text, [&](std::string_view line) { return fits(line, fitting, is_native); });
        if (!lines && block.size == TextSize::Large) {
            fitting.size = TextSize::Tall;
            lines = break_lines(
                block.text, [&](std::string_view line) { return fits(line, fitting, is_native); });
        }
        if (!lines) return fail(ErrorKind::InvalidInput, "a word is wider than the paper");
        for (const std::string& line : *lines) {
            if (is_native || has_bytes(line)) {
                m_writer.text_line(line, fitting);
            } else {
                draw_line(line, fitting);
            }
        }
        return {};
    }

    Result<void> put(const QrBlock& block) {
        // A slip is read once, from fresh paper: M is plenty, L where only it keeps the symbol on
        // the paper.
        qr::QrCode code = OTK_TRY(qr::encode(block.link, qr::Level::Medium));
        if (symbol_dots(code) > m_model.width_dots)
            code = OTK_TRY(qr::encode(block.link, qr::Level::Low));
        const int side = symbol_dots(code);
        if (side > m_model.width_dots) {
            return fail(ErrorKind::InvalidInput,
                format("a QR symbol of {} dots is wider than the paper", side));
        }
        const std::optional<Words> words = words_beside(block, m_model.width_dots - side);
        const bool is_alone = block.beside.empty();
        const int left = is_alone ? left_of(block.alignment, side, m_model.width_dots) : 0;
        const int height = words ? std::max(side, words->height) : side;
        picture::Bitmap picture(words ? m_model.width_dots : left + side, height);
        draw_symbol(picture, code, left, (height - side) / 2);
        if (words) draw_words(picture, *words, side + beside_gap, (height - words->height) / 2);
        m_writer.raster(picture);
        if (words) return {};
        for (const TextBlock& below : block.beside)
            OTK_TRY(put(below));
        return {};
    }

    void draw_symbol(picture::Bitmap& picture, const qr::QrCode& code, int left, int top) const {
        const int module = module_dots();
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
        const int height = dots_of(m_model, block.thickness_mm);
        picture::Bitmap picture(m_model.width_dots, height);
        picture.fill(0, 0, m_model.width_dots, height);
        m_writer.raster(picture);
        return {};
    }

    Result<void> put(const SpaceBlock& block) {
        m_writer.feed(dots_of(m_model, block.height_mm));
        return {};
    }

    Result<void> put(const CutBlock&) {
        m_writer.cut();
        return {};
    }

    bool has_bytes(std::string_view text) const {
        const std::vector<text::CodePoint> letters = text::code_points_of(text);
        return std::all_of(letters.begin(), letters.end(), [this](const text::CodePoint& letter) {
            return letter.value == U'\n' || byte_of(m_model.pages.front().page, letter.value);
        });
    }

    /// `is_native`: the whole block has bytes, so no line of it needs to be looked at again.
    bool fits(std::string_view line, const TextBlock& style, bool is_native) const {
        if (!is_native && !has_bytes(line)) {
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

    int module_dots() const { return std::max(module_dots_min, dots_of(m_model, module_mm)); }
    int symbol_dots(const qr::QrCode& code) const {
        return (code.size() + 2 * qr::quiet_zone_modules) * module_dots();
    }

    const Model& m_model;
    Typefaces* m_typefaces;
    EscposWriter m_writer;
};

}  // namespace

Result<Typefaces> Typefaces::open(const Path& folder) {
    return Typefaces{OTK_TRY(picture::Typeface::open(folder / "PTS55F.ttf")),
        OTK_TRY(picture::Typeface::open(folder / "PTS75F.ttf"))};
}

Result<Bytes> encode_escpos(const Slip& slip, const Model& model, Typefaces* typefaces) {
    return in("slip", SlipEncoder(model, typefaces).encode(slip));
}

}  // namespace otk::printer
