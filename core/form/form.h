#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/form/expression.h"
#include "core/form/question_kinds.h"

namespace otk::form {

/// One text in several languages, by code ("ru", "en").
struct Texts {
    std::map<std::string, std::string, std::less<>> by_language;

    bool is_empty() const { return by_language.empty(); }
    /// The text of that language, else of the fallback, else empty.
    std::string_view in(std::string_view language, std::string_view fallback = "ru") const;

    friend bool operator==(const Texts&, const Texts&) = default;
};

struct Choice {
    std::string name;
    Texts label;
    Texts image;  ///< file name of its picture; a language without one shows the default language's
    /// Extra columns of the sheet, for choice_filter.
    std::map<std::string, std::string, std::less<>> columns;

    friend bool operator==(const Choice&, const Choice&) = default;
};

struct ChoiceList {
    std::string name;
    std::vector<Choice> choices;

    /// Null pointer if the list has no choice of that name. O(choices).
    const Choice* find(std::string_view choice_name) const;

    friend bool operator==(const ChoiceList&, const ChoiceList&) = default;
};

/// How a question wants to look and act (XLSForm's column `appearance`).
struct Appearance {
    bool likert = false;  ///< with a five-point list: the faces
    bool quick = false;   ///< choosing an answer advances
    bool multiline = false;
    bool numbers = false;
    bool no_buttons = false;
    bool minimal = false;
    bool printer = false;  ///< labels the QR panel of the thank-you page; never a page of its own
    int columns = 1;       ///< columns-N; 0: as many as fit (columns)

    friend bool operator==(const Appearance&, const Appearance&) = default;
};

/// What a figure of this question means (body::otk:metric).
enum class Metric { None, Csat, Nps, Ces, Csi };

/// What the idle end does with the value (body::otk:on-timeout).
enum class OnTimeout { Keep, Drop };

/// start, end, step of a range.
struct RangeBounds {
    double start = 0;
    double end = 10;
    double step = 1;

    friend bool operator==(const RangeBounds&, const RangeBounds&) = default;
};

/// begin_group … end_group of the survey, whether it is a page or only joins questions. Its
/// condition holds for everything inside, at any depth and whether it is shown or hidden.
struct Group {
    std::string name;
    Texts label;                         ///< of a group that is no page; a page has its own title
    std::optional<Expression> relevant;  ///< its own; the groups around it have theirs
    std::optional<std::size_t> parent;   ///< index into Form::groups, less than this group's own

    friend bool operator==(const Group&, const Group&) = default;
};

struct Question {
    std::string name;
    QuestionKind kind = QuestionKind::Note;
    std::optional<std::size_t> group;  ///< the innermost one around it, index into Form::groups
    Texts label;
    Texts hint;
    Texts image;  ///< file name of the picture above the label, as Choice::image
    Texts required_message;
    Texts constraint_message;
    std::optional<Expression> required;  ///< absent: never required
    std::optional<Expression> relevant;
    std::optional<Expression> constraint;
    std::optional<Expression> calculation;
    std::optional<Expression> default_value;
    std::optional<Expression> choice_filter;
    std::optional<std::size_t> list;  ///< index into Form::lists
    bool randomize = false;           ///< the choices stand in another order in every visit
    std::optional<Expression> seed;   ///< of that order; absent: the visit's own
    RangeBounds range;
    Appearance appearance;
    Metric metric = Metric::None;
    OnTimeout on_timeout = OnTimeout::Keep;
    std::string from;  ///< body::otk:from: what fills a hidden value ("channel", "place", "day")
    std::string slip;  ///< body::otk:slip: template of the slip
    std::optional<int> idle_s;
    bool read_only = false;

    friend bool operator==(const Question&, const Question&) = default;
};

enum class PageKind { Single, FieldList, Matrix };

/// What a visitor sees at once: one question, a field-list group or a table-list group (matrix).
/// Hidden, calculate and printer questions are on no page. A page has no condition: it is there
/// while one of its questions is.
struct Page {
    PageKind kind = PageKind::Single;
    std::string name;  ///< the question's or the group's
    Texts title;       ///< the group's label; empty on a single page
    Texts hint;
    std::vector<std::size_t> questions;  ///< indexes into Form::questions, in order

    friend bool operator==(const Page&, const Page&) = default;
};

enum class Audience { External, Internal };

/// Where the direction (R04–R12) of a figure comes from (setting otk:direction).
struct DirectionRule {
    enum class Kind { Fixed, ByAnswer, ByQuestion };
    Kind kind = Kind::Fixed;
    std::string value;  ///< Fixed: the code, "" for none; ByAnswer: the question's name

    friend bool operator==(const DirectionRule&, const DirectionRule&) = default;
};

/// A compiled form: all that kiosk, server and reports know of a survey. Immutable once decoded.
struct Form {
    std::string id;
    std::string version;
    Texts title;
    std::string default_language;
    std::vector<std::string> languages;  ///< those whose labels are complete
    Audience audience = Audience::External;
    DirectionRule direction;
    std::vector<ChoiceList> lists;
    std::vector<Group> groups;  ///< an outer one before those inside it
    std::vector<Question> questions;
    std::vector<Page> pages;
    std::string content_hash;  ///< hexadecimal BLAKE2b-256 of the compiled JSON without this member

    /// O(questions).
    std::optional<std::size_t> find(std::string_view question_name) const;
    /// O(groups).
    std::optional<std::size_t> find_group(std::string_view group_name) const;
    /// The question's list; null pointer if its kind has none.
    const ChoiceList* list_of(const Question& question) const;
    /// File names of all pictures, of questions and of choices.
    std::set<std::string> pictures() const;

    friend bool operator==(const Form&, const Form&) = default;
};

}  // namespace otk::form
