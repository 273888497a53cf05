#include "core/report/render/cause_words.h"

#include <array>

namespace connectorscope {
namespace {

struct CauseWords
{
    CauseId cause;
    std::string_view title;
    std::string_view advice;
};

// One layout for every row reads better than what the formatter makes of them.
// clang-format off
constexpr auto germanCauses = std::to_array<CauseWords>({
    {CauseId::FileLocked, "Datei ist gesperrt",
     "Meist ist die Sperre nach Minuten vorbei: später noch einmal nachsehen. Bleibt sie, das Programm suchen, "
     "das die Datei festhält, und die Ordner des Connectors von seiner Prüfung ausnehmen."},
    {CauseId::AccessDenied, "Kein Zugriff auf die Datei",
     "Dem Konto, das übergibt, das Recht geben, in diesem Ordner zu lesen, zu ändern und zu löschen, und die "
     "Rechte der Datei selbst prüfen; dann neu einreihen."},
    {CauseId::ReadError, "Datei nicht lesbar",
     "Die Platte und die Verbindung zur Freigabe prüfen, dann noch einmal nachsehen. Bleibt es so, die Datei "
     "wegkopieren und den Absender bitten, noch einmal zu senden."},
    {CauseId::StillArriving, "Kommt noch an",
     "Nichts: warten, bis der Abruf beendet ist. Solange er läuft, sind Dateien in Incoming Mail normal."},
    {CauseId::EmptyFile, "Leere Datei",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat, sonst den Absender bitten, noch "
     "einmal zu senden. Aus dieser Datei ist nichts zu retten."},
    {CauseId::NulFilled, "Nur NUL-Bytes",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat, sonst den Absender bitten, noch "
     "einmal zu senden; dann die Platte prüfen und warum der Rechner stehen blieb."},
    {CauseId::Utf16Text, "Als UTF-16 gespeichert",
     "Den Editor oder das Skript suchen, das die Datei neu geschrieben hat. Die Reparatur macht daraus wieder "
     "die 8-Bit-Form, die Nachrichten brauchen; dann neu einreihen."},
    {CauseId::NotAMessage, "Keine Nachricht",
     "Nicht zurücklegen: Sie kann nicht übergeben werden. Nachsehen, was die Datei ist; gehört sie jemandem, "
     "sendet die Reparatur sie ihm als Anhang einer sauberen Nachricht."},
    {CauseId::ByteOrderMark, "Bytereihenfolge-Marke am Anfang",
     "Die Reparatur nimmt die drei Bytes der Marke weg; dann neu einreihen. Das Programm suchen, das die Marke "
     "schreibt."},
    {CauseId::Pop3ResponseLine, "POP3-Antwort am Anfang",
     "Die Reparatur nimmt die Zeile des Servers weg; dann neu einreihen. Kommt sie wieder, nach dem Programm "
     "oder Proxy zwischen dem POP3-Server und diesem Ordner sehen."},
    {CauseId::Pop3DotFraming, "Schlusspunkt von POP3 blieb stehen",
     "Die Reparatur nimmt den Schlusspunkt weg und macht aus doppelten Punkten einfache; dann neu einreihen. "
     "Kommt es wieder, nach dem Programm oder Proxy sehen, der abholt."},
    {CauseId::MboxFromLine, "mbox-Zeile \"From \" am Anfang",
     "Die Reparatur nimmt die Zeile weg; dann neu einreihen. Meist kommt sie aus einer Datei, die aus einem "
     "Mailprogramm exportiert wurde."},
    {CauseId::SmtpEnvelopeLines, "SMTP-Befehle vor den Kopfzeilen",
     "Die Reparatur nimmt die Zeilen vor der ersten Kopfzeile weg; dann neu einreihen. Ihre Adressen sagen, "
     "wer gemeint war."},
    {CauseId::LeadingBlankLine, "Leerzeile am Anfang",
     "Die Reparatur nimmt die Leerzeilen weg; dann neu einreihen. Kommt es wieder, nach dem Programm sehen, "
     "das die Datei geschrieben hat."},
    {CauseId::TruncatedInHeaders, "In den Kopfzeilen abgeschnitten",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat, sonst den Absender bitten, noch "
     "einmal zu senden. Die Reparatur sendet nur weiter, was da ist, als Anhang einer sauberen Nachricht."},
    {CauseId::MissingHeaderSeparator, "Keine Leerzeile nach den Kopfzeilen",
     "Die Reparatur setzt eine Leerzeile, wo die Kopfzeilen enden; die Vorschau ansehen, dann neu einreihen."},
    {CauseId::NulHole, "Loch aus NUL-Bytes",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat, sonst den Absender bitten, noch "
     "einmal zu senden. Die Reparatur sendet nur weiter, was da ist, als Anhang einer sauberen Nachricht. Die "
     "Platte prüfen."},
    {CauseId::NulInHeader, "NUL-Bytes in den Kopfzeilen",
     "Die Reparatur nimmt die NUL-Bytes aus den Kopfzeilen; dann neu einreihen."},
    {CauseId::InvalidHeaderName, "Ungültiger Name einer Kopfzeile",
     "Die Reparatur gibt dem Feld einen gültigen Namen, der mit X- beginnt, damit nichts verloren geht; dann "
     "neu einreihen."},
    {CauseId::MalformedHeaderLine, "Kopfzeile ohne Doppelpunkt",
     "Meist harmlos. Kommt die Nachricht nicht durch, macht die Reparatur aus der Zeile ein eigenes Feld, "
     "dessen Name mit X- beginnt."},
    {CauseId::EnvelopeHeaderInMessage, "Umschlagzeilen in der Nachricht",
     "Vorsicht: Wer sie schrieb, wollte vielleicht, dass dieser Server Nachrichten weitersendet. Die Reparatur "
     "benennt die Zeilen um, sodass der SMTP-Dienst ihnen nicht mehr folgt; dann neu einreihen."},
    {CauseId::HeaderLineTooLong, "Kopfzeile zu lang",
     "Kommt die Nachricht nicht durch, bricht die Reparatur die Zeile an ihren Leerzeichen um und ändert sonst "
     "nichts."},
    {CauseId::HeaderBlockTooLarge, "Kopfzeilen zu groß",
     "Nachsehen, welches Feld so groß ist, oft Received, To oder References. Nimmt der Server solche "
     "Kopfzeilen, die Grenze erhöhen, sonst die Nachricht von Hand zustellen."},
    {CauseId::Raw8BitHeader, "8-Bit-Zeichen in einer Kopfzeile",
     "Kommt die Nachricht nicht durch oder ist der Text unlesbar, schreibt die Reparatur das Feld als kodierte "
     "Wörter."},
    {CauseId::BadEncodedWord, "Defektes kodiertes Wort",
     "Kommt die Nachricht nicht durch oder ist der Text unlesbar, kodiert die Reparatur das Feld neu, so wie "
     "es gelesen werden kann."},
    {CauseId::DuplicateHeader, "Kopfzeile steht doppelt",
     "Kommt die Nachricht nicht durch, behält die Reparatur das erste Feld und benennt die anderen um, sodass "
     "ihre Namen mit X- beginnen."},
    {CauseId::ConflictingHeader, "Widersprüchliche MIME-Kopfzeilen",
     "Nachsehen, welche der beiden zum Inhalt passt. Die Reparatur behält sie und benennt die andere um, "
     "sodass ihr Name mit X- beginnt; dann neu einreihen."},
    {CauseId::InvalidDate, "Unlesbares Date",
     "Kommt die Nachricht nicht durch, setzt die Reparatur das Datum der letzten Zeile Received oder, wo es "
     "keine gibt, das der Datei."},
    {CauseId::MissingDate, "Keine Kopfzeile Date",
     "Es ist nichts zu tun: Die Übergabe schreibt eine. Die Reparatur setzt das Datum der letzten Zeile "
     "Received oder, wo es keine gibt, das der Datei."},
    {CauseId::MissingMessageId, "Keine Message-ID",
     "Es ist nichts zu tun: Die Übergabe schreibt eine. Die Reparatur setzt eine eigene."},
    {CauseId::BareLf, "Zeilenenden ohne CR",
     "Kommt die Nachricht nicht durch, beendet die Reparatur jede Zeile mit CR LF. Viele Programme schreiben "
     "so, und die meisten Server nehmen es."},
    {CauseId::BareCr, "Einzelne CR-Zeichen",
     "Kommt die Nachricht nicht durch, beendet die Reparatur jede Zeile mit CR LF."},
    {CauseId::MissingFrom, "Keine Kopfzeile From",
     "Die Reparatur fügt eine Kopfzeile From hinzu, aus Return-Path oder Reply-To oder mit der angegebenen "
     "Adresse; dann neu einreihen."},
    {CauseId::InvalidFrom, "Keine brauchbare Adresse in From",
     "Die Reparatur setzt eine brauchbare Adresse in From, aus Sender, Reply-To oder Return-Path oder die "
     "angegebene, und behält den angezeigten Namen; dann neu einreihen."},
    {CauseId::MultipleFrom, "Mehrere Adressen in From, kein Sender",
     "Die Reparatur fügt eine Kopfzeile Sender mit der ersten davon hinzu; dann neu einreihen."},
    {CauseId::MissingRecipient, "Kein Empfänger",
     "Entscheiden, wer sie bekommen soll: Delivered-To, X-Original-To und die Zeilen Received sagen es oft. "
     "Die Reparatur fügt eine Kopfzeile To mit dieser Adresse hinzu; dann neu einreihen."},
    {CauseId::InvalidRecipient, "Keine brauchbare Empfängeradresse",
     "Nachsehen, wer gemeint war. Die Reparatur setzt in Anführungszeichen, was keine Adresse ist, und trägt "
     "den angegebenen Empfänger ein; dann neu einreihen."},
    {CauseId::UnbalancedQuote, "Offenes Anführungszeichen in einer Adresse",
     "Kommt die Nachricht nicht durch, schließt die Reparatur das Anführungszeichen um den Namen und lässt die "
     "Adresse, wie sie ist."},
    {CauseId::GroupSyntaxRecipient, "Gruppe statt einer Adresse",
     "Kommt die Nachricht nicht durch, entscheiden, wer sie bekommen soll. Die Reparatur setzt diese Adresse "
     "an die Stelle der Gruppe."},
    {CauseId::NoLocalRecipient, "Kein lokaler Empfänger",
     "Entscheiden, wer sie bekommen soll: Delivered-To, X-Original-To und die Zeilen Received sagen es oft. "
     "Die Reparatur fügt eine Kopfzeile To mit dieser Adresse hinzu; dann neu einreihen."},
    {CauseId::UnknownMailbox, "Unbekanntes Postfach",
     "Das Postfach oder einen Alias für die Adresse anlegen oder entscheiden, wer sie bekommen soll. Die "
     "Reparatur fügt eine Kopfzeile To mit dieser Adresse hinzu; dann neu einreihen."},
    {CauseId::TooManyRecipients, "Zu viele Empfänger",
     "Nimmt der Server so viele, die Grenze erhöhen, sonst nur an die lokalen Empfänger neu einreihen."},
    {CauseId::AlreadyTransferred, "Wurde schon einmal übergeben",
     "Nicht zurücklegen: Sie ginge noch einmal an alle, die sie nennt. Nachsehen, ob der Empfänger sie schon "
     "hat, dann entfernen."},
    {CauseId::MailLoop, "Mailschleife",
     "Nicht zurücklegen. Die Weiterleitungsregel oder das POP3-Postfach suchen, das die Nachrichten im Kreis "
     "sendet, und es dort anhalten."},
    {CauseId::InvalidContentType, "Unlesbarer Content-Type",
     "Die Reparatur setzt einen Content-Type an die Stelle, der zum Inhalt passt; dann neu einreihen."},
    {CauseId::MultipartWithoutBoundary, "Mehrteilige Nachricht ohne Trenner",
     "Die Reparatur sucht den Trenner im Inhalt und gibt ihn an oder nennt den Inhalt, wo keiner ist, "
     "einfachen Text; dann neu einreihen."},
    {CauseId::BoundaryNotFound, "Trenner kommt nirgends vor",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat. Enthält der Inhalt einen anderen "
     "Trenner, gibt die Reparatur diesen an; dann neu einreihen."},
    {CauseId::UnterminatedMultipart, "Letzter Trenner fehlt",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat, sonst den Absender bitten, noch "
     "einmal zu senden. Die Reparatur fügt den letzten Trenner hinzu, doch was abgeschnitten wurde, bleibt "
     "verloren."},
    {CauseId::EncodingOnMultipart, "Kodierung für mehrteiligen Inhalt angegeben",
     "Die Reparatur gibt für den mehrteiligen Inhalt 7bit oder 8bit an, was davon passt; dann neu einreihen."},
    {CauseId::UnknownTransferEncoding, "Unbekannte Übertragungskodierung",
     "Die Reparatur gibt die Kodierung an, die zum Inhalt passt; dann neu einreihen."},
    {CauseId::BlankCharset, "Leerer Zeichensatz",
     "Die Reparatur gibt den Zeichensatz an, der zum Text passt; dann neu einreihen."},
    {CauseId::UnknownCharset, "Unbekannter Zeichensatz",
     "Kommt die Nachricht nicht durch oder ist der Text unlesbar, gibt die Reparatur den Zeichensatz an, der "
     "zum Text passt."},
    {CauseId::DanglingPart, "Anhang ohne Inhalt",
     "Im Protokoll oder in der Quarantäne des Virenscanners nach dem Anhang sehen. Kommt die Nachricht nicht "
     "durch, setzt die Reparatur einen kurzen Vermerk an seine Stelle."},
    {CauseId::TruncatedBase64, "Anhang ist abgeschnitten",
     "Die Nachricht noch einmal abholen, wenn der POP3-Server sie noch hat, sonst den Absender bitten, noch "
     "einmal zu senden. Die Reparatur sendet nur weiter, was da ist, als Anhang einer sauberen Nachricht."},
    {CauseId::InvalidBase64, "Fremde Zeichen in base64",
     "Neu einreihen: Mailprogramme überspringen solche Zeichen. Lässt sich der Anhang nicht öffnen, den "
     "Absender bitten, noch einmal zu senden."},
    {CauseId::InvalidQuotedPrintable, "Defektes quoted-printable",
     "Kommt die Nachricht nicht durch, kodiert die Reparatur den Text neu, so wie er gelesen werden kann."},
    {CauseId::NestingTooDeep, "Teile zu tief verschachtelt",
     "Kaum je ehrliche Mail: zuerst den Absender ansehen. Ist sie erwünscht, sendet die Reparatur sie als "
     "Anhang einer sauberen Nachricht weiter."},
    {CauseId::TooManyParts, "Zu viele Teile",
     "Kaum je ehrliche Mail: zuerst den Absender ansehen. Ist sie erwünscht, sendet die Reparatur sie als "
     "Anhang einer sauberen Nachricht weiter."},
    {CauseId::NulInBody, "NUL-Bytes im Inhalt",
     "Die Reparatur nimmt die NUL-Bytes aus dem Inhalt; dann neu einreihen."},
    {CauseId::BodyLineTooLong, "Zeile im Inhalt zu lang",
     "Kommt die Nachricht nicht durch, kodiert die Reparatur den Teil neu in kurzen Zeilen, ohne seinen Inhalt "
     "zu ändern."},
    {CauseId::LoneDotLine, "Zeile aus einem einzelnen Punkt",
     "Kommt die Nachricht abgeschnitten an, kodiert die Reparatur den Teil neu, sodass keine Zeile ein "
     "einzelner Punkt ist, ohne seinen Inhalt zu ändern."},
    {CauseId::Undeclared8BitBody, "8-Bit-Text nicht angegeben",
     "Kommt die Nachricht nicht durch oder ist ihr Text unlesbar, kodiert die Reparatur den Teil neu, ohne "
     "seinen Inhalt zu ändern."},
    {CauseId::PartialMessage, "Ein Stück einer geteilten Nachricht",
     "Nachsehen, ob die anderen Stücke auch da sind, und sie zusammen neu einreihen; das Mailprogramm des "
     "Empfängers muss sie verbinden. Fehlt ein Stück, den Absender bitten, alles auf einmal zu senden."},
    {CauseId::TnefAttachment, "Anhang winmail.dat",
     "Es ist nichts zu tun: Outlook kann ihn lesen. Für andere den Absender bitten, HTML oder reinen Text "
     "statt Rich-Text zu senden."},
    {CauseId::UnnamedAttachment, "Anhang ohne Namen",
     "Es ist nichts zu tun: Das Mailprogramm des Empfängers denkt sich einen Namen aus."},
    {CauseId::MissingMimeVersion, "Keine Kopfzeile MIME-Version",
     "Es ist nichts zu tun: Mailprogramme lesen die MIME-Kopfzeilen trotzdem."},
    {CauseId::MessageTooLarge, "Nachricht zu groß",
     "Nimmt der Server solche Nachrichten, die Grenze erhöhen, sonst den Inhalt auf anderem Weg zum Empfänger "
     "bringen und es dem Absender sagen."},
    {CauseId::PickupMissing, "Ordner PickUp fehlt",
     "Nachsehen, wo das Mailverzeichnis jetzt liegt, und den Pfad berichtigen, oder den Ordner anlegen und den "
     "SMTP-Dienst neu starten; dann neu einreihen, was seither fehlschlug."},
    {CauseId::PickupNotWritable, "In den Ordner PickUp kann nicht geschrieben werden",
     "Dem Konto, das übergibt, das Recht geben, in PickUp zu schreiben, zu ändern und zu löschen; dann neu "
     "einreihen, was seither fehlschlug."},
    {CauseId::DiskFull, "Platte voll",
     "Auf dem Datenträger Platz schaffen; dann neu einreihen, was seither fehlschlug."},
    {CauseId::DiskLow, "Platte fast voll",
     "Auf dem Datenträger Platz schaffen, bevor Nachrichten fehlschlagen."},
    {CauseId::BadMailed, "Nach BadMail verschoben",
     "Die Datei .BDR daneben lesen, die den Grund nennt; ihn beheben und neu einreihen."},
    {CauseId::PickupStalled, "PickUp steht still",
     "Den SMTP-Dienst (Simple Mail Transfer Protocol) und seinen virtuellen Server starten und den Ordner "
     "PickUp, auf den er sieht, mit diesem vergleichen. Die Nachrichten gehen dann von selbst weiter."},
    {CauseId::FolderUnreachable, "Ordner nicht erreichbar",
     "Pfad, Freigabe, Netz und Rechte des Kontos prüfen. Bis dahin keine Zahl über diesen Ordner für eine gute "
     "Nachricht halten."},
    {CauseId::AccountFailing, "POP3-Konto schlägt fehl",
     "Server, Port, Benutzer und Kennwort von Hand versuchen; den Anbieter fragen, ob das Konto gesperrt oder "
     "belegt ist. Die Nachrichten warten solange dort."},
    {CauseId::LeftBehind, "Liegen geblieben",
     "Zuerst ihre anderen Befunde ansehen. Sie durch Anhalten aus Incoming Mail nehmen, damit die übrigen "
     "weitergehen, reparieren, dann freigeben."},
    {CauseId::QueueBlocked, "Nichts bewegt sich",
     "Nachsehen, ob der Dienst des Connectors läuft, und die älteste Nachricht in Incoming Mail anhalten; "
     "bewegen sich dann die übrigen, liegt es an ihr."},
    {CauseId::CohortFailure, "Viele schlugen auf einmal fehl",
     "Im Ereignisprotokoll des Servers nach dieser Zeit sehen: Platte, Virenscanner, Dienste. Ist es vorbei, "
     "die Nachrichten zusammen neu einreihen."},
    {CauseId::BadmailDisabled, "BadMail ist abgeschaltet",
     "Den Registrierungswert MaxBadMailFolderSize unter "
     "HKLM\\System\\CurrentControlSet\\Services\\SMTPSVC\\Queuing setzen, um zu sehen, was der SMTP-Dienst "
     "zurückweist."},
    {CauseId::DuplicateMessage, "Schon einmal gesehen",
     "Im Verlauf nachsehen, ob die andere Kopie zugestellt wurde; dann muss diese nicht noch einmal gesendet "
     "werden."},
    {CauseId::NoFaultFound, "Kein Fehler gefunden",
     "Neu einreihen: In der Nachricht ist nichts im Weg. Kommt sie zurück, nach dem Server sehen und danach, "
     "was in denselben Minuten noch fehlschlug."},
});
// clang-format on

/// In the order of CauseId, so that the row of one is found at once; a cause without words does not compile.
consteval bool everyCauseHasWords()
{
    for (std::size_t i = 0; i < germanCauses.size(); ++i)
        if (static_cast<std::size_t>(germanCauses.at(i).cause) != i || germanCauses.at(i).title.empty() ||
            germanCauses.at(i).advice.empty())
            return false;
    return germanCauses.size() == static_cast<std::size_t>(CauseId::NoFaultFound) + 1;
}
static_assert(everyCauseHasWords());

const CauseWords& germanWords(CauseId cause)
{
    return germanCauses.at(static_cast<std::size_t>(cause));
}

} // namespace

std::string_view causeTitle(CauseId cause, Language language)
{
    return language == Language::German ? germanWords(cause).title : causeOf(cause).title;
}

std::string_view causeAdvice(CauseId cause, Language language)
{
    return language == Language::German ? germanWords(cause).advice : causeOf(cause).advice;
}

} // namespace connectorscope
