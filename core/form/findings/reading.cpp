#include <algorithm>
#include <array>

#include "core/base/format.h"
#include "core/form/findings/findings.h"
#include "core/form/findings/prose.h"

namespace otk::form {
namespace {

using prose::Sentence;
using prose::Word;

// The formulas and their sources stand in findings.h. The bounds here are our choice, by no norm;
// the sample forms keep within all of them (tests hold them to that).

/// A question is read standing, in one look: a line or two of a tile's width.
constexpr std::size_t question_words_max = 9;
constexpr std::size_t sentence_words_max = 15;
/// The longest words of the sample forms have 6 Russian («организована») and 5 English syllables
/// ("uncomfortable"); Russian words are longer by a third.
constexpr std::size_t russian_syllables_max = 6;
constexpr std::size_t english_syllables_max = 5;
/// Flesch's own scale (The Art of Readable Writing, 1949) calls 30 to 50 difficult and less very
/// difficult: what only graduates read with ease. No scale of their own is known for the Russian
/// coefficients.
constexpr double reading_ease_min = 30;
/// A mean over fewer words says nothing: Flesch takes samples of a hundred, a form has few.
constexpr std::size_t words_for_ease_min = 30;

/// Reading ease = whole - of_sentence × words a sentence - of_word × syllables a word.
struct ReadingEase {
    double whole;
    double of_sentence;
    double of_word;
};
constexpr ReadingEase flesch{206.835, 1.015, 84.6};
constexpr ReadingEase oborneva{206.835, 1.3, 60.1};

/// The beginning of an office word and what people say instead.
struct Plainer {
    std::u32string_view begin;
    std::string_view instead;
};

constexpr std::array russian_office_words{
    Plainer{U"вышеуказ", "этот"},
    Plainer{U"нижеследующ", "такой"},
    Plainer{U"вышеперечисл", "эти"},
    Plainer{U"надлежащ", "нужный, правильный"},
    Plainer{U"осуществл", "делать, вести"},
    Plainer{U"уведомл", "сообщить"},
    Plainer{U"информирован", "сообщение, знать"},
    Plainer{U"проинформир", "сказать, сообщить"},
    Plainer{U"удовлетворенност", "понравилось ли"},
    Plainer{U"посредством", "через, с помощью"},
    Plainer{U"вследствие", "из-за"},
    Plainer{U"касательно", "о, про"},
    Plainer{U"функционирован", "работа"},
    Plainer{U"межведомствен", "между ведомствами"},
    Plainer{U"правоустанавлива", "на собственность"},
    Plainer{U"заявител", "вы"},
    Plainer{U"респондент", "вы"},
};
constexpr std::array english_office_words{
    Plainer{U"utilis", "use"},
    Plainer{U"utiliz", "use"},
    Plainer{U"commenc", "begin"},
    Plainer{U"facilitat", "help"},
    Plainer{U"aforemention", "this"},
    Plainer{U"endeavour", "try"},
    Plainer{U"endeavor", "try"},
    Plainer{U"ascertain", "find out"},
    Plainer{U"regarding", "about"},
    Plainer{U"pursuant", "under, by"},
    Plainer{U"remunerat", "pay"},
    Plainer{U"respondent", "you"},
};

const Plainer* plainer_for(const Word& word, std::string_view language) {
    const auto find_in = [&](const auto& words) -> const Plainer* {
        const auto found = std::find_if(words.begin(), words.end(),
            [&](const Plainer& one) { return word.folded.starts_with(one.begin); });
        return found == words.end() ? nullptr : &*found;
    };
    return language == "ru" ? find_in(russian_office_words) : find_in(english_office_words);
}

/// Reads every text that a visitor meets.
class Reading {
  public:
    explicit Reading(const Form& form) : m_form(form) {}

    std::vector<Finding> run() {
        for (const std::string& language : m_form.languages) {
            m_language = language;
            m_words = m_sentences = m_syllables = 0;
            read_form();
            look_at_ease();
        }
        return std::move(m_found);
    }

  private:
    using Place = FormProblem::Place;

    void read_form() {
        for (std::size_t page = 0; page < m_form.pages.size(); ++page) {
            read_page(page);
        }
        for (std::size_t list = 0; list < m_form.lists.size(); ++list) {
            const std::vector<Choice>& choices = m_form.lists[list].choices;
            for (std::size_t choice = 0; choice < choices.size(); ++choice) {
                m_where = {.place = Place::Choice, .index = list, .choice = choice};
                look_at_words(sentences("label", choices[choice].label));
            }
        }
    }

    void read_page(std::size_t index) {
        const Page& page = m_form.pages[index];
        m_where = {.place = Place::Page, .index = index};
        read_question_text("label", page.title);
        read_prose("hint", page.hint);
        for (const std::size_t question : page.questions) {
            const Question& asked = m_form.questions[question];
            m_where = {.place = Place::Question, .index = question};
            if (asked.kind == QuestionKind::Note) {
                read_prose("label", asked.label);
            } else {
                read_question_text("label", asked.label);
            }
            read_prose("hint", asked.hint);
            read_prose("required_message", asked.required_message);
            read_prose("constraint_message", asked.constraint_message);
        }
    }

    std::vector<Sentence> sentences(std::string_view column, const Texts& texts) {
        m_where.column = format("{}::{}", column, m_language);
        const auto text = texts.by_language.find(m_language);
        return text == texts.by_language.end() ? std::vector<Sentence>()
                                               : prose::sentences_of(text->second);
    }

    void read_question_text(std::string_view column, const Texts& texts) {
        const std::vector<Sentence> read = sentences(column, texts);
        std::size_t words = 0;
        for (const Sentence& sentence : read)
            words += sentence.size();
        if (words > question_words_max) {
            put("long-question", format("{} words; a question has at most {}: shorten it, or put a "
                                        "part into the hint",
                                     words, question_words_max));
        }
        look_at_words(read);
        count(read);
    }

    void read_prose(std::string_view column, const Texts& texts) {
        const std::vector<Sentence> read = sentences(column, texts);
        for (const Sentence& sentence : read) {
            if (sentence.size() <= sentence_words_max) continue;
            put("long-sentence",
                format("a sentence of {} words (\"{} {} {} …\"): make two of it, at most {} each",
                    sentence.size(), sentence[0].text, sentence[1].text, sentence[2].text,
                    sentence_words_max));
        }
        look_at_words(read);
        count(read);
    }

    void look_at_words(const std::vector<Sentence>& read) {
        if (!prose::is_known_language(m_language)) return;
        const std::size_t most = m_language == "ru" ? russian_syllables_max : english_syllables_max;
        std::string hard;
        for (const Sentence& sentence : read) {
            for (const Word& word : sentence) {
                if (const Plainer* plainer = plainer_for(word, m_language)) {
                    put("office-word",
                        format("\"{}\" is an office word; say: {}", word.text, plainer->instead));
                } else if (prose::syllables_of(word, m_language) > most) {
                    hard += (hard.empty() ? "" : ", ") + word.text;
                }
            }
        }
        if (!hard.empty()) {
            put("hard-word", format("hard to read, more than {} syllables: {}", most, hard));
        }
    }

    void count(const std::vector<Sentence>& read) {
        if (!prose::is_known_language(m_language)) return;
        for (const Sentence& sentence : read) {
            ++m_sentences;
            m_words += sentence.size();
            for (const Word& word : sentence)
                m_syllables += prose::syllables_of(word, m_language);
        }
    }

    void look_at_ease() {
        if (m_words < words_for_ease_min) return;
        const double words = static_cast<double>(m_words);
        const double sentence_words = words / static_cast<double>(m_sentences);
        const double word_syllables = static_cast<double>(m_syllables) / words;
        const ReadingEase& formula = m_language == "ru" ? oborneva : flesch;
        const double ease =
            formula.whole - formula.of_sentence * sentence_words - formula.of_word * word_syllables;
        if (ease >= reading_ease_min) return;
        m_where = {};
        put("hard-text",
            format("questions and hints in {} have a reading ease of {:.0f} (Flesch; {:.1f} "
                   "words a sentence, {:.1f} syllables a word): below {:.0f} is hard",
                m_language, ease, sentence_words, word_syllables, reading_ease_min));
    }

    void put(std::string_view rule, std::string message) {
        Finding finding = m_where;
        finding.severity = Severity::Warning;
        finding.rule = rule;
        finding.message = std::move(message);
        m_found.push_back(std::move(finding));
    }

    const Form& m_form;
    std::string m_language;
    Finding m_where;  ///< the cell that is being read
    std::size_t m_words = 0;
    std::size_t m_sentences = 0;
    std::size_t m_syllables = 0;
    std::vector<Finding> m_found;
};

}  // namespace

std::vector<Finding> findings_of_reading(const Form& form) {
    return Reading(form).run();
}

}  // namespace otk::form
