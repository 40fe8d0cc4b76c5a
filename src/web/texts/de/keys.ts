import type { Texts } from '../texts.ts'

export const keys: Texts['keys'] = {
  title: 'Schlüssel',
  link: 'Schlüssel dieser Stelle',
  lead: (org) => `Womit ${org} unterzeichnet und wofür versiegelt wird.`,
  signing: 'Signaturschlüssel, Fingerabdruck',
  sealing: 'Schlüssel zum Versiegeln (age-Empfänger)',
  waiting: (n) =>
    n === 1
      ? 'Ein Beweisstück ist noch für die jetzigen Schlüssel zu versiegeln. Das geschieht von selbst.'
      : `${n} Beweisstücke sind noch für die jetzigen Schlüssel zu versiegeln. Das geschieht von selbst.`,
  change: 'Schlüssel zum Versiegeln wechseln',
  changeNote:
    'Von da an wird alles für den neuen Schlüssel versiegelt. Was hier liegt, erhält einen neuen Kopf vor denselben versiegelten Daten; die Daten selbst bleiben unberührt. Der bisherige Schlüssel bleibt, um noch Ankommendes zu öffnen. Stellen anderer Instanzen übernehmen die neue Karte, bevor sie mehr senden.',
  reason: 'Warum',
  reasonHint: 'Zum Beispiel: einmal im Jahr; jemand, der ihn kannte, ist ausgeschieden. Es kommt ins Protokoll.',
  changeButton: 'Schlüssel wechseln',
  headOnly: 'Die Leitung der Stelle kann die Schlüssel wechseln.',
  changeSigning: 'Signaturschlüssel wechseln',
  changeSigningNote:
    'Alle, die diese Instanz kennt, werden unterrichtet, unterzeichnet mit dem ihnen bekannten Schlüssel. Der bisherige unterzeichnet weiter, bis sie es wissen. Ist er nicht mehr in Ihrer Hand, sagen Sie, seit wann: Andere kennzeichnen dann, was seither kam, und vergleichen den neuen Fingerabdruck mit Ihnen, bevor sie ihm glauben.',
  announced: 'Ein neuer Signaturschlüssel ist angekündigt. Er gilt von selbst, sobald alle unterrichtet sind.',
  since: 'Nicht mehr in eigener Hand seit',
  sinceHint: 'Ein Tag, nur wenn der Schlüssel verloren oder gestohlen wurde.',
  changeSigningButton: 'Signaturschlüssel wechseln',
  recovery: 'Schlüssel zur Wiederherstellung',
  recoveryNote:
    'Was hier liegt, wird auch für diese Schlüssel versiegelt, damit es sich öffnen lässt, wenn dieser Server oder sein Geheimnis verloren geht. Bewahren Sie ihre geheimen Teile woanders auf.',
  noRecovery: 'Es gibt keinen. Geht das Geheimnis dieser Instanz verloren, kann niemand öffnen, was hier liegt.',
  addedBy: (who, when) => `Hinzugefügt von ${who}, ${when}`,
  remove: 'Entfernen',
  removeOf: (label) => `${label} entfernen`,
  label: 'Wer ihn verwahrt, und wo',
  labelHint: 'Zum Beispiel: Justizministerium, Tresor des Referats 4',
  recipient: 'Der Schlüssel',
  recipientHint: 'Ein age-Empfänger. Das Werkzeug age erzeugt einen: age-keygen. Er beginnt mit age1.',
  add: 'Schlüssel hinzufügen',
  problems: {
    reason_missing: 'Sagen Sie, warum der Schlüssel gewechselt wird.',
    label_missing: 'Sagen Sie, wer diesen Schlüssel verwahrt.',
    bad_recipient: 'Das ist kein age-Empfänger. Er beginnt mit age1.',
    recipient_there: 'Diesen Schlüssel gibt es schon.',
    no_such_recipient: 'Dieser Schlüssel gehört nicht mehr dazu.',
    key_announced: 'Ein neuer Schlüssel ist schon angekündigt und gilt noch nicht.',
    since_in_the_future: 'Dieser Tag liegt in der Zukunft.',
    signer_keeps_key: 'Die Signaturschlüssel verwahrt ein Dienst des Betreibers, der keinen zweiten erzeugt.',
  },
}
