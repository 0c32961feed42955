#include "core/form/functions_repeat.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string_view>
#include <vector>

#include "core/form/arguments.h"
#include "core/form/words.h"

namespace otk::form {
namespace {

/// The Earth's equatorial radius, as ODK's engines take it.
constexpr double earth_radius_m = 6'378'100;

/// Degrees on the sphere.
struct Place {
    double latitude = 0;
    double longitude = 0;
};

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

double to_centimetres(double metres) {
    return std::round(metres * 100) / 100;
}

/// A geopoint: latitude and longitude, perhaps altitude and accuracy.
std::optional<Place> place_of(std::string_view geopoint) {
    const std::vector<std::string_view> parts = words_of(geopoint);
    if (parts.size() < 2) return {};
    const Place place{number_from_text(parts[0]), number_from_text(parts[1])};
    const bool is_on_earth = std::fabs(place.latitude) <= 90 && std::fabs(place.longitude) <= 180;
    if (!is_on_earth) return {};
    return place;
}

/// Geopoints between semicolons, or the nodes of a node-set; absent if one is none.
std::optional<std::vector<Place>> places_of(Arguments& arguments, std::size_t index) {
    std::vector<Place> places;
    const Value value = arguments.value(index);
    std::string all;
    if (const NodeSet* nodes = std::get_if<NodeSet>(&value)) {
        for (const NodeRef node : *nodes)
            all += arguments.evaluation().text_of(node) + ";";
    } else {
        all = arguments.evaluation().text(value);
    }
    for (std::size_t begin = 0; begin < all.size();) {
        const std::size_t end = std::min(all.find(';', begin), all.size());
        const std::string_view part = std::string_view(all).substr(begin, end - begin);
        begin = end + 1;
        if (words_of(part).empty()) continue;
        const std::optional<Place> place = place_of(part);
        if (!place) return {};
        places.push_back(*place);
    }
    return places;
}

double distance_m(const Place& a, const Place& b) {
    const double latitude_a = radians(a.latitude);
    const double latitude_b = radians(b.latitude);
    const double across = std::sin((latitude_b - latitude_a) / 2);
    const double along = std::sin(radians(b.longitude - a.longitude) / 2);
    const double half =
        across * across + std::cos(latitude_a) * std::cos(latitude_b) * along * along;
    return 2 * earth_radius_m * std::asin(std::sqrt(half));
}

/// Whether a ray from the place crosses the border an odd number of times.
bool is_inside(const Place& place, const std::vector<Place>& border) {
    bool inside = false;
    for (std::size_t index = 0; index < border.size(); ++index) {
        const Place& a = border[index];
        const Place& b = border[(index + 1) % border.size()];
        if ((a.longitude > place.longitude) == (b.longitude > place.longitude)) continue;
        const double crossing = a.latitude + (place.longitude - a.longitude) *
                                                 (b.latitude - a.latitude) /
                                                 (b.longitude - a.longitude);
        if (place.latitude < crossing) inside = !inside;
    }
    return inside;
}

bool is_below(const Documents& documents, NodeRef node, NodeRef ancestor) {
    return node.tree == ancestor.tree && node.node > ancestor.node &&
           node.node < documents.tree_of(ancestor).end(ancestor.node);
}

/// The nodes that lie below that one; all of them while there is none.
NodeSet below(
    const Documents& documents, const NodeSet& nodes, const std::optional<NodeRef>& ancestor) {
    if (!ancestor) return nodes;
    NodeSet kept;
    for (const NodeRef node : nodes) {
        if (is_below(documents, node, *ancestor)) kept.push_back(node);
    }
    return kept;
}

}  // namespace

/// Square metres inside a line of places on the sphere, whatever way round it goes.
Value call_area(Arguments& arguments) {
    const auto places = places_of(arguments, 0);
    if (!places) return 0.0;
    double sum = 0;
    for (std::size_t index = 0; index < places->size(); ++index) {
        const Place& a = (*places)[index];
        const Place& b = (*places)[(index + 1) % places->size()];
        sum += radians(b.longitude - a.longitude) *
               (2 + std::sin(radians(a.latitude)) + std::sin(radians(b.latitude)));
    }
    return to_centimetres(std::fabs(sum) / 2 * earth_radius_m * earth_radius_m);
}

Value call_distance(Arguments& arguments) {
    const auto places = places_of(arguments, 0);
    if (!places) return 0.0;
    double sum = 0;
    for (std::size_t index = 1; index < places->size(); ++index) {
        sum += distance_m((*places)[index - 1], (*places)[index]);
    }
    return to_centimetres(sum);
}

Value call_geofence(Arguments& arguments) {
    const std::optional<Place> place = place_of(arguments.text(0));
    const auto border = places_of(arguments, 1);
    return place && border && is_inside(*place, *border);
}

/// indexed-repeat(target, repeat, place, …): up to three repeats, each inside the one before.
Value call_indexed_repeat(Arguments& arguments) {
    if (arguments.count() % 2 == 0) {
        return arguments.refuse("indexed-repeat() takes a place after each repeat");
    }
    const Documents& documents = arguments.evaluation().documents();
    std::optional<NodeRef> chosen;
    for (std::size_t index = 1; index + 1 < arguments.count(); index += 2) {
        const NodeSet repeats = below(documents, arguments.nodes(index), chosen);
        const double place = arguments.number(index + 1);
        if (!(place >= 1 && place <= static_cast<double>(repeats.size()))) return NodeSet();
        chosen = repeats.begin()[static_cast<std::size_t>(place) - 1];
    }
    return below(documents, arguments.nodes(0), chosen);
}

}  // namespace otk::form
