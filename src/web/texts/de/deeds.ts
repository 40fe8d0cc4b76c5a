import type { Texts } from '../texts.ts'

export const deeds: Texts['deeds'] = {
  submit: {
    title: 'Vorlegen',
    about: 'Danach lässt es sich nicht mehr ändern, und die Genehmigenden werden befasst.',
    button: 'Zur Genehmigung vorlegen',
    noApproval: 'Das Gesetz verlangt keine Genehmigung: Danach kann es abgesandt werden.',
  },
  fill: {
    title: 'Zuerst das Formular ausfüllen',
    about: (n) => (n === 1 ? 'Ein Pflichtfeld ist noch leer.' : `${n} Pflichtfelder sind noch leer.`),
    button: 'Zum Formular',
  },
  approve: {
    title: 'Genehmigen',
    about: 'Sie genehmigen genau das Vorgelegte; seine Prüfsumme steht unten.',
    signed: 'Das Formular druckt Ihren Namen, Ihr Amt und Ihr Aktenzeichen.',
    post: 'Ihr Amt',
    postHint: 'Wie das Formular es druckt, zum Beispiel: Richterin am Amtsgericht.',
    fileNumber: 'Ihr Aktenzeichen',
    reason: 'Gründe',
    readFirst: 'Lesen Sie das Formular, bevor Sie entscheiden',
    abroadButton: { examine: 'Nichts dagegen: weiterleiten', execute: 'Erledigt: weiterleiten' },
    abroad: {
      examine:
        'Noch wird nichts ausgeführt: Mit Ihrer Entscheidung geht es an die nächste Stelle, und die ersuchende Seite wird unterrichtet.',
      execute:
        'Sagen Sie es, sobald Sie Ihren Teil getan haben: Die nächste Stelle wird sofort befasst, und die ersuchende Seite wird unterrichtet.',
    },
  },
  refuse: {
    title: 'Ablehnen',
    about: 'Es kann dann nicht abgesandt werden. Wer es verfasst hat, erfährt Ihren Grund.',
    aboutAbroad: 'Es wird nicht ausgeführt. Die ersuchende Seite erfährt den Grund und Ihre Begründung.',
    reason: 'Grund',
    button: 'Ablehnen',
  },
  return: {
    title: 'Zur Überarbeitung zurückgeben',
    titleAbroad: 'Zurücksenden',
    aboutAbroad:
      'Es geht den Weg zurück, den es kam, mit dem, was fehlt oder zu ändern ist. Es kann erneut gesandt werden.',
    about: 'Wer es verfasst hat, kann es ändern und wieder vorlegen; jede bisherige Genehmigung wird hinfällig.',
    reason: 'Was zu ändern ist',
    button: 'Zurückgeben',
  },
  ownApproval: 'Sie haben dieses Ersuchen geschrieben. Eine andere Person muss es genehmigen.',
  send: {
    title: 'Absenden',
    about: 'Dies geht in einem Augenblick hinaus, unterzeichnet und versiegelt, jede Nachricht nur an ihren Empfänger:',
    gets: { order: 'die Anordnung mit dem Formular', notification: 'die Unterrichtung mit dem Formular' },
    inFull: 'vollständig',
    without: (sections) => `ohne ${sections}: Diese Stelle erhält es nie, in keiner Form`,
    section: (id, title) => `Abschnitt ${id} (${title})`,
    clocks: 'Die Fristen der anderen Seite laufen ab dem Eingang.',
    carried: {
      about:
        'Niemand auf diesem oder einem anderen System empfängt es. Drucken Sie es, lassen Sie es überbringen, und sagen Sie, wie.',
      print: 'Das Formular als PDF',
      means: 'Wie es überbracht wurde',
      ways: {
        post: 'Mit der Post',
        courier: 'Mit einem Kurier',
        'diplomatic-bag': 'Mit dem Kuriergepäck',
        'provider-portal': 'Über das Portal des Anbieters',
        'e-mail': 'Mit E-Mail',
        fax: 'Mit Fax',
        'by-hand': 'Von Hand',
        'police-channel': 'Auf polizeilichem Weg',
      },
      to: 'An wen und wohin',
      reference: 'Nummer der Sendung',
      at: 'Tag der Aufgabe',
      atHint: 'Heute, wenn Sie keinen anderen Tag nennen.',
      button: 'Es ist abgesandt',
    },
    button: 'Jetzt absenden',
  },
  withdraw: {
    title: 'Ersuchen zurücknehmen',
    about:
      'Alle, die es hatten, erfahren Ihren Grund, und niemand bearbeitet es mehr. Das lässt sich nicht rückgängig machen.',
    reason: 'Grund',
    button: 'Zurücknehmen',
  },
  complete: {
    title: 'Ersuchen abschließen',
    about: 'Wer geantwortet hat, erfährt, dass die Daten für Sie nicht mehr gesichert bleiben müssen.',
    button: 'Abschließen',
  },
  checks: {
    title: 'Absender und Anordnung prüfen',
    about: 'Ihre Prüfungen stehen im Protokoll, was immer aus der Anordnung wird.',
    sender: 'Was die Nachricht beweist',
    signature: 'Die Nachricht wurde unterzeichnet mit dem Schlüssel von',
    fingerprint: 'Fingerabdruck des Schlüssels',
    confirmed: {
      here: 'Es ist eine Stelle dieser Instanz.',
      elsewhere: 'Ihr Schlüssel wurde vom Betreiber dieser Instanz bestätigt.',
    },
    kinds: {
      sender: 'Der Absender ist, wer er sagt',
      authority: 'Er darf eine solche Anordnung erlassen, und die Validierung liegt vor, wo das Recht sie verlangt',
      addressee: 'Die Anordnung ist an uns gerichtet, und wir erbringen den genannten Dienst',
      complete: 'Das Formular ist vollständig und ohne offensichtliche Fehler',
      identifiable: 'Das Konto oder die Kennung lässt sich finden',
    },
    note: 'Bemerkungen',
    button: 'Prüfungen vermerken',
    again: 'Prüfungen neu vermerken',
  },
  preserve: {
    title: 'Daten sofort sichern',
    about:
      'Sagen Sie es, sobald die Daten vor Änderung und Löschung gesichert sind. Die ersuchende Behörde wird unterrichtet.',
    button: 'Die Daten sind gesichert',
  },
  produce: {
    title: 'Daten herausgeben',
    about:
      'Von den Dateien wird die Prüfsumme gebildet, sie werden für die ersuchende Behörde versiegelt und mit ihrem Nachweis übergeben.',
    aboutReturn:
      'Was kam, wird für die nächste Stelle versiegelt und mit seinem Nachweis übergeben. Eigene Schriftstücke lassen sich hinzufügen.',
    held: (until) =>
      `Vor ${until} darf nichts herausgegeben werden, es sei denn, die Vollstreckungsbehörde gibt die Anordnung früher frei.`,
    button: 'Zur Herausgabe',
    prepare: 'Dateien vorbereiten',
  },
  object: {
    title: 'Sagen, warum es nicht ausgeführt werden kann',
    about:
      'Kann oder darf die Anordnung nicht befolgt werden, teilen Sie es der ersuchenden Behörde auf dem vorgeschriebenen Formular mit.',
    button: 'Grund wählen',
  },
  clear: {
    title: 'Anordnung freigeben',
    about:
      'Sie finden keinen Versagungsgrund. Der Inhaber darf die Daten sofort herausgeben; beide Seiten werden unterrichtet.',
    note: 'Bemerkungen',
    button: 'Kein Grund: freigeben',
    onward: {
      about:
        'Sie finden keinen Versagungsgrund. Das Ersuchen geht an die nächste Stelle, und die ersuchende Seite wird unterrichtet.',
      button: 'Kein Grund: weiterleiten',
    },
    byHolder: {
      about:
        'Sie finden nichts gegen die Anordnung. Sonst sagen Sie stattdessen, warum sie nicht ausgeführt werden kann.',
      button: 'Nichts dagegen',
    },
  },
  ground: {
    title: 'Versagungsgrund geltend machen',
    about:
      'Der Inhaber hält ein, und die ersuchende Behörde muss zurücknehmen. Der Inhaber erfährt den Grund ohne Ihre Begründung.',
    aboutOnward: 'Das Ersuchen wird nicht ausgeführt. Die ersuchende Seite erfährt den Grund und Ihre Begründung.',
    ground: 'Grund',
    effects: {
      mandatory: 'Ist abzulehnen',
      discretionary: 'Kann abgelehnt werden',
      postponement: 'Kann aufgeschoben werden',
      return: 'Wird zur Berichtigung zurückgegeben',
    },
    reason: 'Begründung',
    button: 'Diesen Grund geltend machen',
  },
  reply: {
    title: 'Einwand beantworten',
    about: 'Der Inhaber hat gesagt, warum er nicht Folge leistet.',
    narrow: 'Vor der Antwort weniger verlangen',
    outcome: 'Ihre Antwort',
    outcomes: {
      upheld: 'Die Anordnung bleibt bestehen',
      clarified: 'Die Anordnung wird klargestellt oder berichtigt',
      released: 'Die Anordnung braucht nicht mehr ausgeführt zu werden',
    },
    text: 'In Worten',
    button: 'Antwort senden',
  },
  close: {
    receive: {
      title: 'Beweismittel annehmen',
      about: 'Öffnen und prüfen Sie das Übergebene und sagen Sie es dann.',
      button: 'Die Beweismittel sind angenommen',
    },
    inform: {
      title: 'Betroffene Person unterrichten',
      about: 'Sagen Sie, wie die Person unterrichtet wurde, oder aus welchem Grund und bis wann es warten darf.',
      button: 'Vermerken',
    },
    note: 'Bemerkungen',
    toEvidence: 'Beweismittel öffnen',
  },
  skip: {
    title: (step) => `Auslassen: ${step}`,
    about: 'Nur mit einem Grund, der im Protokoll steht.',
    reason: 'Grund',
    button: 'Auslassen',
  },
  note: {
    title: (step) => `Fortgang vermerken: ${step}`,
    about:
      'Niemand im Verzeichnis führt diesen Schritt aus. Vermerken Sie, was Sie auf Papier oder am Telefon erfahren haben.',
    outcome: 'Ergebnis',
    outcomes: { done: 'Es wurde getan', refused: 'Es wurde abgelehnt' },
    note: 'Was Sie erfahren haben, von wem und wann',
    button: 'Vermerken',
  },
  party: {
    next: 'Sagen, wer als Nächstes handelt',
    nextAbout: 'Das Ersuchen wird dort sofort vorgelegt.',
    whoNext: (who) => `An wen geht es als Nächstes? ${who}`,
    ourselves: 'Wir tun es selbst',
    nobodyNote: 'Was folgt, geschieht außerhalb des Systems; vermerken Sie hier, was Sie davon erfahren.',
    title: 'Eine andere Stelle benennen',
    about: 'Möglich, bis das Ersuchen vorgelegt ist.',
    button: 'Benennen',
  },
  yes: 'Ja',
  no: 'Nein',
  done: {
    state: 'Der Grund des Notfalls ist angegeben.',
    submit: 'Vorgelegt. Wer es genehmigen muss, wird jetzt befasst.',
    approve: 'Ihre Genehmigung ist vermerkt und unterwegs.',
    refuse: 'Ihre Ablehnung ist vermerkt und unterwegs.',
    return: 'Zur Überarbeitung zurückgegeben.',
    send: 'Abgesandt. Jede Nachricht und ihre Zustellung stehen unten.',
    withdraw: 'Zurückgenommen. Alle, die es hatten, werden unterrichtet.',
    complete: 'Abgeschlossen.',
    redraft: 'Ein neuer Entwurf mit allem, was der alte sagte. Berichtigen Sie, was beanstandet wurde.',
    event: 'Vermerkt. Fristen, die darauf warteten, laufen oder enden ab jetzt.',
    remind: 'Die Erinnerung ist vermerkt und unterwegs.',
    checks: 'Ihre Prüfungen sind vermerkt.',
    preserve: 'Vermerkt. Die ersuchende Behörde wird unterrichtet.',
    clear: 'Freigegeben. Beide Seiten werden unterrichtet.',
    ground: 'Der Grund ist geltend gemacht. Beide Seiten werden unterrichtet.',
    reply: 'Ihre Antwort ist unterwegs.',
    close: 'Vermerkt.',
    skip: 'Ausgelassen.',
    note: 'Vermerkt.',
    party: 'Benannt.',
    object: 'Ihr Einwand ist vermerkt und unterwegs.',
    draft: 'Der Entwurf liegt vor. Als Nächstes: das Formular ausfüllen.',
    form: 'Gespeichert.',
  },

  objection: {
    title: 'Warum die Anordnung nicht ausgeführt werden kann',
    lead: 'Wählen Sie den Grund des Gesetzes und füllen Sie dann das Formular für die ersuchende Behörde aus.',
    choose: 'Aus welchem Grund?',
    kinds: {
      objection: 'geht auch an die Vollstreckungsbehörde',
      impossibility: 'geht an die ersuchende Behörde',
      court: 'geht an das von Ihnen gewählte Gericht und an die ersuchende Behörde',
    },
    goOn: 'Mit diesem Grund fortfahren',
    another: 'Anderen Grund wählen',
    reason: 'Begründung, in Ihren eigenen Worten',
    preserved: 'Werden die Daten inzwischen gesichert?',
    button: 'Absenden',
    none: 'Das Recht gibt diesem Platz keinen Grund gegen dieses Ersuchen.',
  },
}
