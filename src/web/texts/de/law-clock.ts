import type { Texts } from '../texts.ts'

export const lawClock: Texts['lawClock'] = {
  title: 'Diese Frist berechnen',
  lead: 'Nennen Sie das Ereignis, ab dem sie läuft, in der Ortszeit. Eine Zeit, in der die Frist ruhte, wird danach angehängt.',
  from: 'Sie läuft ab',
  state: 'Wessen Zeit und Feiertage gelten',
  stopped: 'Sie ruhte ab (falls sie ruhte)',
  resumed: 'und lief wieder ab',
  count: 'Berechnen',
  ends: (when) => `Endet am ${when}`,
  outer: (when) => `Spätestens am ${when}, wenn die andere Berechnung gilt:`,
  stands: (when) => `Die Frist ruht seit ${when}. Ihr Ende ist erst bekannt, wenn sie wieder läuft.`,
  noNumber: 'Das Gesetz nennt keine Zahl: Es gibt kein Ende zu berechnen.',
  by: 'Berechnet nach',
  working: 'Wie gezählt wurde',
  notCounted: 'nicht gezählt',
  noTime: 'Nennen Sie Tag und Stunde, etwa 2026-11-21T09:00.',
  backwards: 'Sie kann erst wieder laufen, nachdem sie geruht hat.',
}
