import type { Texts } from '../texts.ts'

export const notifications: Texts['notifications'] = {
  title: 'Benachrichtigung per E-Mail',
  lead: 'Eine E-Mail sagt, wie viele Sachen auf Sie warten und bis wann, mit einem Link. Inhalte eines Falls werden nie gesendet: kein Name, kein Titel, kein Aktenzeichen.',
  link: 'Benachrichtigungen',
  none: 'Diese Instanz sendet keine E-Mails: Ihr Betreiber hat keinen Mailserver eingerichtet. Ihre Wahl bleibt für den Fall, dass es einen gibt.',
  pace: 'Wann möchten Sie benachrichtigt werden?',
  paces: {
    off: 'Nie',
    urgent: 'Sofort, bei Verspätetem, binnen eines Tages Fälligem und Notfällen',
    daily: 'Einmal am Tag, über alles, was auf Sie wartet',
  },
  address: 'Ihre E-Mail-Adresse',
  language: 'Sprache der E-Mails',
  languages: { en: 'English', zh: '中文', de: 'Deutsch', fr: 'Français' },
  button: 'Behalten',
  kept: 'Behalten.',
  problem: (address, when) =>
    `E-Mails an ${address} werden seit ${when} nicht angenommen. Dorthin wird nichts mehr gesendet.`,
  said: 'Der Mailserver sagte',
  mend: 'Berichtigen Sie die Adresse, oder behalten Sie sie neu, um es noch einmal zu versuchen.',
}
