import type { PartialTexts } from '../texts.ts'

export const sender: PartialTexts['sender'] = {
  title: 'Wer ersucht',
  lead: 'Ob der Absender ist, wer er sagt, und darum ersuchen darf. Entscheidung und Gründe gehen ins Protokoll.',
  offer: {
    title: 'Prüfen, wer ersucht',
    about: 'Vorher darf nichts übergeben werden.',
    second: 'Im Notfall prüft ein anderer ein zweites Mal.',
    button: 'Zur Absenderprüfung',
    other: 'Wer ersucht: was das Verzeichnis weiß',
  },
  task: 'Prüfen, wer ersucht',
  standings: {
    none: 'Für dieses Ersuchen ist keine Absenderprüfung geschuldet.',
    open: 'Noch nicht geprüft: nichts darf übergeben werden.',
    second: 'Einmal geprüft. Ein anderer muss prüfen, bevor etwas übergeben wird.',
    verified: 'Geprüft: übergeben werden darf, was das Recht erlaubt.',
    refused: 'Ohne Glauben: nichts darf übergeben werden.',
    stale:
      'Der Eintrag im Verzeichnis ist zu alt. Der Betreiber muss die Stelle neu prüfen; vorher darf nichts übergeben werden.',
  },
  why: 'Warum sie geschuldet ist',
  reasons: {
    emergency: 'Es macht einen Notfall geltend',
    'revoked-key': 'Es kam unter einem Schlüssel, der seither widerrufen wurde',
    misuse: 'Ein Wort, das hier zählt, sagt, der Absender habe ein Notfallersuchen missbraucht',
  },
  clock: 'Zweite Prüfung',
  clockNote: (minutes) =>
    `Eigene Frist des Hauses von ${minutes} Minuten, vom Betreiber festgelegt; keine gesetzliche.`,
  identity: 'Der Absender nach dem Verzeichnis',
  gone: 'Der Absender steht nicht mehr im Verzeichnis.',
  entry: 'Sein Eintrag im Verzeichnis',
  keyNow: 'Sein Schlüssel jetzt',
  keysBefore: (n) => `Frühere Schlüssel: ${n}`,
  doubted: (n) => `Nachrichten zu diesem Ersuchen unter einem seither widerrufenen Schlüssel: ${n}`,
  competence: 'Darf er darum ersuchen?',
  competenceAbout:
    'Nach der Rechtsdatenbank, für das, was der Absender laut Verzeichnis ist; nicht für das, was das Ersuchen von sich sagt.',
  competences: {
    competent: 'Nach der Rechtsdatenbank zuständig',
    'not-competent': 'Nach der Rechtsdatenbank nicht zuständig',
    unknown: 'Die Rechtsdatenbank kann es ohne mehr nicht sagen',
  },
  conditions: { holds: 'Trifft zu', fails: 'Trifft nicht zu', open: 'Nicht bekannt' },
  needsValidation: 'Es muss validiert sein:',
  signs: 'Anzeichen',
  signsAbout: 'Keines beweist für sich etwas. Sie werden an dem gemessen, was hier festgehalten ist.',
  found: { shown: 'Vorhanden', clear: 'Nicht vorhanden', unknown: 'Zu wenig bekannt' },
  says: {
    'first-contact': ({ earlier }) => `Ersuchen dieses Absenders in den 90 Tagen zuvor: ${earlier}`,
    'unusual-volume': ({ today, most }) => `Binnen 24 Stunden: ${today}; am stärksten der 90 Tage zuvor: ${most}`,
    'unusual-hour': ({ hour, earlier }) => `Es kam um ${hour} UTC; frühere Ersuchen zum Vergleich: ${earlier}`,
    'no-follow-up': ({ without, emergencies }) =>
      `Frühere Notfälle: ${emergencies}; davon ohne ein Wort danach: ${without}`,
  },
  statements: 'Was andere über ihn sagen',
  call: {
    title: 'Zurückrufen',
    about:
      'Unter der Nummer im Verzeichnis. Nie unter einer, die das Ersuchen nennt: wer ein Ersuchen fälscht, nennt auch die Nummer zum Nachfragen.',
    number: 'Diese Nummer anrufen',
    source: (source) => `Aus: ${source}`,
    none: 'Das Verzeichnis hat keine Nummer dieser Stelle. Der Betreiber muss eine aus einer eigenen Quelle finden.',
    how: 'Wie es ausging',
    calls: {
      confirmed: 'Sie wissen von dem Ersuchen',
      denied: 'Sie wissen nichts davon',
      unreached: 'Niemand war zu erreichen',
    },
    says: 'Mit wem gesprochen wurde und was gesagt wurde',
    button: 'Anruf vermerken',
    needed: 'Ein Anruf, der das Ersuchen bestätigt, ist vor der Prüfung geschuldet.',
  },
  decide: {
    title: 'Entscheiden',
    second: 'Zweite Prüfung',
    secondAbout: (name) => `${name} hat zuerst geprüft. Sie sehen alles selbst noch einmal an.`,
    own: 'Sie haben zuerst geprüft. Die zweite Prüfung ist Sache eines anderen.',
    finding: 'Was sich ergab',
    findings: {
      verified: 'Der Absender ist, wer er sagt, und darf darum ersuchen',
      refused: 'Dem Absender ist nicht zu glauben',
      misused: 'Es gibt keinen Notfall: der Notfallweg wurde missbraucht',
    },
    reason: 'Gründe',
    button: 'Entscheidung vermerken',
  },
  record: 'Was entschieden wurde',
  parts: { first: 'Erste Prüfung', second: 'Zweite Prüfung' },
  called: (number) => `${number} angerufen`,
  done: { call: 'Der Anruf ist vermerkt.', decision: 'Die Entscheidung ist vermerkt.' },
}
