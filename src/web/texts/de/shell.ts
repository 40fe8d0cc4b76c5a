import type { Texts } from '../texts.ts'

export const shell: Texts['shell'] = {
  name: 'Comity',
  tagline: 'Elektronische Beweismittel über die Grenze, rechtmäßig oder rechtmäßig verweigert',
  skip: 'Zum Inhalt springen',
  mainNavigation: 'Hauptnavigation',
  breadcrumbs: 'Sie sind hier',
  home: 'Startseite',
  places: {
    today: 'Heute',
    matters: 'Verfahren',
    requests: 'Ersuchen',
    directory: 'Verzeichnis',
    operator: 'Instanz',
    statistics: 'Statistik',
    oversight: 'Aufsicht',
    laboratory: 'Labor',
    log: 'Protokoll',
    routes: 'Weg finden',
    law: 'Das Recht',
    signIn: 'Anmelden',
  },
  signOut: 'Abmelden',
  signedInAs: 'Angemeldet als',
  demonstration:
    'Vorführung: Alle Personen, Stellen und Fälle hier sind erfunden. Nichts auf dieser Instanz hat Rechtswirkung.',
  language: 'Sprache',
  theme: 'Darstellung',
  themes: { auto: 'Wie mein Gerät', light: 'Hell', dark: 'Dunkel' },
  footer:
    'Comity erklärt und führt aus, was die Rechtsdatenbank sagt, mit ihren Quellen. Das Lesen des Gesetzes ersetzt es nicht.',
  lawBase: 'Rechtsdatenbank',
  print: 'Drucken',
  pages: 'Seiten',
  previous: 'Zurück',
  next: 'Weiter',
  page: (n) => `Seite ${n}`,
  and: (words) => words.join(', '),
}

export const front: Texts['front'] = {
  title: 'Welches Recht lässt die Daten über die Grenze, welches verbietet es?',
  lead: 'Comity findet jeden rechtmäßigen Weg zu elektronischen Beweismitteln im Ausland, sagt, warum er offen oder verschlossen ist, und bringt das Ersuchen mit Genehmigungen und Fristen zu dem, der antworten muss.',
  start: 'Weg finden',
  startNote: 'Ohne Konto. Nichts, was Sie eingeben, wird gespeichert.',
  what: 'Auf dieser Instanz',
  tiles: {
    routes: {
      title: 'Weg finden',
      about: 'Nennen Sie die Tatsachen, die Sie kennen. Sie sehen, was möglich ist, warum, und was es noch entschiede.',
    },
    law: {
      title: 'Rechtsdatenbank lesen',
      about: 'Jede Regel mit Quelle, Geltungszeit und dem Grad ihrer Sicherheit.',
    },
    signIn: {
      title: 'Anmelden',
      about: 'Verfahren, Ersuchen und Beweismittel am Platz Ihrer Stelle öffnen.',
    },
    work: { title: 'Weiterarbeiten', about: 'Was heute fällig ist und bis wann.' },
    setUp: {
      title: 'Diese Instanz einrichten',
      about: 'Noch betreibt niemand diese Instanz. Der Link zum Einrichten steht in der Ausgabe des Servers.',
    },
  },
  figures: (list) => `Die Rechtsdatenbank enthält ${list}.`,
  rules: (n) => `${n} Regeln`,
  instruments: (n) => `${n} Rechtsakte`,
  cases: (n) => `${n} durchgerechnete Fälle, die sie prüfen`,
}

export const seats: Texts['seats'] = {
  authority: 'Ersuchende Behörde',
  court: 'Gericht',
  central: 'Zentrale Behörde',
  provider: 'Diensteanbieter',
  overseer: 'Aufsicht',
  policy: 'Vertrags- und Rechtspolitik',
  person: 'Betroffene Person',
  public: 'Öffentlichkeit',
  operator: 'Betreiber',
}

export const roles: Texts['roles'] = { head: 'Leitung', author: 'Bearbeitung', member: 'Mitglied' }

export const errors: Texts['errors'] = {
  title: 'Es gibt ein Problem',
  back: 'Zurück zur Startseite',
  missing: {
    title: 'Diese Seite gibt es nicht',
    about: 'Die Adresse ist vielleicht falsch geschrieben, oder was hier war, gehört einer anderen Stelle.',
  },
  forbidden: { title: 'Das dürfen Sie nicht', about: 'Ihr Platz hat dieses Recht nicht. Nichts wurde geändert.' },
  invalid: {
    title: 'Die Eingabe war nicht lesbar',
    about: 'Nichts wurde geändert. Gehen Sie zurück, berichtigen Sie und senden Sie es noch einmal.',
  },
  conflict: {
    title: 'Das ist nicht mehr möglich',
    about: 'Inzwischen hat sich etwas geändert. Sie haben nichts geändert.',
  },
  unavailable: {
    title: 'Gerade nicht verfügbar',
    about: 'Nichts wurde geändert. Versuchen Sie es gleich noch einmal.',
  },
  internal: {
    title: 'Bei uns ist etwas schiefgegangen',
    about: 'Nichts Halbes wurde behalten. Der Betreiber findet die Ursache im Protokoll des Servers.',
  },
  large: {
    title: 'Das ist zu groß',
    about: (limit) => `Diese Seite nimmt höchstens ${limit}. Nichts wurde behalten.`,
  },
  forged: {
    title: 'Dieses Formular kam nicht von hier oder ist zu alt',
    about: 'Nichts wurde geändert. Öffnen Sie die Seite neu und senden Sie das Formular von dort.',
  },
  field: 'Feld',
  reference: 'Code',
  doneBy: (name, at) => ` Das war ${name}, ${at}.`,
}
