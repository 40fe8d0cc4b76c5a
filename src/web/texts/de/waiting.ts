import type { Texts } from '../texts.ts'

export const waiting: Texts['waiting'] = {
  title: 'Warten und Vorhersage',
  progress: (behind, left) => `Schritte hinter ihm: ${behind}; noch vor ihm: ${left}.`,
  expected: {
    draft: 'Ginge es jetzt ab, wären die Daten zu erwarten',
    outgoing: 'Die Daten werden erwartet',
    incoming: 'Sein Ende wird erwartet',
  },
  between: (from, to) => `zwischen ${from} und ${to}`,
  anyMoment: 'jeden Augenblick',
  without: {
    over: 'Nichts wird mehr erwartet.',
    refused: 'Es wurde abgelehnt: Nach Lage der Dinge ist nichts zu erwarten.',
    objected: 'Ein Einwand besteht: Vor seiner Beantwortung ist nichts zu erwarten.',
    'nothing-known': 'Niemand kann sagen, wann: Noch gibt es keinen eigenen Bestand und keine veröffentlichte Zahl.',
  },
  restsOn: 'Worauf das beruht',
  sources: {
    record: (n, small) =>
      small
        ? `Der eigene Bestand Ihrer Stelle; vom seltensten Schritt nur ${n} erledigte: zu wenige, um sich darauf zu verlassen, deshalb ist die Spanne weit.`
        : `Der eigene Bestand Ihrer Stelle: von jedem Schritt mindestens ${n} erledigte.`,
    clock: (what) => `Die gesetzliche Frist, die für „${what}“ läuft`,
    average: (days) => `Veröffentlichter Durchschnitt für diesen Weg: ${days}. Von der Hälfte bis zum Doppelten.`,
    limit: (days) => `Das Längste, was das Recht auf diesem Weg erlaubt: ${days}`,
  },
  method:
    'Die unteren Quartile der verbleibenden Schritte werden zum Beginn, die oberen zum Ende addiert. Was länger dauert als alles im Bestand, wird gezählt, als begänne es jetzt.',
  stages: 'Die Schritte',
  took: (length) => `dauerte ${length}`,
  lasts: (length) => `bisher ${length}`,
  underMinute: 'weniger als eine Minute',
  pending: 'nicht begonnen',
  skipped: 'ausgelassen',
  refused: 'abgelehnt',
  unknownLength: 'wie lange es dauerte, ist nicht bekannt',
  usual: (lower, upper, median) => `üblich ${lower} bis ${upper}, Median ${median}`,
  about: (length) => `üblich ${length}`,
  among: {
    doer: (n) => `${n} bei derselben Behörde`,
    state: (n) => `${n} im selben Land`,
    route: (n) => `${n} auf diesem Weg`,
  },
  smallRecord: (n) => `nur ${n} im Bestand`,
  noRecord: 'noch kein Bestand',
  slow: 'Länger als drei von vier',
  overdue: 'Gesetzliche Frist abgelaufen',
  axis: { begun: 'begonnen', now: 'jetzt', end: 'spätestens erwartet' },
  picture: (begun, now, end) =>
    `Zeitleiste von ${begun} bis ${end ?? now}; jeder Balken ist daneben in Worten beschrieben. Voll: vergangen; gestreift: erwartet.`,
  elsewhere: 'Bei anderen',
  contact: 'Kontaktstelle',
  noContact: 'Keine Kontaktstelle wurde genannt.',
  ask: (what) => `Nachfragen: ${what}`,
  askAbout: 'Eine unterzeichnete Nachricht fragt, wann es zu erwarten ist. Sie steht hier und dort im Protokoll.',
  askText: 'Was Sie sagen möchten',
  askButton: 'Erinnerung senden',
  unreachable:
    'Kein System erreicht sie. Wenden Sie sich selbst an die Kontaktstelle und vermerken Sie unten, was Sie hören.',
  reminders: 'Bisherige Erinnerungen',
  reminder: {
    asked: (who) => `${who} hat nachgefragt`,
    overdue: (who) => `${who} wurde erinnert: Die Frist ist abgelaufen`,
    escalation: (who) => `Der Kontaktstelle vorgelegt: ${who}`,
    received: (who) => `${who} fragt nach`,
    receivedOverdue: (who) => `${who} erinnert uns: Die Frist ist abgelaufen`,
    receivedEscalation: (who) => `${who} wendet sich an die Verantwortlichen: Die Leitung der Stelle ist unterrichtet`,
  },
  notSent: 'kein System erreicht sie: Rufen Sie an oder schreiben Sie',
  column: 'Erwartet',
  notExpected: 'niemand kann es sagen',
  passed: 'später als erwartet',
  order: 'Reihenfolge',
  orders: { newest: 'Neueste zuerst', expected: 'Zuerst Erwartetes zuerst' },
  expectedFirst: 'was zuerst erwartet wird, steht zuerst',
}
