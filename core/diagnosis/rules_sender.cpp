#include "core/diagnosis/rules.h"

namespace connectorscope {

namespace {

/// The From or Sender that counts: the first that holds a usable address, else the first.
struct SenderField
{
    const AddressField* field = nullptr;
    std::size_t usable = 0;

    void consider(const AddressField& candidate)
    {
        if (field != nullptr && usable > 0)
            return;
        const std::size_t count = candidate.list.usableCount();
        if (field == nullptr || count > 0) {
            field = &candidate;
            usable = count;
        }
    }
};

void reportField(Case& c, CauseId cause, const AddressField& field,
                 std::optional<Severity> severity = std::nullopt)
{
    const HeaderBlock& header = c.message.header();
    HeaderSighting sighting;
    sighting.addValue(header, header.fields[field.field]);
    report(c, cause, 0, sighting, Quote::Bytes, severity);
}

bool isCutField(const Case& c, const AddressField& field)
{
    return headerIsCut(c.message) && field.field + 1 == c.message.header().fields.size();
}

} // namespace

void judgeSender(Case& c)
{
    SenderField from;
    SenderField sender;
    for (const AddressField& field : c.summary.addressFields) {
        if (field.id == FieldId::From)
            from.consider(field);
        else if (field.id == FieldId::Sender)
            sender.consider(field);
    }
    if (from.field == nullptr && sender.field == nullptr) {
        if (!headerIsCut(c.message))
            reportMissing(c, CauseId::MissingFrom);
        return;
    }
    if (from.usable == 0) {
        // CDO asks for one of the two: a Sender that can be used stands in for a From, missing or broken.
        const AddressField& named = from.field != nullptr ? *from.field : *sender.field;
        const bool senderServes = sender.usable > 0;
        if ((from.field != nullptr || !senderServes) && !isCutField(c, named))
            reportField(c, CauseId::InvalidFrom, named,
                        senderServes ? std::optional(Severity::Risk) : std::nullopt);
        return;
    }
    if (from.usable > 1 && sender.field == nullptr)
        reportField(c, CauseId::MultipleFrom, *from.field);
}

} // namespace connectorscope
