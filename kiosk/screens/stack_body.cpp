#include <algorithm>
#include <array>

#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"
#include "kiosk/screens/page.h"

namespace otk::kiosk::screens {
namespace {

namespace tokens = look::tokens;
using look::Type;
using widgets::Canvas;

/// Millimetres between a question's words and its answers, and between two questions.
struct Gaps {
    float answers;
    float blocks;
};
constexpr Gaps wide_gaps{4, 8};
constexpr Gaps tight_gaps{1.5F, 4};
constexpr float picture_mm = 26;

/// One question among those of its page, or a note between them.
struct Block {
    Heading heading;
    SetHeading set;
    Body body;
    bool has_answers = true;
};

/// The first step at which no question of the page has more than two lines.
Type title_type(
    const Canvas& canvas, const std::vector<Block>& blocks, float width, bool is_tight) {
    constexpr std::array large{Type::Title6, Type::Title7, Type::LabelSmall};
    constexpr std::array normal{Type::Title7, Type::Label, Type::LabelTight};
    constexpr std::array least{Type::LabelTight, Type::LabelSmall, Type::LabelLeast};
    const std::array steps = is_tight ? least : canvas.look().is_large() ? large : normal;
    for (const Type type : steps) {
        const bool fits = std::all_of(blocks.begin(), blocks.end(), [&](const Block& block) {
            const look::TextLayout& title = canvas.set(block.heading.title, type, width);
            return title.fits && title.lines.size() <= 2;
        });
        if (fits) return type;
    }
    return steps.back();
}

/// Words that ask nothing are no heading: they stand as a hint does.
Heading note_heading(const Canvas& canvas, const form::Question& note) {
    Heading heading;
    heading.hint = canvas.in_language(note.label);
    heading.picture = canvas.picture_of(note.image);
    const std::string_view more = canvas.in_language(note.hint);
    if (!more.empty()) heading.hint += "\n" + std::string(more);
    return heading;
}

std::vector<Block> blocks_of(const Canvas& canvas, float width, const Portion& portion) {
    const form::Visit& visit = *canvas.state().visit;
    const form::Page& page = visit.page();
    std::vector<Block> blocks;
    const Portion answers{.first = 0, .is_tight = portion.is_tight};
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        const bool is_note = question.kind == form::QuestionKind::Note;
        // The first row of a matrix in ODK's older spelling: its words are the page's already.
        if (is_note && (question.label == page.title || question.label == page.hint)) continue;
        Block block;
        block.heading = is_note ? note_heading(canvas, question) : question_heading(canvas, index);
        block.heading.hint_type = Type::FieldHint;
        block.heading.hint_gap_mm = portion.is_tight ? 1 : 2;
        block.heading.picture_mm = picture_mm;
        block.heading.suffix = "-" + question.name;
        block.has_answers = !is_note && !question.read_only;
        block.body = answers_body(canvas, index, width, answers);
        blocks.push_back(std::move(block));
    }
    const Type title = title_type(canvas, blocks, width, portion.is_tight);
    for (Block& block : blocks)
        block.set = set_heading(canvas, block.heading, title, width);
    return blocks;
}

}  // namespace

Body stack_body(const Canvas& canvas, float width, const Portion& portion) {
    std::vector<Block> blocks = blocks_of(canvas, width, portion);
    const Gaps gaps = portion.is_tight ? tight_gaps : wide_gaps;
    Body body;
    body.most = 0;
    body.weight = 6;
    body.titles = {Type::Title3, Type::Title4, Type::Title5};
    const float gap = canvas.px(gaps.blocks);
    const float answers_gap = canvas.px(gaps.answers);
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        const Block& block = blocks[at];
        const float words =
            block.set.height + (block.has_answers ? answers_gap : 0) + (at > 0 ? gap : 0);
        body.least += words + block.body.least;
        body.most += words + (block.has_answers ? block.body.most : 0);
    }
    body.draw = [&canvas, blocks = std::move(blocks), gap, answers_gap](const Rect& rect) {
        std::vector<look::Track> tracks;
        for (const Block& block : blocks) {
            tracks.push_back({.least = tracks.empty() ? 0 : gap});
            tracks.push_back({.least = block.set.height});
            tracks.push_back({.least = block.has_answers ? answers_gap : 0});
            tracks.push_back({.least = block.body.least,
                .weight = block.has_answers ? 1.0F : 0.0F,
                .most = block.body.most});
        }
        const std::vector<look::Span> spans = look::divide(rect.y, rect.height, tracks);
        for (std::size_t at = 0; at < blocks.size(); ++at) {
            const Block& block = blocks[at];
            draw_heading(
                canvas, block.heading, block.set, rect.x, spans[at * 4 + 1].begin, rect.width);
            if (!block.has_answers) continue;
            const look::Span& answers = spans[at * 4 + 3];
            block.body.draw({rect.x, answers.begin, rect.width, answers.length});
        }
    };
    return body;
}

}  // namespace otk::kiosk::screens
