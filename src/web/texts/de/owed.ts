import type { Texts } from '../texts.ts'

export const owed: Texts['owed'] = {
  title: 'Jährlich geschuldete Zahlen',
  lead: 'Was das Recht Sie für ein Kalenderjahr melden lässt, aus dem eigenen Protokoll gezählt, jede Zahl mit dem, was sie zählt, und ihrem Artikel. Ein Staat addiert die seiner Stellen.',
  link: 'Gesetzlich jährlich geschuldete Zahlen',
  none: 'Das hier bekannte Recht lässt Sie keine solchen Zahlen melden.',
  year: 'Kalenderjahr',
  which: 'Nach welcher Pflicht',
  show: 'Zählen',
  csv: 'Als CSV',
  json: 'Als JSON',
  due: (day) => `Geschuldet bis ${day}.`,
  counted: (org, year, instant) =>
    `${org}, Kalenderjahr ${year}. Gezählt aus dem Protokoll am ${instant}. Kleine Zahlen werden hier nicht verborgen: Dies geht an den, dem es geschuldet ist, nicht an die Öffentlichkeit.`,
  columns: {
    what: 'Was',
    category: 'Daten',
    addressee: 'Adressat',
    state: 'Ersuchender Staat',
    emergency: 'Notfall',
    ground: 'Grund',
    currency: 'Währung',
    number: 'Anzahl',
    days: 'Tage im Mittel',
  },
  whats: {
    issued: 'Anordnungen',
    'issued-before-validation': 'Vor der Validierung',
    fulfilled: 'Befolgt',
    'not-fulfilled': 'Nicht befolgt',
    'not-ended': 'Nicht beendet',
    notified: 'Mitgeteilt',
    refused: 'Abgelehnt',
    days: 'Gemessen',
    sent: 'Zur Vollstreckung übermittelt',
    received: 'Zur Vollstreckung eingegangen',
    remedies: 'Rechtsbehelfe',
    'validation-refused': 'Nicht erteilt',
    claimed: 'Gefordert',
    paid: 'Bezahlt',
  },
  all: 'Alle',
  notStated: 'nicht angegeben',
  nothing: 'In diesem Jahr keine',
  definitions: {
    issued:
      'Anordnungen, die in dem Jahr von dieser Stelle abgingen (oder bei ihr eingingen), jede einmal; eine Anordnung über mehrere Kategorien steht bei jeder und in der Summe einmal',
    'issued-before-validation': 'davon in Notfällen vor der Validierung erlassen',
    fulfilled:
      'davon mit bis zum Tag der Zählung herausgegebenen oder gesicherten Daten; anders beendet; noch nicht beendet',
    notified: 'davon der Vollstreckungsbehörde mitgeteilt; soweit sie ablehnte, nach den genannten Gründen',
    'days-to-data': 'davon mit herausgegebenen Daten: mittlere Zahl der Tage ab Erlass',
    'days-to-later-request': 'Sicherungen mit nachfolgendem Ersuchen: mittlere Zahl der Tage bis zu diesem Ersuchen',
    enforcement:
      'davon der Vollstreckungsbehörde übermittelt, bei ihr zur Vollstreckung eingegangen, und von beiden jene, bei denen bis zum Tag der Zählung Daten herausgegeben oder gesichert sind',
    remedies:
      'Beschwerden über das Vorgehen, die bis zum Tag der Zählung bei dieser Stelle zu solchen Anordnungen eingingen, jede einmal',
    'validation-refused': 'davon nachträglich nicht validiert',
    costs: 'zu solchen Anordnungen geforderte und bezahlte Kosten, nach Währung',
  },
}
