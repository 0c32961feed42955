#include <cmath>

#include "core/base/assert.h"
#include "core/base/json.h"
#include "core/form/form_json.h"
#include "core/form/words_of_form.h"

namespace otk::form {
namespace {

/// Members that have their default are left out: a form stays readable, and old forms stay equal
/// when a member is added later.
class ObjectWriter {
  public:
    ObjectWriter& text(std::string name, std::string_view value) {
        if (!value.empty()) m_json.set(std::move(name), value);
        return *this;
    }
    ObjectWriter& texts(std::string name, const Texts& texts) {
        if (texts.is_empty()) return *this;
        Json languages = Json::object();
        for (const auto& [language, value] : texts.by_language) languages.set(language, value);
        m_json.set(std::move(name), std::move(languages));
        return *this;
    }
    ObjectWriter& expression(std::string name, const std::optional<Expression>& value) {
        if (value) m_json.set(std::move(name), value->source());
        return *this;
    }
    ObjectWriter& json(std::string name, Json value) {
        m_json.set(std::move(name), std::move(value));
        return *this;
    }
    Json take() { return std::move(m_json); }

  private:
    Json m_json = Json::object();
};

/// 10 and not 10.0: whole numbers are written as such.
Json json_of(double number) {
    constexpr double exact_max = 9007199254740992.0;  // 2^53
    const bool is_whole = std::fabs(number) < exact_max && number == std::trunc(number);
    return is_whole ? Json(static_cast<std::int64_t>(number)) : Json(number);
}

Json json_of(const std::vector<std::string>& texts) {
    Json array = Json::array();
    for (const std::string& text : texts) array.push_back(text);
    return array;
}

Json json_of(const Choice& choice) {
    ObjectWriter writer;
    writer.text("name", choice.name).texts("label", choice.label).texts("image", choice.image);
    if (!choice.columns.empty()) {
        Json columns = Json::object();
        for (const auto& [name, value] : choice.columns) columns.set(name, value);
        writer.json("columns", std::move(columns));
    }
    return writer.take();
}

Json json_of(const ChoiceList& list) {
    Json choices = Json::array();
    for (const Choice& choice : list.choices) choices.push_back(json_of(choice));
    return ObjectWriter().text("name", list.name).json("choices", std::move(choices)).take();
}

Json json_of(const RangeBounds& range) {
    return ObjectWriter()
        .json("start", json_of(range.start))
        .json("end", json_of(range.end))
        .json("step", json_of(range.step))
        .take();
}

Json json_of(const Form& form, const Group& group) {
    ObjectWriter writer;
    writer.text("name", group.name);
    if (group.parent) writer.text("parent", form.groups[*group.parent].name);
    return writer.texts("label", group.label).expression("relevant", group.relevant).take();
}

Json json_of(const Form& form, const Question& question) {
    ObjectWriter writer;
    writer.text("name", question.name).text("kind", traits_of(question.kind).name);
    if (question.group) writer.text("group", form.groups[*question.group].name);
    writer
        .texts("label", question.label)
        .texts("hint", question.hint)
        .texts("image", question.image)
        .expression("required", question.required)
        .texts("required_message", question.required_message)
        .expression("relevant", question.relevant)
        .expression("constraint", question.constraint)
        .texts("constraint_message", question.constraint_message)
        .expression("calculation", question.calculation)
        .expression("default", question.default_value)
        .expression("choice_filter", question.choice_filter);
    if (question.list) writer.text("list", form.lists[*question.list].name);
    if (question.randomize) writer.json("randomize", true);
    writer.expression("seed", question.seed);
    if (question.kind == QuestionKind::Range) writer.json("range", json_of(question.range));
    const std::vector<std::string> appearance = words_of(question.appearance);
    if (!appearance.empty()) writer.json("appearance", json_of(appearance));
    if (question.metric != Metric::None) writer.text("metric", word_of(question.metric));
    if (question.on_timeout != OnTimeout::Keep) {
        writer.text("on_timeout", word_of(question.on_timeout));
    }
    writer.text("from", question.from).text("slip", question.slip);
    if (question.idle_s) writer.json("idle_s", *question.idle_s);
    if (question.read_only) writer.json("read_only", true);
    return writer.take();
}

Json json_of(const Form& form, const Page& page) {
    Json questions = Json::array();
    for (const std::size_t question : page.questions) {
        questions.push_back(form.questions[question].name);
    }
    return ObjectWriter()
        .text("name", page.name)
        .text("kind", word_of(page.kind))
        .texts("title", page.title)
        .texts("hint", page.hint)
        .json("questions", std::move(questions))
        .take();
}

}  // namespace

std::string encode_form(const Form& form, const ContentHash& hash) {
    Json lists = Json::array();
    for (const ChoiceList& list : form.lists) lists.push_back(json_of(list));
    Json groups = Json::array();
    for (const Group& group : form.groups) groups.push_back(json_of(form, group));
    Json questions = Json::array();
    for (const Question& question : form.questions) questions.push_back(json_of(form, question));
    Json pages = Json::array();
    for (const Page& page : form.pages) pages.push_back(json_of(form, page));
    Json direction = ObjectWriter()
                         .text("kind", word_of(form.direction.kind))
                         .text("value", form.direction.value)
                         .take();
    Json json = ObjectWriter()
                    .json("otklik_form", compiled_form_version)
                    .text("id", form.id)
                    .text("version", form.version)
                    .texts("title", form.title)
                    .text("default_language", form.default_language)
                    .json("languages", json_of(form.languages))
                    .text("audience", word_of(form.audience))
                    .json("direction", std::move(direction))
                    .json("lists", std::move(lists))
                    .json("groups", std::move(groups))
                    .json("questions", std::move(questions))
                    .json("pages", std::move(pages))
                    .take();
    json.set("content_hash", hash(json.dump()));
    return json.dump();
}

}  // namespace otk::form
