#include "kiosk/look/tracks.h"

#include <algorithm>

namespace otk::kiosk::look {
namespace {

constexpr float hair = 0.001F;

/// Shares by weight among the tracks that are not settled yet; the lengths that this gives.
void share_out(float length, std::span<const Track> tracks, const std::vector<bool>& is_settled,
    std::vector<float>& lengths) {
    float left = length;
    float weights = 0;
    for (std::size_t at = 0; at < tracks.size(); ++at) {
        left -= is_settled[at] ? lengths[at] : tracks[at].basis;
        if (!is_settled[at]) weights += tracks[at].weight;
    }
    for (std::size_t at = 0; at < tracks.size(); ++at) {
        if (is_settled[at]) continue;
        lengths[at] = tracks[at].basis + left * tracks[at].weight / weights;
    }
}

/// Brings the tracks that broke a bound back to it and settles them: those under their least if the
/// breaches ask for more length in all, those over their most if they free some. False if none did.
bool settle(std::span<const Track> tracks, std::vector<bool>& is_settled, std::vector<float>& lengths) {
    float breaches = 0;
    std::vector<float> bounded;
    for (std::size_t at = 0; at < tracks.size(); ++at) {
        bounded.push_back(std::clamp(lengths[at], tracks[at].least,
            std::max(tracks[at].least, tracks[at].most)));
        if (!is_settled[at]) breaches += bounded[at] - lengths[at];
    }
    bool any = false;
    for (std::size_t at = 0; at < tracks.size(); ++at) {
        const float breach = bounded[at] - lengths[at];
        const bool is_wanted = (breach > hair && breaches > -hair) || (breach < -hair && breaches < hair);
        if (is_settled[at] || !is_wanted) continue;
        lengths[at] = bounded[at];
        is_settled[at] = true;
        any = true;
    }
    return any;
}

}  // namespace

std::vector<Span> divide(
    float begin, float length, std::span<const Track> tracks, bool* fits) {
    std::vector<float> lengths;
    std::vector<bool> is_settled;
    float needed = 0;
    for (const Track& track : tracks) {
        lengths.push_back(track.least);
        is_settled.push_back(track.weight <= 0);
        needed += track.least;
    }
    const bool is_tight = needed > length + hair;
    if (fits != nullptr) *fits = !is_tight;
    if (is_tight) {
        for (float& each : lengths) {
            each *= length / needed;
        }
    } else {
        share_out(length, tracks, is_settled, lengths);
        while (settle(tracks, is_settled, lengths)) {
            share_out(length, tracks, is_settled, lengths);
        }
    }
    std::vector<Span> spans;
    for (const float each : lengths) {
        spans.push_back({begin, each});
        begin += each;
    }
    return spans;
}

std::vector<Span> share(float begin, float length, std::size_t count, float gap) {
    std::vector<Span> spans;
    if (count == 0) return spans;
    const auto number = static_cast<float>(count);
    const float each = (length - gap * (number - 1)) / number;
    for (std::size_t at = 0; at < count; ++at) {
        spans.push_back({begin + (each + gap) * static_cast<float>(at), each});
    }
    return spans;
}

}  // namespace otk::kiosk::look
