#include "core/diagnosis/repairs/planner.h"
#include "core/message/address.h"
#include "core/message/charset.h"
#include "core/message/date_time.h"
#include "core/message/field_kinds.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <map>

namespace connectorscope {

namespace {

Edit prefix(const HeaderBlock& header, const Field& field, std::string text)
{
    Edit edit;
    edit.offset = header.fileOffset(field.begin);
    edit.inserted = std::move(text);
    return edit;
}

/// A valid name that begins with X- and that no program knows.
std::string validName(std::string_view name)
{
    std::string valid;
    for (const char c : name)
        valid += c > ' ' && c < 0x7f && c != ':' ? c : '-';
    const bool isX = valid.size() > 2 && asciiLower(valid[0]) == 'x' && valid[1] == '-';
    if (!isX)
        valid = "X-" + valid;
    return fieldIdOf(valid) == FieldId::Other ? valid : "X-Renamed-" + valid;
}

void renameInvalid(const HeaderBlock& header, RepairPlan& plan)
{
    for (const Field& field : header.fields) {
        if (!field.badName)
            continue;
        Edit edit;
        edit.offset = header.fileOffset(field.begin);
        edit.removed = field.nameLength;
        edit.inserted = validName(header.name(field));
        plan.edits.push_back(edit);
    }
}

void nameMalformed(const Planner& planner, const HeaderBlock& header, RepairPlan& plan)
{
    for (const Field& field : header.fields) {
        if (field.id != FieldId::Malformed)
            continue;
        const std::string_view line = header.wholeField(field);
        const bool isLong =
            field.longestBegin == field.begin && field.longestLine + 13 > planner.options.context.lineLength;
        Edit edit = prefix(header, field,
                           isLong ? "X-Malformed:" + std::string(planner.lineEnd()) + " " : "X-Malformed: ");
        if (field.eightBit) { // as a field it would be another fault
            edit.removed = line.size();
            std::string text;
            appendUnfolded(line, text);
            edit.inserted = "X-Malformed: " + encodedWords(guessToUtf8(text), planner.lineEnd());
        }
        plan.edits.push_back(std::move(edit));
    }
}

void renameEnvelope(const HeaderBlock& header, RepairPlan& plan)
{
    for (const Field& field : header.fields)
        if (field.id == FieldId::XReceiver || field.id == FieldId::XConnectorScope ||
            field.id == FieldId::XSender)
            plan.edits.push_back(prefix(header, field, "X-Renamed-"));
}

/// Whether the field says what a field of its kind should.
bool isUsable(const HeaderBlock& header, const Field& field)
{
    const std::string_view value = header.rawValue(field);
    if (isAddressField(field.id))
        return parseAddressList(value).usableCount() > 0;
    switch (field.id) {
    case FieldId::Date:
        return parseDateTime(value).has_value();
    case FieldId::ContentType: {
        const std::string token = parseStructuredValue(value).token;
        const std::size_t slash = token.find('/');
        return slash != std::string::npos && slash > 0 && slash + 1 < token.size();
    }
    case FieldId::ContentTransferEncoding:
        return transferEncodingOf(value) != TransferEncoding::Unknown;
    default:
        return !trimmed(value).empty();
    }
}

/// The fields of one kind: the first that can be used stays, else the first.
struct Repeated
{
    std::vector<const Field*> fields;
    const Field* kept = nullptr;
};

std::map<FieldId, Repeated> repeatedFields(const HeaderBlock& header, bool inMessage)
{
    std::map<FieldId, Repeated> kinds;
    for (const Field& field : header.fields)
        if (mayStandOnce(field.id, inMessage))
            kinds[field.id].fields.push_back(&field);
    std::erase_if(kinds, [](const auto& kind) { return kind.second.fields.size() < 2; });
    for (auto& [id, kind] : kinds) {
        const auto usable =
            std::ranges::find_if(kind.fields, [&](const Field* field) { return isUsable(header, *field); });
        kind.kept = usable == kind.fields.end() ? kind.fields.front() : *usable;
    }
    return kinds;
}

/// The recipients of the others go into the field that stays: nobody loses the message.
std::string otherAddresses(const HeaderBlock& header, const Repeated& kind, std::string_view lineEnd)
{
    std::string others;
    for (const Field* field : kind.fields) {
        const AddressList list = parseAddressList(header.rawValue(*field));
        if (field == kind.kept)
            continue;
        for (const Address& address : list.addresses)
            if (address.usable() && isAscii(address.spec()))
                others += "," + std::string(lineEnd) + "\t" + address.spec();
    }
    return others;
}

bool endsPlainly(const HeaderBlock& header, const Field& field)
{
    const AddressList list = parseAddressList(header.rawValue(field));
    return list.usableCount() > 0 && list.issues.empty() && list.groups.empty() &&
           !trimmed(header.rawValue(field)).ends_with(',');
}

void renameRepeated(const Planner& planner, int index, bool conflicting, RepairPlan& plan)
{
    const HeaderBlock& header = planner.part(index).header;
    for (const auto& [id, kind] : repeatedFields(header, index == 0)) {
        const bool mayConflict = id == FieldId::ContentType || id == FieldId::ContentTransferEncoding;
        // Content-Type and -Transfer-Encoding that say the same are duplicates as others are.
        if (conflicting && !mayConflict)
            continue;
        for (const Field* field : kind.fields)
            if (field != kind.kept)
                plan.edits.push_back(prefix(header, *field, conflicting ? "X-Conflicting-" : "X-Duplicate-"));
        if (!(isRecipientField(id) || id == FieldId::ReplyTo) || !endsPlainly(header, *kind.kept))
            continue;
        Edit more;
        more.offset = header.fileOffset(kind.kept->end);
        more.inserted = otherAddresses(header, kind, planner.lineEnd());
        if (!more.inserted.empty())
            plan.edits.push_back(std::move(more));
    }
}

} // namespace

Result<RepairPlan> planRename(const Planner& planner)
{
    RepairPlan plan;
    plan.uncovers = planner.cause == CauseId::ConflictingHeader;
    for (const int index : planner.parts()) {
        const HeaderBlock& header = planner.part(index).header;
        switch (planner.cause) {
        case CauseId::InvalidHeaderName:
            plan.what = "Gives the field a valid name that begins with X-.";
            renameInvalid(header, plan);
            break;
        case CauseId::MalformedHeaderLine:
            plan.what = "Makes a field of the line that has no colon.";
            nameMalformed(planner, header, plan);
            break;
        case CauseId::EnvelopeHeaderInMessage:
            plan.what = "Renames the envelope lines, so that the SMTP service does not obey them.";
            renameEnvelope(header, plan);
            break;
        case CauseId::ConflictingHeader:
            plan.what =
                "Keeps the first of the fields that can be used and renames those that contradict it.";
            renameRepeated(planner, index, true, plan);
            break;
        default:
            plan.what = "Keeps the first of the fields that can be used, adds the addresses of the others to "
                        "it and renames the others.";
            renameRepeated(planner, index, false, plan);
            break;
        }
    }
    return plan;
}

} // namespace connectorscope
