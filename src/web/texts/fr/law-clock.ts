import type { Texts } from '../texts.ts'

export const lawClock: Texts['lawClock'] = {
  title: 'Compter ce délai',
  lead: 'Donnez l’événement qui le fait courir, à l’heure du lieu. Un temps où il était suspendu se compte après.',
  from: 'Il court depuis',
  state: 'L’heure et les jours fériés qui comptent',
  stopped: 'Il a été suspendu depuis (le cas échéant)',
  resumed: 'et a repris depuis',
  count: 'Compter',
  ends: (when) => `Prend fin le ${when}`,
  outer: (when) => `Au plus tard le ${when}, si l’autre mode de calcul s’applique :`,
  stands: (when) => `Le délai est suspendu depuis le ${when}. Sa fin est inconnue jusqu’à ce qu’il reprenne.`,
  noNumber: 'La loi ne donne pas de nombre : il n’y a pas de fin à compter.',
  by: 'Compté selon',
  working: 'Comment il a été compté',
  notCounted: 'non compté',
  noTime: 'Donnez un jour et une heure, par exemple 2026-11-21T09:00.',
  backwards: 'Il ne peut reprendre qu’après avoir été suspendu.',
}
