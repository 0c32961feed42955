#include "kiosk/widgets/key_row.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "kiosk/look/tokens.h"
#include "kiosk/look/tracks.h"

namespace otk::kiosk::widgets {
namespace {

namespace tokens = look::tokens;
using look::Type;

constexpr std::array bold_steps{Type::BigKey, Type::NextKey, Type::IdleNext, Type::PrintKey,
    Type::LabelTight, Type::Action, Type::KeyStrong, Type::ActionTight, Type::LabelLeast};
constexpr std::array regular_steps{
    Type::ActionPlain, Type::Key, Type::FieldHintTight, Type::KeyTight, Type::KeyLeast};

/// Words that have room in no other way give up their weight.
constexpr Saying narrowest{Type::KeyTight, false};

float caps_of(const Canvas& canvas, Type type) {
    return look::caps_mm(look::step_of(type), canvas.look().text_size());
}

bool is_bold(Type type) {
    return look::step_of(type).weight == look::Weight::Bold;
}

/// What all the keys can share, in the order in which it is tried.
struct Try {
    Saying saying;
    std::size_t lines;
};

/// The steps of one weight, none larger than any of the keys may have; the largest first.
std::vector<Type> steps_of(const Canvas& canvas, std::span<const Key> keys) {
    float largest = 1.0e6F;
    bool all_regular = true;
    for (const Key& key : keys) {
        if (key.sign_only) continue;
        largest = std::min(largest, caps_of(canvas, key.type));
        all_regular = all_regular && (key.style == KeyStyle::On || !is_bold(key.type));
    }
    std::vector<Type> steps;
    if (all_regular) {
        steps.assign(regular_steps.begin(), regular_steps.end());
    } else {
        steps.assign(bold_steps.begin(), bold_steps.end());
    }
    std::erase_if(steps, [&](Type type) { return caps_of(canvas, type) > largest + 0.01F; });
    std::ranges::stable_sort(
        steps, [&](Type a, Type b) { return caps_of(canvas, a) > caps_of(canvas, b); });
    return steps;
}

/// Doubled words come before signs, and those before a single line; else lines and signs come
/// before the last tenths of a size.
std::vector<Try> tries_of(const Canvas& canvas, std::span<const Key> keys) {
    constexpr std::size_t lines_most = 3;
    constexpr float signs_mm_least = 5.3F;
    const std::vector<Type> steps = steps_of(canvas, keys);
    std::vector<Try> tries;
    if (canvas.look().is_large()) {
        for (const Type type : steps) {
            for (const bool with_sign : {true, false}) {
                for (std::size_t lines = 1; lines <= lines_most; ++lines)
                    tries.push_back({{type, with_sign}, lines});
            }
        }
        return tries;
    }
    const float largest = steps.empty() ? 0 : caps_of(canvas, steps.front());
    const float least = std::min(largest, signs_mm_least);
    for (std::size_t lines = 1; lines <= lines_most; ++lines) {
        for (const bool is_smaller : {false, true}) {
            for (const bool with_sign : {true, false}) {
                for (const Type type : steps) {
                    if ((caps_of(canvas, type) < least) == is_smaller)
                        tries.push_back({{type, with_sign}, lines});
                }
            }
        }
    }
    for (std::size_t lines = 1; lines <= lines_most; ++lines)
        tries.push_back({narrowest, lines});
    return tries;
}

/// A view that is on is bold: the bold step that is not larger.
Saying saying_for(const Canvas& canvas, const Key& key, const Saying& saying) {
    if (key.style != KeyStyle::On || !is_bold(key.type) || is_bold(saying.type)) return saying;
    const float caps = caps_of(canvas, saying.type);
    Type best = Type::LabelLeast;
    for (const Type type : bold_steps) {
        const float tried = caps_of(canvas, type);
        if (tried <= caps + 0.01F && tried > caps_of(canvas, best)) best = type;
    }
    return {best, saying.with_sign};
}

bool stand_all(const Canvas& canvas, std::span<const PlacedKey> keys, const Try& tried) {
    return std::ranges::all_of(keys, [&](const PlacedKey& one) {
        return stands(
            canvas, one.key, one.place, saying_for(canvas, one.key, tried.saying), tried.lines);
    });
}

std::vector<Key> keys_of(std::span<const PlacedKey> placed) {
    std::vector<Key> keys;
    keys.reserve(placed.size());
    for (const PlacedKey& one : placed)
        keys.push_back(one.key);
    return keys;
}

std::vector<float> needs_of(
    const Canvas& canvas, std::span<const Key> keys, float height, const Saying& saying) {
    std::vector<float> needs;
    needs.reserve(keys.size());
    for (const Key& key : keys)
        needs.push_back(width_for(canvas, key, height, saying_for(canvas, key, saying)));
    return needs;
}

float sum_of(const Canvas& canvas, const std::vector<float>& needs) {
    const float gaps = canvas.px(tokens::gap) * (static_cast<float>(needs.size()) - 1);
    return std::accumulate(needs.begin(), needs.end(), gaps);
}

std::vector<PlacedKey> place_equally(
    const Canvas& canvas, const Rect& row, const std::vector<Key>& keys) {
    const std::vector<look::Span> spans =
        look::share(row.x, row.width, keys.size(), canvas.px(tokens::gap));
    std::vector<PlacedKey> placed;
    for (std::size_t at = 0; at < keys.size(); ++at)
        placed.push_back({{spans[at].begin, row.y, spans[at].length, row.height}, keys[at]});
    return placed;
}

std::vector<PlacedKey> place_by_need(const Canvas& canvas, const Rect& row,
    const std::vector<Key>& keys, const std::vector<float>& needs) {
    std::vector<look::Track> tracks;
    for (const float need : needs) {
        if (!tracks.empty()) tracks.push_back({.least = canvas.px(tokens::gap)});
        tracks.push_back({.least = need, .weight = 1, .basis = need});
    }
    const std::vector<look::Span> spans = look::divide(row.x, row.width, tracks);
    std::vector<PlacedKey> placed;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const look::Span& span = spans[at * 2];
        placed.push_back({{span.begin, row.y, span.length, row.height}, keys[at]});
    }
    return placed;
}

}  // namespace

Saying common_saying(const Canvas& canvas, std::span<const PlacedKey> placed) {
    const std::vector<Key> keys = keys_of(placed);
    for (const Try& tried : tries_of(canvas, keys)) {
        if (stand_all(canvas, placed, tried)) return tried.saying;
    }
    return canvas.look().is_large() ? Saying{Type::LabelLeast, false} : narrowest;
}

void draw_keys(const Canvas& canvas, std::span<const PlacedKey> keys) {
    const Saying saying = common_saying(canvas, keys);
    for (const PlacedKey& one : keys) {
        if (!one.key.intent) continue;
        draw_key(canvas, one.place, one.key, saying_for(canvas, one.key, saying));
    }
}

std::vector<PlacedKey> placed_in_row(
    const Canvas& canvas, const Rect& row, const std::vector<Key>& keys) {
    std::vector<PlacedKey> equal = place_equally(canvas, row, keys);
    for (const Try& tried : tries_of(canvas, keys)) {
        if (stand_all(canvas, equal, tried)) return equal;
        if (tried.lines > 1) continue;
        const std::vector<float> needs = needs_of(canvas, keys, row.height, tried.saying);
        if (sum_of(canvas, needs) > row.width) continue;
        std::vector<PlacedKey> uneven = place_by_need(canvas, row, keys, needs);
        if (stand_all(canvas, uneven, tried)) return uneven;
    }
    return equal;
}

void draw_key_row(const Canvas& canvas, const Rect& row, const std::vector<Key>& keys) {
    draw_keys(canvas, placed_in_row(canvas, row, keys));
}

bool stand_in_row(
    const Canvas& canvas, std::span<const Key> keys, float width, float height, Signs signs) {
    const std::vector<Type> steps = steps_of(canvas, keys);
    if (steps.empty()) return true;
    const Saying largest{steps.front(), signs == Signs::With};
    return sum_of(canvas, needs_of(canvas, keys, height, largest)) <= width;
}

}  // namespace otk::kiosk::widgets
