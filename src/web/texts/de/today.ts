import type { Texts } from '../texts.ts'

const unit = { minutes: ['Minute', 'Minuten'], hours: ['Stunde', 'Stunden'], days: ['Tag', 'Tage'] } as const
const dative = { ...unit, days: ['Tag', 'Tagen'] } as const

export const today: Texts['today'] = {
  title: 'Heute',
  lead: (things, late, many, manyLate) => {
    if (things === 0) return 'Nichts wartet auf Sie.'
    if (things === 1)
      return late > 0 ? 'Eine Sache wartet auf Sie, und sie ist verspätet.' : 'Eine Sache wartet auf Sie.'
    const all = `${many.replace(/^m/, 'M')} Sachen warten auf Sie`
    return late > 0 ? `${all}, davon ${manyLate} verspätet.` : `${all}.`
  },
  parts: {
    due: 'Binnen sieben Tagen fällig oder verspätet',
    later: 'Was sonst auf Sie wartet',
    waiting: 'Was auf andere wartet',
  },
  new: 'Neu in den letzten drei Tagen',
  happened: {
    arrived: (who) => `Kam von ${who}.`,
    done: (who, step) => `${who} hat erledigt: ${step}.`,
    refused: (who, step) => `${who} hat abgelehnt: ${step}.`,
    skipped: (who, step) => `${who} hat ausgelassen: ${step}.`,
    noted: (who, step) => `${who} berichtet zu: ${step}.`,
    returned: (who, step) => `${who} hat zurückgegeben: ${step}.`,
    objected: (who) => `${who} hat einen Einwand erhoben.`,
    reminded: (who) => `${who} fragt danach.`,
    answered: (who) => `${who} hat den Einwand beantwortet.`,
  },
  over: 'Frist abgelaufen',
  rung: 'Erinnerungen',
  dutyOf: (whom) => `Pflicht von ${whom}`,
  escalated: 'die Leitung Ihrer Stelle ist unterrichtet',
  escalatedToYou: 'Ihnen als Leitung der Stelle vorgelegt',
  askThem: 'fragen Sie bei der Kontaktstelle nach',
  goOn: 'Rest zeigen',
  all: (n) => `Alle zeigen: ${n}`,
  tasks: 'Was Sie tun müssen',
  none: 'Nichts zu tun',
  noneNote: 'Auf diesen Platz wartet jetzt nichts. Was andere tun müssen, steht unten.',
  noDeadline: 'Keine Frist im Gesetz',
  late: 'Überfällig',
  since: (when) => `wartet seit ${when}`,
  held: (until) => `Darf vor ${until} nicht ausgeführt werden, es sei denn, es wird früher freigegeben.`,
  answerObjection: 'Den Einwand beantworten',
  answerOther: 'Der anderen Seite antworten',
  renew: 'Die Maßnahme verlängern oder erlöschen lassen',
  signEmergency: 'Mit Ihrer Unterschrift für den Notfall einstehen',
  resume: 'Sein Tag ist da: das Aufgeschobene wieder aufnehmen',
  keepPromise: 'Die Zusage einhalten und es mitteilen',
  watchPromise: 'Ihr Tag ist vorbei: Wurde die Zusage gehalten?',
  signTeam: 'Die Vereinbarung über eine gemeinsame Ermittlungsgruppe unterzeichnen',
  withdraw: 'Das Ersuchen zurücknehmen: Ein Grund wurde geltend gemacht',
  toDo: 'Dorthin',
  about: 'Zu',
  waiting: 'Was auf andere wartet',
  waitingNone: 'Nichts von Ihnen wartet auf jemand anderen.',
  waitingTable: { what: 'Was', whom: 'Auf wen', since: 'Seit', due: 'Fällig' },
  ways: 'Wo Sie beginnen können',
  wayTiles: {
    complaints: {
      title: 'Beschwerden',
      about: 'Worüber sich Menschen beschweren, deren Daten verlangt wurden, und was sie sehen möchten.',
    },
    laboratory: {
      title: 'Labor der Rechtspolitik',
      about: 'Eine Änderung des Rechts an Ersuchen erproben, bevor jemand sie unterschreibt.',
    },
    newMatter: {
      title: 'Verfahren eröffnen',
      about: 'Tatsachen nennen, jeden rechtmäßigen Weg sehen, das Ersuchen entwerfen.',
    },
    matters: { title: 'Verfahren', about: 'Die Fälle Ihrer Behörde mit Tatsachen und Analyse.' },
    requests: { title: 'Ersuchen', about: 'Alles Entworfene, Gesandte und Empfangene, mit seinem Stand.' },
    inbox: {
      title: 'Eingegangene Anordnungen',
      about: 'Was von Ihnen verlangt wurde, was Sie beantwortet haben und bis wann.',
    },
    routes: {
      title: 'Weg finden',
      about: 'Tatsachen erproben, ohne ein Verfahren zu eröffnen. Nichts wird gespeichert.',
    },
    log: { title: 'Das Protokoll', about: 'Jeder Schritt Ihrer Stelle, mit seinem Beweis.' },
    law: { title: 'Die Rechtsdatenbank', about: 'Jede Regel mit Quelle und Geltungszeit.' },
    oversight: {
      title: 'Aufsicht',
      about: 'Stichproben ziehen, Akten lesen, Feststellungen treffen, Anordnungen geben.',
    },
    statistics: { title: 'Statistik', about: 'Zahlen, die sich aus dem Protokoll beweisen lassen.' },
    operator: { title: 'Diese Instanz', about: 'Stellen, Personen, andere Instanzen und Zustand.' },
  },
  left: (n, what) => `noch ${n} ${unit[what][n === 1 ? 0 : 1]}`,
  lateBy: (n, what) => `Seit ${n} ${dative[what][n === 1 ? 0 : 1]} überfällig`,
  noNumber: 'Das Gesetz nennt keine Zahl von Tagen',
  working: 'Wie gezählt wurde',
  from: (event, when) => `Sie läuft ab „${event}“: ${when}.`,
  counted: 'zählt',
  notCounted: 'zählt nicht',
  countedBy: 'Berechnet nach',
  ends: (when) => `Endet ${when}.`,
  outer: (when) => `Nach einer anderen Lesart der Berechnung endet sie ${when}; halten Sie sich an das frühere Ende.`,
  by: (when) => `bis ${when}`,
}
