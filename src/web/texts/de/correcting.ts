import type { Texts } from '../texts.ts'

export const correcting: Texts['correcting'] = {
  title: 'Was sich geändert hat',
  lead: {
    itself: 'Dieses Ersuchen neben dem, was vorgelegt war, bevor dagegen entschieden wurde.',
    other: (number) => `Dieses Ersuchen neben ${number}, das es berichtigt.`,
  },
  open: 'Ansehen, was sich seither geändert hat',
  openAbout: 'Früher wurde dagegen entschieden. Was es jetzt sagt, steht neben dem, was es damals sagte.',
  why: 'Warum es nicht ausgeführt wurde',
  noWhy: 'Hier ist kein Grund vermerkt.',
  before: (when) => `Damals, ${when}`,
  after: 'Jetzt',
  afterOn: (when) => `Jetzt, vorgelegt ${when}`,
  boxes: 'Das Formular',
  items: 'Die verlangten Daten',
  statement: 'Die Begründung',
  what: 'Was',
  nothing: 'Bisher hat sich nichts geändert. So würde über dieselben Worte entschieden.',
  sameBoxes: 'Das Formular sagt dasselbe.',
  sameItems: 'Dieselben Daten werden verlangt.',
  sameStatement: 'Die Begründung sagt dasselbe.',
  added: 'neu verlangt',
  removed: 'nicht mehr verlangt',
  empty: 'nichts',
  changed: (n) => `${n} geändert`,
  redraft: {
    title: 'Berichtigt neu entwerfen',
    about:
      'Ein neuer Entwurf übernimmt Weg, Beteiligte, Daten, Formular und Begründung. Sie berichtigen ihn, sehen die Änderungen neben dem alten und legen ihn wieder vor. Der alte bleibt, wie er ist; ist er abgesandt, nehmen Sie ihn zurück.',
    button: 'Berichtigten Entwurf anlegen',
    made: 'Ein berichtigter Entwurf wurde angelegt',
  },
  back: 'Zum Ersuchen',
}
