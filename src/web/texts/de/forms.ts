import type { Texts } from '../texts.ts'

export const forms: Texts['forms'] = {
  yes: 'Ja',
  no: 'Nein',
  unknown: 'Noch nicht bekannt',
  choose: 'Bitte wählen',
  continue: 'Weiter',
  save: 'Speichern',
  cancel: 'Abbrechen',
  change: 'Ändern',
  remove: 'Entfernen',
  add: 'Hinzufügen',
  optional: '(freiwillig)',
  none: 'Keine',
  noneKnown: 'Keine, und das ist bekannt',
  error: 'Fehler:',
  statesHint: 'Ländercodes oder Namen, durch Kommas getrennt, zum Beispiel DE, Irland.',
  dateHint: 'Zum Beispiel 2026-11-21.',
  problems: {
    state: (input) => `„${input}“ ist kein bekanntes Land. Schreiben Sie den Namen oder den Code aus zwei Buchstaben.`,
    number: 'Geben Sie eine ganze Zahl ein, ohne Buchstaben oder Leerzeichen.',
    date: 'Geben Sie ein Datum als Jahr-Monat-Tag ein, zum Beispiel 2026-11-21.',
    choice: 'Wählen Sie eine der angebotenen Antworten.',
  },
}
