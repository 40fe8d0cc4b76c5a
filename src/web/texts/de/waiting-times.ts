import type { Texts } from '../texts.ts'

export const waitingTimes: Texts['waitingTimes'] = {
  title: 'Wo Zeit verloren geht',
  lead: 'Wie lange Ihre Ersuchen lagen, Schritt für Schritt, Organ für Organ und Staat für Staat, und was jede Ebene kostet: aus Ihrem Protokoll gezählt.',
  link: 'Wo Zeit verloren geht, und wie Gegenseiten abschneiden',
  period: (from, until) => `Erledigte Schritte und gestellte Ersuchen, ${from} bis ${until}.`,
  none: 'In diesen Tagen wurde kein Schritt erledigt',
  layers: 'Was jede Ebene kostet',
  layersNote:
    'Alle Tage, die Schritte bei einem Staat, einer Art von Organ oder einem Organ lagen. Schritte können nebeneinander laufen, sodass ihr Wegfall nicht alle Tage sparen muss: Das lässt sich im Labor der Rechtspolitik erproben.',
  by: { state: 'Nach Staat', seat: 'Nach Art des Organs', organ: 'Nach Organ' },
  layer: { state: 'Staat', seat: 'Art des Organs', organ: 'Organ' },
  directions: { outgoing: 'wir ersuchten', incoming: 'an uns gerichtet' },
  unnamed: 'Niemand benannt',
  stages: 'Schritt für Schritt',
  stage: 'Schritt',
  stays: 'Erledigte Schritte',
  days: 'Tage: Median · 90. Perzentil',
  sum: 'Tage insgesamt',
  share: 'Anteil an allen Tagen',
  open: 'Jetzt dort',
  openSince: (number, day) => `${number}, der älteste seit ${day}`,
  definitions: {
    stays: 'In dem Zeitraum erledigte Schritte von Ersuchen, jeder einmal; was sofort erledigt war, zählt nicht',
    days: 'Tage von dem Zeitpunkt, an dem der Schritt an der Reihe war, bis er erledigt war: Median und 90. Perzentil, ab fünf',
    sum: 'die Summe dieser Tage. Schritte können nebeneinander laufen; die Summe kann länger sein als das Ersuchen',
    share: 'Anteil an allen Tagen derselben Richtung',
    open: 'unabhängig vom Zeitraum: wie viele jetzt bei diesem Schritt liegen, und seit wann der älteste',
  },
  scorecards: 'Gegenseiten, Gleiches mit Gleichem',
  scorecardsNote:
    'Nur Ersuchen auf demselben Weg, um dieselben Daten und von derselben Dringlichkeit stehen nebeneinander. Es gibt keine Rangfolge: Wer um Schwereres ersucht wird, wird nicht danach verglichen.',
  score: {
    alike: 'Gleiche Ersuchen',
    asked: 'Gestellt',
    answered: 'Beantwortet',
    refused: 'Abgelehnt',
    open: 'Nicht beendet',
    days: 'Median',
    among: 'Median aller',
    ratio: 'Verhältnis',
  },
  scoreDefinitions: {
    alike:
      'Ersuchen auf demselben Weg, um dieselbe Kategorie von Daten und von derselben Dringlichkeit: Nur diese werden verglichen',
    asked:
      'in dem Zeitraum an diese Gegenseite gestellte (oder von ihr eingegangene) Ersuchen dieser Art, jedes einmal',
    answered: 'davon beantwortet',
    refused: 'davon durch Ablehnung beendet',
    open: 'davon noch nicht beendet; zurückgenommene und erloschene gehören zu keinem der drei',
    days: 'Tage bis zur Antwort oder Ablehnung: Median, ab fünf',
    among: 'derselbe Median über alle Gegenseiten samt dieser, ab zwei Gegenseiten und fünf solchen Ersuchen',
    ratio: 'der Median dieser Gegenseite geteilt durch den aller: über 1 heißt langsamer als alle zusammen',
  },
  daysLong: (days) => `${days} Tage`,
  amongAll: (days, counterparts) => `${days}, von ${counterparts} Gegenseiten`,
  nobody: 'sonst niemand',
}
