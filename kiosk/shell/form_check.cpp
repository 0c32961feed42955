#include "kiosk/shell/form_check.h"

#include <algorithm>
#include <iostream>
#include <memory>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/form/form_json.h"
#include "kiosk/fit/form_fit.h"
#include "kiosk/look/wording.h"
#include "kiosk/shell/wording_folder.h"

namespace otk::kiosk::shell {
namespace {

constexpr int exit_well = 0;
constexpr int exit_found = 1;
constexpr int exit_failed = 2;
constexpr int exit_usage = 64;  // EX_USAGE of sysexits.h

Result<std::vector<fit::PanelClass>> panels_of(const std::vector<std::string>& words) {
    std::vector<fit::PanelClass> panels;
    panels.reserve(words.size());
    for (const std::string& word : words)
        panels.push_back(OTK_TRY(fit::parse_panel_class(word)));
    return panels;
}

Result<fit::FitReport> look_at(
    const FormCheck& check, const Path& texts, std::vector<fit::PanelClass> panels) {
    const Bytes bytes = OTK_TRY(read_file(check.form, form::FormLimits::size_bytes_max));
    form::Form form = OTK_TRY(in(check.form.string(), form::decode_form(text_of(bytes))));
    fit::FitOptions options;
    if (!check.fonts.empty()) options.font_folder = check.fonts;
    if (!texts.empty()) options.wording = OTK_TRY(look::read_wording(texts));
    if (!panels.empty()) options.panels = std::move(panels);
    return fit::measure(std::make_shared<const form::Form>(std::move(form)), options);
}

std::string severity_of(const fit::FitRemark& remark) {
    return remark.is_note ? "note" : "error";
}

Json note(std::string_view rule, std::string message) {
    Json note = Json::object();
    note.set("severity", "note");
    note.set("rule", rule);
    note.set("where", "form");
    note.set("message", std::move(message));
    return note;
}

std::string not_measured(const fit::FitReport& report) {
    return format(
        "{} of {} panels and text sizes were not looked at, for there was no "
        "time left: name fewer panels with --panel",
        report.not_measured, report.not_measured + report.measured.size());
}

Json report_of(const fit::FitReport& report, bool has_wording) {
    Json findings = Json::array();
    for (const fit::FitRemark& remark : report.remarks) {
        Json finding = Json::object();
        finding.set("severity", severity_of(remark));
        finding.set("rule", remark.rule);
        finding.set("where", remark.where);
        if (!remark.column.empty()) finding.set("column", remark.column);
        finding.set("message", remark.message);
        findings.push_back(std::move(finding));
    }
    if (!has_wording) {
        findings.push_back(note("interface-words",
            "the kiosk's own words were not found, so the pages were measured with their keys; "
            "otklik-kiosk --texts names their folder"));
    }
    if (report.not_measured > 0) {
        findings.push_back(note("screen-not-checked", not_measured(report)));
    }
    Json measured = Json::array();
    for (const std::string& one : report.measured)
        measured.push_back(one);
    Json json = Json::object();
    json.set("measured", std::move(measured));
    json.set("findings", std::move(findings));
    return json;
}

void print(const fit::FitReport& report) {
    for (const fit::FitRemark& remark : report.remarks) {
        std::cout << format("{}: {}{}{}: {} [{}]\n", severity_of(remark), remark.where,
            remark.column.empty() ? "" : ", ", remark.column, remark.message, remark.rule);
    }
    if (report.not_measured > 0) std::cout << format("note: {}\n", not_measured(report));
    if (!report.remarks.empty()) return;
    std::cout << "everything fits:\n";
    for (const std::string& one : report.measured)
        std::cout << format("  {}\n", one);
}

}  // namespace

int check_form(const FormCheck& check) {
    const Path texts = check.texts.empty() ? wording_beside_program() : check.texts;
    Result<std::vector<fit::PanelClass>> panels = panels_of(check.panels);
    if (!panels) {
        std::cerr << format("otklik-kiosk: {}\n", panels.error().context);
        return exit_usage;
    }
    const Result<fit::FitReport> report = look_at(check, texts, std::move(*panels));
    if (!report) {
        std::cerr << format("otklik-kiosk: {}\n", report.error().context);
        return exit_failed;
    }
    if (check.as_json) {
        std::cout << report_of(*report, !texts.empty()).dump_pretty();
    } else {
        print(*report);
    }
    const bool is_well = std::all_of(report->remarks.begin(), report->remarks.end(),
        [](const fit::FitRemark& remark) { return remark.is_note; });
    return is_well ? exit_well : exit_found;
}

}  // namespace otk::kiosk::shell
