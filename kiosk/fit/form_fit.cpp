#include "kiosk/fit/form_fit.h"

#include <algorithm>
#include <map>

#include "core/base/assert.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "kiosk/fit/fewer_columns.h"
#include "kiosk/fit/item_words.h"
#include "kiosk/fit/misfit.h"
#include "kiosk/fit/missing_letters.h"
#include "kiosk/fit/page_views.h"
#include "kiosk/fit/paging.h"
#include "kiosk/fit/trial_page.h"
#include "kiosk/look/fonts.h"
#include "kiosk/model/typing.h"
#include "kiosk/screens/screens.h"

namespace otk::kiosk::fit {
namespace {

/// One page may have the same fault in many places: so many are named.
constexpr std::size_t named_max = 3;

struct Setting {
    std::string name;  ///< `21.5" 1080x1920 at 200 %`
    look::Panel panel;
    look::TextSize text_size;
};

std::vector<Setting> settings_of(const std::vector<PanelClass>& panels) {
    std::vector<Setting> settings;
    for (const PanelClass& one : panels) {
        settings.push_back({one.name + " at 100 %", one.panel, look::TextSize::Normal});
        settings.push_back({one.name + " at 200 %", one.panel, look::TextSize::Large});
    }
    return settings;
}

model::Screen screen_of(const form::Visit& visit) {
    const std::vector<std::size_t> shown = visit.shown_questions();
    const bool has_faces = std::any_of(shown.begin(), shown.end(),
        [&](std::size_t question) { return visit.form().questions[question].appearance.likert; });
    return visit.is_first_page() && has_faces ? model::Screen::Rate : model::Screen::Question;
}

/// What could keep the page from being left, with the form's words for it.
std::vector<form::Problem> possible_problems(const form::Visit& visit) {
    std::vector<form::Problem> problems;
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        if (question.required) {
            problems.push_back({index, form::Problem::Kind::Required, &question.required_message});
        }
        if (question.constraint) {
            problems.push_back(
                {index, form::Problem::Kind::Constraint, &question.constraint_message});
        }
    }
    return problems;
}

/// Draws on one panel at one text size.
class Measure {
  public:
    Measure(const Setting& setting, std::shared_ptr<const look::Look> look,
        const std::string& language, const form::Form& form)
        : m_setting(setting),
          m_look(look),
          m_sheet(std::move(look)),
          m_surroundings(stand_in_surroundings(form.languages)),
          m_language(language) {}

    std::vector<Misfit> page(const form::Visit& visit, FewerColumns& fewer) {
        model::State state = state_of(visit);
        state.screen = screen_of(visit);
        std::vector<Misfit> misfits = drawn(state);
        // Doubled words take the room of columns: that is not the labels' fault.
        if (!m_look->is_large()) fewer.look_at(visit, m_frame, m_setting.name);
        for (const form::Problem& problem : possible_problems(visit)) {
            state.problems = {problem};
            for (Misfit& misfit : drawn(state))
                add(misfits, std::move(misfit));
        }
        return misfits;
    }

    std::vector<Misfit> thanks(const form::Visit& visit) {
        model::State state = state_of(visit);
        state.screen = model::Screen::Thanks;
        state.recorded = true;
        state.printer_ready = true;
        state.thanks_left_s = 40;
        return drawn(state);
    }

  private:
    static void add(std::vector<Misfit>& misfits, Misfit more) {
        if (std::find(misfits.begin(), misfits.end(), more) == misfits.end()) {
            misfits.push_back(std::move(more));
        }
    }

    model::State state_of(const form::Visit& visit) const {
        model::State state;
        state.surroundings = m_surroundings;
        state.view = {m_language, m_setting.text_size == look::TextSize::Large, false};
        state.visit = &visit;
        state.keyboard = model::first_keyboard(visit);
        return state;
    }

    std::vector<Misfit> drawn(const model::State& state) {
        m_frame = Frame();
        m_frame.draw = &m_sheet.begin();
        screens::draw(state, {}, *m_look, m_frame);
        return misfits_of(m_frame, m_setting.panel);
    }

    const Setting& m_setting;
    std::shared_ptr<const look::Look> m_look;
    look::Sheet m_sheet;
    Frame m_frame;  ///< the last one
    model::Surroundings m_surroundings;
    std::string m_language;
};

/// What the author wrote comes first: that is what he can shorten.
std::string in_words(
    const std::vector<Misfit>& misfits, const form::Visit& view, const std::string& language) {
    std::vector<std::string> written;
    std::vector<std::string> others;
    for (const Misfit& misfit : misfits) {
        const std::string item = item_in_words(view, misfit.item, language);
        (item == misfit.item ? others : written).push_back(format("{}: {}", item, misfit.what));
    }
    written.insert(written.end(), others.begin(), others.end());
    std::string words;
    for (std::size_t at = 0; at < std::min(written.size(), named_max); ++at)
        words += (words.empty() ? "" : "; ") + written[at];
    if (written.size() > named_max) words += format("; and {} more", written.size() - named_max);
    return words;
}

/// Each place and language once, with every setting in which something has no room.
class Misfits {
  public:
    void put(const std::string& where, const std::string& language, const std::string& setting,
        const form::Visit& view, const std::vector<Misfit>& misfits) {
        if (misfits.empty()) return;
        const std::string key = where + "\n" + language;
        const auto [known, is_new] = m_places.try_emplace(key, m_found.size());
        if (is_new) m_found.push_back({where, language, {}, in_words(misfits, view, language)});
        std::vector<std::string>& names = m_found[known->second].settings;
        if (names.empty() || names.back() != setting) names.push_back(setting);
    }

    std::vector<FitRemark> take() const {
        std::vector<FitRemark> remarks;
        for (const Found& found : m_found) {
            std::string settings;
            for (const std::string& name : found.settings)
                settings += (settings.empty() ? "" : ", ") + name;
            remarks.push_back({"page-does-not-fit", found.where, {},
                format(
                    "in {} it does not fit on {}: {}; shorten these texts or make two pages of it",
                    found.language, settings, found.what)});
        }
        return remarks;
    }

  private:
    struct Found {
        std::string where;
        std::string language;
        std::vector<std::string> settings;
        std::string what;  ///< in the first of the settings
    };
    std::map<std::string, std::size_t> m_places;
    std::vector<Found> m_found;
};

/// The fullest states of a form's pages, as often as its pages are laid out otherwise: walking it
/// takes longer than drawing it.
class Views {
  public:
    explicit Views(std::shared_ptr<const form::Form> form) : m_of(std::move(form)) {}

    const std::vector<form::Visit>& of(const std::shared_ptr<const form::Form>& laid_out) {
        if (m_views.empty() || laid_out->pages != m_of->pages) {
            m_of = laid_out;
            m_views = fullest_page_views(laid_out);
        }
        return m_views;
    }

  private:
    std::shared_ptr<const form::Form> m_of;
    std::vector<form::Visit> m_views;
};

std::string place_of(const form::Form& form, const MissingLetters& missing) {
    switch (missing.place) {
        case form::FormProblem::Place::Form:
            return "form";
        case form::FormProblem::Place::Question:
            return "question " + form.questions[missing.index].name;
        case form::FormProblem::Place::Choice:
            return format("list {}, choice {}", form.lists[missing.index].name,
                form.lists[missing.index].choices[missing.choice].name);
        case form::FormProblem::Place::Group:
            return "group " + form.groups[missing.index].name;
        case form::FormProblem::Place::Page:
            return "page " + form.pages[missing.index].name;
    }
    OTK_UNREACHABLE();
}

/// Measures one setting after the other while there is time.
class Measuring {
  public:
    Measuring(const std::shared_ptr<const form::Form>& form, const FitOptions& options,
        std::shared_ptr<look::Fonts> fonts)
        : m_form(form),
          m_options(options),
          m_fonts(std::move(fonts)),
          m_views(form),
          m_end_ms(m_clock.monotonic_ms() + options.ms_max) {}

    Result<void> look_at(const Setting& setting) {
        if (m_clock.monotonic_ms() >= m_end_ms) {
            ++m_report.not_measured;
            return {};
        }
        const std::shared_ptr<const look::Look> look =
            OTK_TRY(look::Look::create({.panel = setting.panel,
                .text_size = setting.text_size,
                .font_folder = m_options.font_folder,
                .fonts = m_fonts,
                .wording = m_options.wording}));
        const std::vector<form::Visit>& shown =
            m_views.of(laid_out(m_form, look, m_form->languages));
        for (const std::string& language : m_form->languages)
            draw_all(setting, look, language, shown);
        m_report.measured.push_back(setting.name);
        return {};
    }

    FitReport finish() {
        m_report.remarks = m_misfits.take();
        for (FitRemark& remark : m_fewer.remarks(*m_form))
            m_report.remarks.push_back(std::move(remark));
        for (const MissingLetters& missing : missing_letters(*m_form, *m_fonts)) {
            m_report.remarks.push_back(
                {"missing-letter", place_of(*m_form, missing), missing.column,
                    format("the kiosk's fonts have no picture for {}: write it without",
                        missing.letters)});
        }
        return std::move(m_report);
    }

  private:
    void draw_all(const Setting& setting, const std::shared_ptr<const look::Look>& look,
        const std::string& language, const std::vector<form::Visit>& shown) {
        Measure measure(setting, look, language, *m_form);
        for (const form::Visit& view : shown) {
            m_misfits.put("page " + view.page().name, language, setting.name, view,
                measure.page(view, m_fewer));
        }
        if (shown.empty()) return;
        const form::Visit& last = shown.back();
        m_misfits.put("thank-you page", language, setting.name, last, measure.thanks(last));
    }

    const std::shared_ptr<const form::Form>& m_form;
    const FitOptions& m_options;
    SystemClock m_clock;
    std::shared_ptr<look::Fonts> m_fonts;
    Views m_views;
    std::int64_t m_end_ms;
    Misfits m_misfits;
    FewerColumns m_fewer;
    FitReport m_report;
};

}  // namespace

Result<FitReport> measure(
    const std::shared_ptr<const form::Form>& form, const FitOptions& options) {
    Measuring measuring(form, options, OTK_TRY(look::Fonts::open(options.font_folder)));
    for (const Setting& setting : settings_of(options.panels)) {
        OTK_TRY(measuring.look_at(setting));
    }
    return measuring.finish();
}

}  // namespace otk::kiosk::fit
