#include "core/report/render/told.h"

#include <array>
#include <optional>
#include <utility>

namespace connectorscope {
namespace {

constexpr int deepest = 3; ///< sentences that stand in sentences

/// `{0}` to `{2}` stand for anything, in both of them.
struct ToldSentence
{
    std::string_view english;
    std::string_view german;
};

constexpr auto toldSentences = std::to_array<ToldSentence>({
    // conditions of a site (core/watch)
    {"{0} MiB free", "{0} MiB frei"},
    {"{0} of its files are older than {1}", "{0} seiner Dateien sind älter als {1}"},
    {"nothing has left Incoming Mail for {0} cycles", "seit {0} Zyklen hat nichts Incoming Mail verlassen"},
    {"{0} messages failed within {1} and share no fault",
     "{0} Nachrichten schlugen innerhalb von {1} fehl und haben keinen gemeinsamen Fehler"},
    // filters (core/diagnosis)
    {"there is no mailbox {0}.", "es gibt kein Postfach {0}."},
    {"{0} is blocked.", "{0} ist gesperrt."},
    {"it has no sender.", "sie hat keinen Absender."},
    {"{0} lies in the blocked network {1}.", "{0} liegt im gesperrten Netz {1}."},
    {"the provider's spam filter has marked it ({0}).",
     "der Spamfilter des Anbieters hat sie gekennzeichnet ({0})."},
    // runs (core/pipeline)
    {"It lies in PickUp as {0} ({1}).", "Sie liegt als {0} in PickUp ({1})."},
    {"It lies in PickUp as {0}.", "Sie liegt als {0} in PickUp."},
    {"It lies in Incoming Mail as {0} ({1}).", "Sie liegt als {0} in Incoming Mail ({1})."},
    {"It lies in Incoming Mail as {0}.", "Sie liegt als {0} in Incoming Mail."},
    {"It lies in BadMail.", "Sie liegt in BadMail."},
    {"It came back to Failed Mail.", "Sie kam nach Failed Mail zurück."},
    {"It has left Incoming Mail.", "Sie hat Incoming Mail verlassen."},
    {"It is back from the vault.", "Sie ist aus dem Archiv zurück."},
    {"It is back.", "Sie ist zurück."},
    {"It had failed; it is back.", "Der Lauf war fehlgeschlagen; sie ist zurück."},
    {"It was taken back.", "Sie wurde zurückgenommen."},
    {"It was taken back, or handed over: {0}", "Sie wurde zurückgenommen oder übergeben: {0}"},
    {"It could not be taken back: {0}", "Sie konnte nicht zurückgenommen werden: {0}"},
    {"It was stopped before anything was done.", "Der Lauf wurde angehalten, bevor etwas getan war."},
    {"It was given to its consumer, or not: {0}", "Sie wurde übergeben oder nicht: {0}"},
    {"The SMTP service has taken it.", "Der SMTP-Dienst hat sie genommen."},
    {"The SMTP service has not taken it from PickUp.", "Der SMTP-Dienst hat sie nicht aus PickUp genommen."},
    {"The connector has not taken it from Incoming Mail.",
     "Der Connector hat sie nicht aus Incoming Mail genommen."},
    {"The connector has moved it to PickUp.", "Der Connector hat sie nach PickUp verschoben."},
    {"The connector has taken it, and it did not come back for two cycles.",
     "Der Connector hat sie genommen, und sie kam zwei Zyklen lang nicht zurück."},
    {"Its consumer has taken it.", "Sie wurde genommen."},
    {"Too late: the connector has it.", "Zu spät: Der Connector hat sie."},
    {"Too late: the SMTP service has taken it.", "Zu spät: Der SMTP-Dienst hat sie genommen."},
    {"Too late to undo: the SMTP service has taken it.",
     "Zu spät zum Zurücknehmen: Der SMTP-Dienst hat sie genommen."},
    {"Too late to undo: it was handed over.", "Zu spät zum Zurücknehmen: Sie wurde übergeben."},
    {"Somebody has said that it was handed over.", "Jemand hat angegeben, dass sie übergeben wurde."},
    {"Somebody has said that it was not handed over; it is back.",
     "Jemand hat angegeben, dass sie nicht übergeben wurde; sie ist zurück."},
    {"The machine was restarted at the moment of the handover: it was given to its consumer, or not.",
     "Der Rechner wurde im Augenblick der Übergabe neu gestartet: Sie wurde übergeben oder nicht."},
    {"The machine was restarted while it went back; the vault has it.",
     "Der Rechner wurde neu gestartet, während sie zurückging; das Archiv hat sie."},
    {"Its name was not on the disk when the machine was restarted.",
     "Ihr Name war nicht auf der Platte, als der Rechner neu gestartet wurde."},
    {"Its claimed file {0} was taken away, and the vault has none.",
     "Ihre Datei {0} wurde weggenommen, und das Archiv hat keine."},
    {"Its claimed file was taken away; it is back from the vault.",
     "Ihre Datei wurde weggenommen; sie ist aus dem Archiv zurück."},
    {"{0}, before it was archived.", "{0}, bevor sie archiviert war."},
    {"{0}; it lies safe in staging and could not be put back: {1}",
     "{0}; sie liegt sicher im Zwischenordner und konnte nicht zurückgelegt werden: {1}"},
    {"{0}; it could not be put back: {1}", "{0}; sie konnte nicht zurückgelegt werden: {1}"},
    {"{0} was taken away by another program", "{0} wurde von einem anderen Programm weggenommen"},
    {"{0} is not the file that was judged", "{0} ist nicht die Datei, die beurteilt wurde"},
    {"{0} is not what was written to it", "{0} enthält nicht, was hineingeschrieben wurde"},
    {"{0} was changed between its judgement and its claim",
     "{0} wurde geändert, nachdem sie beurteilt worden war"},
    {"{0} was changed after it was archived; it goes back as it is",
     "{0} wurde geändert, nachdem sie archiviert worden war; sie geht zurück, wie sie ist"},
    {"{0} was changed while it was archived", "{0} wurde geändert, während sie archiviert wurde"},
    {"{0} was changed while it was read", "{0} wurde geändert, während sie gelesen wurde"},
    {"{0} holds something else than its name says", "{0} enthält etwas anderes, als ihr Name sagt"},
    {"the vault is at its limit of {0} bytes (limits.vault_size)",
     "das Archiv hat seine Grenze von {0} Bytes erreicht (limits.vault_size)"},
    {"the staging folder {0} is not on the volume of {1}",
     "der Zwischenordner {0} liegt nicht auf dem Datenträger von {1}"},
    {"the journal holds no plan of the run", "das Journal enthält keinen Plan des Laufs"},
    // files and folders (core/base)
    {"cannot open \"{0}\": {1}", "\"{0}\" lässt sich nicht öffnen: {1}"},
    {"cannot read \"{0}\": {1}", "\"{0}\" lässt sich nicht lesen: {1}"},
    {"cannot look at \"{0}\": {1}", "\"{0}\" lässt sich nicht ansehen: {1}"},
    {"cannot list the folder \"{0}\": {1}", "der Ordner \"{0}\" lässt sich nicht lesen: {1}"},
    {"cannot create \"{0}\": {1}", "\"{0}\" lässt sich nicht anlegen: {1}"},
    {"cannot write \"{0}\": {1}", "\"{0}\" lässt sich nicht schreiben: {1}"},
    {"cannot set the time of \"{0}\": {1}", "die Zeit von \"{0}\" lässt sich nicht setzen: {1}"},
    {"cannot bring to the disk \"{0}\": {1}", "\"{0}\" lässt sich nicht auf die Platte bringen: {1}"},
    {"cannot close \"{0}\": {1}", "\"{0}\" lässt sich nicht schließen: {1}"},
    {"cannot make the folder \"{0}\": {1}", "der Ordner \"{0}\" lässt sich nicht anlegen: {1}"},
    {"cannot bring to the disk the folder \"{0}\": {1}",
     "der Ordner \"{0}\" lässt sich nicht auf die Platte bringen: {1}"},
    {"cannot measure the free space at \"{0}\": {1}",
     "der freie Platz bei \"{0}\" lässt sich nicht messen: {1}"},
    {"cannot get notifications of the folder \"{0}\": {1}",
     "der Ordner \"{0}\" gibt keine Benachrichtigungen: {1}"},
    {"cannot rename \"{0}\": {1}", "\"{0}\" lässt sich nicht umbenennen: {1}"},
    {"cannot remove \"{0}\": {1}", "\"{0}\" lässt sich nicht entfernen: {1}"},
    {"cannot add files to the folder \"{0}\": {1}", "in den Ordner \"{0}\" lässt sich nichts legen: {1}"},
    // what Linux says; Windows speaks the system's language
    {"No such file or directory ({0})", "nicht gefunden ({0})"},
    {"Not a directory ({0})", "kein Ordner ({0})"},
    {"Permission denied ({0})", "kein Zugriff ({0})"},
    {"Operation not permitted ({0})", "nicht erlaubt ({0})"},
    {"Read-only file system ({0})", "nur lesbar ({0})"},
    {"No space left on device ({0})", "kein Platz ({0})"},
    {"Input/output error ({0})", "Fehler beim Lesen oder Schreiben ({0})"},
    {"Stale file handle ({0})", "die Freigabe ist nicht mehr dieselbe ({0})"},
    {"Connection timed out ({0})", "keine Antwort ({0})"},
    {"Host is down ({0})", "der Server ist aus ({0})"},
    {"No route to host ({0})", "kein Weg zum Server ({0})"},
    {"Network is unreachable ({0})", "kein Netz ({0})"},
    {"Device or resource busy ({0})", "von einem anderen Programm benutzt ({0})"},
});

using ToldArguments = std::array<std::string_view, 3>;

/// The piece of `pattern` up to its next argument, and which that is.
std::pair<std::string_view, std::optional<std::size_t>> nextPiece(std::string_view& pattern)
{
    const std::size_t open = pattern.find('{');
    const std::string_view piece = pattern.substr(0, open);
    if (open == std::string_view::npos) {
        pattern = {};
        return {piece, std::nullopt};
    }
    const auto number = static_cast<std::size_t>(pattern[open + 1] - '0');
    pattern.remove_prefix(open + 3);
    return {piece, number};
}

std::optional<ToldArguments> argumentsIn(std::string_view text, std::string_view pattern)
{
    ToldArguments arguments;
    auto [begin, argument] = nextPiece(pattern);
    if (!text.starts_with(begin))
        return std::nullopt;
    text.remove_prefix(begin.size());
    while (argument) {
        const auto [piece, following] = nextPiece(pattern);
        std::size_t end = text.find(piece);
        if (!following)
            end = text.ends_with(piece) ? text.size() - piece.size() : std::string_view::npos;
        if (end == std::string_view::npos || end == 0)
            return std::nullopt;
        arguments.at(*argument) = text.substr(0, end);
        text.remove_prefix(end + piece.size());
        argument = following;
    }
    return text.empty() ? std::optional(arguments) : std::nullopt;
}

std::string inGerman(std::string_view text, int depth)
{
    if (depth == 0)
        return std::string(text);
    for (const ToldSentence& sentence : toldSentences) {
        const auto arguments = argumentsIn(text, sentence.english);
        if (!arguments)
            continue;
        std::string said;
        std::string_view pattern = sentence.german;
        while (!pattern.empty()) {
            const auto [piece, argument] = nextPiece(pattern);
            said += piece;
            if (argument)
                said += inGerman(arguments->at(*argument), depth - 1);
        }
        return said;
    }
    return std::string(text);
}

} // namespace

std::string told(std::string_view english, Language language)
{
    return language == Language::German ? inGerman(english, deepest) : std::string(english);
}

} // namespace connectorscope
