#include "core/report/render/mask_report.h"

#include "core/base/mask_address.h"

namespace connectorscope {
namespace {

void mask(std::string& text)
{
    text = maskAddresses(text);
}

void maskSite(HealthReport& report)
{
    for (ReportTodo& todo : report.todos) {
        mask(todo.evidence);
        mask(todo.command);
    }
    if (report.accounts) {
        for (ReportAccount& account : *report.accounts) {
            mask(account.name);
            mask(account.error);
        }
    }
    for (ReportFolder& folder : report.folders)
        mask(folder.whyUnreachable);
    for (ReportCondition& condition : report.conditions)
        mask(condition.evidence);
    for (ReportGap& gap : report.notChecked)
        mask(gap.why);
}

void maskMail(HealthReport& report)
{
    for (ReportFiltered& message : report.filters.listed) {
        mask(message.subject);
        message.sender = maskAddress(message.sender);
        for (std::string& recipient : message.recipients)
            recipient = maskAddress(recipient);
        for (ReportFilterWord& word : message.words)
            mask(word.reason);
    }
    for (ReportRun& run : report.done.runs) {
        mask(run.subject);
        mask(run.outcome);
        mask(run.account);
    }
    for (ReportDeed& deed : report.done.deeds) {
        mask(deed.note);
        mask(deed.account);
    }
}

} // namespace

HealthReport maskedReport(HealthReport report)
{
    maskSite(report);
    maskMail(report);
    return report;
}

} // namespace connectorscope
