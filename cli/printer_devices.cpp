#include "cli/printer_devices.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "core/base/format.h"
#include "drivers/printer/models.h"

namespace otk::cli {
namespace {

constexpr std::size_t attribute_bytes_max = 4096;  // a page: no file of sysfs is larger
constexpr std::size_t queues_bytes_max = 1U << 20U;
constexpr std::size_t words_letters_max = 64;
constexpr std::string_view printer_class = "07";

/// Names in a folder, in order; none if it is not there.
std::vector<std::string> names_in(const Path& folder) {
    std::vector<std::string> names;
    std::error_code problem;
    for (auto entry = std::filesystem::directory_iterator(folder, problem);
         !problem && entry != std::filesystem::directory_iterator(); entry.increment(problem))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// A device says of itself what it likes, and it is shown on a terminal.
std::string printable(std::string_view text) {
    std::string words;
    for (const char letter : text.substr(0, words_letters_max))
        words += letter >= ' ' && letter <= '~' ? letter : '?';
    return words;
}

/// A file of sysfs without its line's end; empty if there is none.
std::string attribute(const Path& file) {
    const auto bytes = read_file(file, attribute_bytes_max);
    std::string_view text = bytes ? text_of(*bytes) : std::string_view();
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.remove_suffix(1);
    return printable(text);
}

std::vector<std::string> models_of(const std::string& numbers) {
    std::vector<std::string> names;
    for (const printer::Model& model : printer::models()) {
        const bool has_them =
            std::any_of(model.usb.begin(), model.usb.end(), [&](const printer::UsbId& id) {
                return format("{:04x}:{:04x}", id.vendor, id.product) == numbers;
            });
        if (has_them) names.emplace_back(model.name);
    }
    return names;
}

void find_usb(const Path& root, std::vector<FoundDevice>& found) {
    const Path devices = root / "sys/bus/usb/devices";
    std::set<std::string> seen;
    std::vector<std::string> serials;
    const std::size_t first = found.size();
    // "1-7:1.0" is an interface of the device "1-7".
    for (const std::string& name : names_in(devices)) {
        const std::size_t colon = name.find(':');
        const bool is_printer = colon != std::string::npos &&
                                attribute(devices / name / "bInterfaceClass") == printer_class;
        if (!is_printer || !seen.insert(name.substr(0, colon)).second) continue;
        const Path device = devices / name.substr(0, colon);
        const std::string numbers =
            attribute(device / "idVendor") + ":" + attribute(device / "idProduct");
        const std::string maker = attribute(device / "manufacturer");
        const std::string product = attribute(device / "product");
        found.push_back(
            {"usb", numbers, maker.empty() ? product : maker + " " + product, models_of(numbers)});
        serials.push_back(attribute(device / "serial"));
    }
    // With several of a kind the serial number says which is meant.
    for (std::size_t at = first; at < found.size(); ++at) {
        const std::string numbers = found[at].at.substr(0, std::string_view("04b8:0e15").size());
        const auto alike =
            std::count_if(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
                [&numbers](const FoundDevice& other) { return other.at.starts_with(numbers); });
        if (alike > 1 && !serials[at - first].empty()) found[at].at += ":" + serials[at - first];
    }
}

void find_serial(const Path& root, std::vector<FoundDevice>& found) {
    for (const std::string& name : names_in(root / "dev/serial/by-id"))
        found.push_back({"serial", "/dev/serial/by-id/" + name, ""});
}

/// "<Printer hall>" and "<DefaultPrinter hall>" begin a queue.
void find_queues(const Path& root, std::vector<FoundDevice>& found) {
    const auto bytes = read_file(root / "etc/cups/printers.conf", queues_bytes_max);
    std::string_view text = bytes ? text_of(*bytes) : std::string_view();
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        for (const std::string_view begin : {"<Printer ", "<DefaultPrinter "}) {
            if (!line.starts_with(begin) || !line.ends_with('>')) continue;
            const std::string_view name = line.substr(begin.size());
            found.push_back({"cups", printable(name.substr(0, name.size() - 1)), ""});
        }
    }
}

}  // namespace

std::vector<FoundDevice> found_devices(const Path& root) {
    std::vector<FoundDevice> found;
    find_usb(root, found);
    find_serial(root, found);
    find_queues(root, found);
    return found;
}

}  // namespace otk::cli
