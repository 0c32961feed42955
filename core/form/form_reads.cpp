#include "core/form/form_reads.h"

#include <utility>

namespace otk::form {
namespace {

using Reader = FormReads::Reader;
using Role = FormReads::Role;

/// The readers of one question or group.
class Readers {
  public:
    Readers(const FormInstance& instance, NodeRef node) : m_instance(instance), m_node(node) {}

    void put(Role role, const std::optional<Expression>& expression) {
        put(role, expression, m_node);
    }
    void put(Role role, const std::optional<Expression>& expression, NodeRef context) {
        if (!expression) return;
        m_readers.push_back(
            {role, &*expression, std::nullopt, reads_of(*expression, m_instance, context, m_node)});
    }
    std::vector<Reader> take() { return std::move(m_readers); }

  private:
    const FormInstance& m_instance;
    NodeRef m_node;
    std::vector<Reader> m_readers;
};

/// All items of a list have the same children, so that one stands for all.
NodeRef any_choice(
    const Form& form, const Question& question, const FormInstance& instance, NodeRef otherwise) {
    const bool has_choices = question.list && !form.lists[*question.list].choices.empty();
    return has_choices ? instance.item(*question.list, 0) : otherwise;
}

std::vector<Reader> readers_of(const Form& form, const FormInstance& instance, std::size_t index) {
    const Question& question = form.questions[index];
    const NodeRef node = instance.question(index);
    Readers readers(instance, node);
    readers.put(Role::Relevant, question.relevant);
    readers.put(Role::Required, question.required);
    readers.put(Role::Constraint, question.constraint);
    readers.put(Role::Calculation, question.calculation);
    readers.put(Role::Default, question.default_value);
    readers.put(Role::Seed, question.seed);
    readers.put(Role::Filter, question.choice_filter, any_choice(form, question, instance, node));
    return readers.take();
}

}  // namespace

FormReads::FormReads(const Form& form, const FormInstance& instance) : m_form(form) {
    for (std::size_t index = 0; index < form.groups.size(); ++index) {
        Readers readers(instance, instance.group(index));
        readers.put(Role::Relevant, form.groups[index].relevant);
        std::optional<Reader>& reader = m_groups.emplace_back();
        for (Reader& only : readers.take()) {
            reader = std::move(only);
            reader->group = index;
        }
    }
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        m_questions.push_back(readers_of(form, instance, index));
    }
}

std::vector<const FormReads::Reader*> FormReads::around(std::size_t question) const {
    std::vector<const Reader*> all;
    for (const Reader& reader : m_questions[question])
        all.push_back(&reader);
    for (auto group = m_form.questions[question].group; group;
         group = m_form.groups[*group].parent) {
        if (m_groups[*group]) all.push_back(&*m_groups[*group]);
    }
    return all;
}

}  // namespace otk::form
