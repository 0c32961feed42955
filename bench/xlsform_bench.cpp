// What reading a form costs: docs/FORMS.md's bars are 50 ms for every sample form and 256 MiB of
// memory for any input. Each of the hostile files below is read in a process of its own, whose peak
// of resident memory the kernel tells.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "bench/figure.h"
#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/crypto/hash.h"
#include "core/form/form_json.h"
#include "core/xlsform/xlsform.h"
#include "core/xlsform/xlsx_writer.h"
#include "tests/support/zip_file.h"

namespace {

using namespace otk;

constexpr double build_ms_bar = 50;
constexpr double peak_mib_bar = 256;

std::string hash(std::string_view content) {
    return to_hex(crypto::blake2b_256(bytes_of(content)));
}

/// From the source's bytes to the compiled form's line.
double build_ms(const Path& source) {
    std::vector<double> samples;
    for (int round = 0; round < 21; ++round) {
        const bench::Stopwatch watch;
        const xlsform::Outcome outcome = xlsform::compile(source).value();
        OTK_ASSERT(outcome.form.has_value());
        OTK_ASSERT(!form::encode_form(*outcome.form, hash).empty());
        samples.push_back(watch.microseconds() / 1000);
    }
    return bench::median(samples);
}

void measure_samples(const Path& folder) {
    const Path forms = Path(OTK_SOURCE_DIR) / "config/forms";
    for (const char* name : {"reception", "service", "staff"}) {
        const Path workbook = folder / (std::string(name) + ".xlsx");
        const auto sheets = xlsform::designed(xlsform::read_workbook(forms / name).value());
        OTK_ASSERT(xlsform::write_xlsx(workbook, sheets).has_value());
        bench::print_figure(format("xlsform: {} from CSV", name), build_ms(forms / name), "ms",
            bench::Bar{bench::Better::Lower, build_ms_bar});
        bench::print_figure(format("xlsform: {} from .xlsx", name), build_ms(workbook), "ms",
            bench::Bar{bench::Better::Lower, build_ms_bar});
    }
}

// ---- hostile files ----

std::string repeated(std::string_view piece, std::size_t size_bytes) {
    std::string text;
    text.reserve(size_bytes + piece.size());
    while (text.size() < size_bytes)
        text += piece;
    return text;
}

std::vector<test::ZipEntry> with_survey(
    const std::string& worksheet, std::string shared_strings = "") {
    return test::entries_of({.sheets = {{"survey", worksheet}, {"settings", test::worksheet("")}},
        .shared_strings = std::move(shared_strings)});
}

/// As many cells as a sheet may have, all of one long shared text.
std::vector<test::ZipEntry> many_long_cells() {
    std::string rows;
    for (int row = 0; row < 5000; ++row) {
        rows += "<row>";
        for (int column = 0; column < 20; ++column)
            rows += R"(<c t="s"><v>0</v></c>)";
        rows += "</row>";
    }
    return with_survey(
        test::worksheet(rows), "<sst><si><t>" + std::string(30'000, 'a') + "</t></si></sst>");
}

std::vector<test::ZipEntry> many_wide_rows(const std::string& sheet) {
    std::string rows = "<row>";
    for (int column = 0; column < 128; ++column) {
        rows += format(R"(<c t="inlineStr"><is><t>{}</t></is></c>)", column == 0 ? "list_name"
                                                                     : column == 1
                                                                         ? "name"
                                                                         : format("c{}", column));
    }
    rows += "</row>";
    for (int row = 0; row < 1900; ++row) {
        rows += "<row>";
        for (int column = 0; column < 128; ++column)
            rows += "<c><v>1</v></c>";
        rows += "</row>";
    }
    return test::entries_of(
        {.sheets = {{sheet, test::worksheet(rows)}, {"settings", test::worksheet("")},
             {"survey", test::worksheet_of({{"type", "name"}, {"text", "q"}})}}});
}

std::vector<test::ZipEntry> many_parts() {
    constexpr int count = 60'000;
    std::vector<test::ZipEntry> entries;
    entries.reserve(count);
    for (int index = 0; index < count; ++index)
        entries.emplace_back(format("p{}", index), "");
    return entries;
}

std::vector<std::pair<std::string, std::function<std::vector<test::ZipEntry>()>>> hostile_files() {
    constexpr std::size_t mebibyte = 1U << 20U;
    return {
        {"a part of 1 GiB", [] { return with_survey(repeated("        ", 1024 * mebibyte)); }},
        {"ten parts of 16 MiB",
            [] {
                std::vector<test::ZipEntry> entries = with_survey(test::worksheet(""));
                for (int index = 0; index < 10; ++index) {
                    entries.emplace_back(format("p{}", index), std::string(16 * mebibyte, ' '));
                }
                return entries;
            }},
        {"2,000,000 elements",
            [] { return with_survey(test::worksheet(repeated("<a/>", 8 * mebibyte))); }},
        {"490,000 elements with texts and attributes",
            [] { return with_survey(test::worksheet(repeated("x<a b='' c=''/>", 490'000 * 15))); }},
        {"deep nesting", [] { return with_survey(repeated("<a>", 3 * mebibyte)); }},
        {"490,000 shared texts",
            [] {
                return with_survey(test::worksheet(""),
                    "<sst>" + repeated("<si><t>x</t></si>", 240'000 * 17) + "</sst>");
            }},
        {"a text of 30 kB in 100,000 cells", many_long_cells},
        {"243,000 cells of survey", [] { return many_wide_rows("survey"); }},
        {"243,000 cells of choices", [] { return many_wide_rows("choices"); }},
        {"60,000 parts", many_parts},
    };
}

/// Peak resident memory of a process that reads the file, in MiB.
double peak_mib_of_reading(const Path& file) {
    const pid_t child = fork();
    OTK_ASSERT(child >= 0);
    if (child == 0) {
        const auto program = std::filesystem::read_symlink("/proc/self/exe");
        execl(program.c_str(), program.c_str(), file.c_str(), nullptr);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    OTK_ASSERT(wait4(child, &status, 0, &usage) == child);
    OTK_ASSERT(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// In a process of its own too, for its memory must not count for the reader's.
void write_in_child(const Path& file, const std::function<std::vector<test::ZipEntry>()>& make) {
    const pid_t child = fork();
    OTK_ASSERT(child >= 0);
    if (child == 0) {
        const bool is_written = write_atomically(file, test::zip_of(make())).has_value();
        _exit(is_written ? 0 : 1);
    }
    int status = 0;
    OTK_ASSERT(
        waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

void measure_hostile_files(const Path& folder) {
    for (const auto& [name, make] : hostile_files()) {
        const Path file = folder / "hostile.xlsx";
        write_in_child(file, make);
        const bench::Stopwatch watch;
        const double peak = peak_mib_of_reading(file);
        bench::print_figure(format("xlsform: {}, peak", name), peak, "MiB",
            bench::Bar{bench::Better::Lower, peak_mib_bar});
        bench::print_figure(format("xlsform: {}, time", name), watch.microseconds() / 1000, "ms");
    }
}

}  // namespace

/// With a file: reads it and ends, for the process whose memory is measured.
int main(int count, char** words) {
    if (count == 2) {
        const Result<xlsform::Outcome> outcome = xlsform::compile(Path(words[1]));
        return outcome && outcome->form ? 1 : 0;
    }
    const Path folder =
        std::filesystem::temp_directory_path() / format("otk_bench_xlsform.{}", getpid());
    OTK_ASSERT(make_folder(folder).has_value());
    measure_samples(folder);
    measure_hostile_files(folder);
    std::filesystem::remove_all(folder);
    return 0;
}
