#include "kiosk/shell/form_sentences.h"

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/format.h"
#include "core/bundle/clips.h"
#include "core/crypto/hash.h"
#include "core/form/form_json.h"
#include "core/text/personal_data.h"
#include "kiosk/fit/page_views.h"
#include "kiosk/fit/panel_class.h"
#include "kiosk/fit/trial_page.h"
#include "kiosk/look/look.h"
#include "kiosk/look/wording.h"
#include "kiosk/model/typing.h"
#include "kiosk/screens/screens.h"
#include "kiosk/shell/wording_folder.h"
#include "kiosk/speech/narrator.h"

namespace otk::kiosk::shell {
namespace {

constexpr int exit_well = 0;
constexpr int exit_failed = 2;
constexpr int exit_usage = 64;  // EX_USAGE of sysexits.h

/// Large enough for every page on one sheet: sheets have numbers, and numbers change.
constexpr const char* panel_name = "43:2160x3840";

/// A state with the time that is left, so that what changes with it is found.
struct Left {
    int idle_s;
    int thanks_s;
};
constexpr Left long_left{20, 40};
constexpr Left short_left{7, 11};

/// Sentence → the item that says it first.
using Said = std::map<std::string, std::string>;

/// Whose kiosk it is, and where else one answers, the bundle says and not the form.
bool is_of_the_place(std::string_view item) {
    return item == "emblem" || item == "owner" || item == "place" || item == "qr-address";
}

class Listener {
  public:
    Listener(std::shared_ptr<const form::Form> form, std::shared_ptr<const look::Look> look,
        std::string language)
        : m_form(std::move(form)),
          m_look(std::move(look)),
          m_sheet(m_look),
          m_language(std::move(language)) {}

    bundle::ClipList sentences(const std::vector<form::Visit>& states) {
        for (const form::Visit& state : states)
            page(state);
        // Each of them may be the last: a visitor has done when he says so.
        for (const form::Visit& state : states)
            thanks(state);
        if (!states.empty()) around(states.front(), states.back());
        return named();
    }

  private:
    void page(const form::Visit& visit) {
        model::State state = state_of(visit, model::Screen::Question);
        if (visit.is_first_page() && asks_for_marks(visit)) state.screen = model::Screen::Rate;
        const std::string name = visit.page().name;
        hear(name, state);
        for (const std::size_t index : visit.shown_questions()) {
            const form::Question& question = m_form->questions[index];
            using Kind = form::Problem::Kind;
            state.problems = {{index, Kind::Required, &question.required_message}};
            if (question.required) hear(name, state);
            state.problems = {{index, Kind::Constraint, &question.constraint_message}};
            if (question.constraint) hear(name, state);
            state.problems.clear();
            if (question.kind == form::QuestionKind::Text) hidden(name, state, index);
        }
    }

    /// What is said of personal data that a visitor typed.
    void hidden(const std::string& name, model::State state, std::size_t question) {
        std::string several;
        for (const text::MaskForm& mask : text::mask_forms()) {
            state.typed[question] = mask.text;
            hear(name, state);
            several += std::string(mask.text) + ", ";
        }
        state.typed[question] = several;
        hear(name, state);
    }

    void thanks(const form::Visit& visit) {
        model::State state = state_of(visit, model::Screen::Thanks);
        state.recorded = true;
        state.printer_ready = true;
        hear("thanks", state);
    }

    /// What stands around the pages of any form.
    void around(const form::Visit& first, const form::Visit& last) {
        model::State question = state_of(last, model::Screen::Question);
        question.toast = model::Toast{1};  // which mark it was is not said
        hear("mark", question);
        question.overlay = model::Overlay::Idle;
        hear("idle", question);
        question.recorded = true;
        hear("idle", question);
        question.overlay = model::Overlay::WhatWeRecord;
        hear("record", question);
        model::State printing = state_of(last, model::Screen::Thanks);
        printing.recorded = true;
        printing.printer_ready = true;
        printing.printing = true;
        hear("thanks", printing);
        model::State other_look = state_of(first, model::Screen::Question);
        other_look.view.large = true;
        hear("larger", other_look);
    }

    bool asks_for_marks(const form::Visit& visit) const {
        const std::vector<std::size_t> shown = visit.shown_questions();
        return std::any_of(shown.begin(), shown.end(),
            [&](std::size_t question) { return m_form->questions[question].appearance.likert; });
    }

    model::State state_of(const form::Visit& visit, model::Screen screen) const {
        model::State state;
        state.surroundings = fit::stand_in_surroundings(m_form->languages);
        state.view = {m_language};
        state.view.listening = true;
        state.spoken_languages = m_form->languages;
        state.visit = &visit;
        state.keyboard = model::first_keyboard(visit);
        state.screen = screen;
        return state;
    }

    void hear(const std::string& place, model::State state) {
        const Said now = said(place, state, long_left);
        const Said later = said(place, state, short_left);
        for (const auto& [sentence, item] : now) {
            if (later.contains(sentence)) m_said.try_emplace(sentence, item);
        }
    }

    Said said(const std::string& place, model::State& state, const Left& left) {
        state.idle_left_s = left.idle_s;
        state.thanks_left_s = left.thanks_s;
        Frame frame;
        frame.draw = &m_sheet.begin();
        frame.discreet = true;
        screens::draw(state, {}, *m_look, frame);
        Said said;
        for (const Item& item : frame.items) {
            if (is_of_the_place(item.id)) continue;
            const std::vector<Item> alone{item};
            for (const speech::Phrase& phrase :
                speech::whole_page({frame.screen, m_language, alone, {}},
                    {words("Keyboard on the screen"), words("Not available now"),
                        words("Is chosen")}))
                said.try_emplace(phrase.text, place + "-" + item.id);
        }
        return said;
    }

    std::string words(std::string_view key) const {
        return std::string(m_look->text(m_language, key));
    }

    bundle::ClipList named() const {
        bundle::ClipList list;
        for (const auto& [sentence, item] : m_said)
            list.emplace(file_of(item, sentence), sentence);
        return list;
    }

    /// With a hash of the sentence: a changed one wants another file, so that its old recording is
    /// not taken for it even where the list was printed anew.
    std::string file_of(const std::string& item, const std::string& sentence) const {
        constexpr std::size_t item_max = 40;
        constexpr std::size_t hash_digits = 8;
        std::string name;
        for (const char c : item.substr(0, item_max)) {
            const bool is_kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                 (c >= '0' && c <= '9') || c == '_' || c == '-';
            name += is_kept ? c : '-';
        }
        const std::string hash = to_hex(crypto::sha256(bytes_of(sentence)));
        return format("{}-{}-{}.wav", name, hash.substr(0, hash_digits), m_language);
    }

    std::shared_ptr<const form::Form> m_form;
    std::shared_ptr<const look::Look> m_look;
    look::Sheet m_sheet;
    std::string m_language;
    Said m_said;
};

Result<std::shared_ptr<const form::Form>> read_form(const Path& file) {
    const Bytes bytes = OTK_TRY(read_file(file, form::FormLimits::size_bytes_max));
    form::Form form = OTK_TRY(in(file.string(), form::decode_form(text_of(bytes))));
    return std::make_shared<const form::Form>(std::move(form));
}

Result<std::shared_ptr<const look::Look>> open_look(const FormSentences& wanted) {
    look::LookOptions options;
    options.panel = OTK_TRY(fit::parse_panel_class(panel_name)).panel;
    if (!wanted.fonts.empty()) options.font_folder = wanted.fonts;
    const Path texts = wanted.texts.empty() ? wording_beside_program() : wanted.texts;
    options.wording = OTK_TRY(look::read_wording(texts));
    return OTK_TRY(look::Look::create(std::move(options)));
}

Result<std::string> list_of(const FormSentences& wanted) {
    const std::shared_ptr<const form::Form> form = OTK_TRY(read_form(wanted.form));
    const auto& languages = form->languages;
    if (std::find(languages.begin(), languages.end(), wanted.language) == languages.end()) {
        return fail(
            ErrorKind::InvalidInput, format("the form has no language \"{}\"", wanted.language));
    }
    const fit::PageStates states = fit::page_states(form);
    if (!states.is_complete) {
        std::cerr << format(
            "otklik-kiosk: too many combinations of answers to go through all of them: the list is "
            "of {} pages as they stand after some, and what is said after rarer ones may be "
            "missing\n",
            states.visits.size());
    }
    Listener listener(form, OTK_TRY(open_look(wanted)), wanted.language);
    return bundle::write_clip_list(listener.sentences(states.visits));
}

}  // namespace

int print_sentences(const FormSentences& wanted) {
    const Result<std::string> list = list_of(wanted);
    if (!list) {
        std::cerr << format("otklik-kiosk: {}\n", list.error().context);
        return list.error().kind == ErrorKind::InvalidInput ? exit_usage : exit_failed;
    }
    std::cout << *list;
    return exit_well;
}

}  // namespace otk::kiosk::shell
