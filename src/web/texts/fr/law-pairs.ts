import type { Texts } from '../texts.ts'

export const lawPairs: Texts['lawPairs'] = {
  title: 'Ce qui vaut entre deux États',
  lead: 'Quels instruments lient les deux, et depuis quand ; quelles voies chacun a vers les données chez l’autre ; et ce qui s’y oppose.',
  one: 'Un État',
  other: 'L’autre État',
  on: 'À cette date',
  show: 'Montrer',
  between: (a, b) => `${a} et ${b}`,
  asOf: (day) => `Ce qui vaut entre eux le ${day}`,
  same: 'C’est un seul et même État. Choisissez-en un autre.',
  unknownState: (code) => `Il n’y a pas d’État de code ${code}.`,
  change: 'D’autres États, un autre jour',
  contents: 'Sur cette page',
  joins: 'Ce qui lie les deux',
  joinsNote: 'Du plus étroit au plus large. La date est le premier jour où les deux étaient liés.',
  instrument: 'Instrument',
  sinceBoth: 'Entre eux depuis',
  sinceOf: (state) => `${state} depuis`,
  noDate: 'aucune date consignée',
  noTreaty: (a, b, day) =>
    `Le ${day}, aucun traité de la base de droit sur l’entraide ou les preuves électroniques ne lie à la fois : ${a}, ${b}.`,
  left: 'Ce qui reste',
  leftNote:
    'Sans traité, l’autre État ne doit aucune entraide et décide selon son propre droit. Ces voies restent, chacune à ses conditions :',
  nothingLeft:
    'Rien ne reste que ce qui est public, et ce que le détenteur peut donner de plein gré selon son propre droit.',
  notReliedOn: (treaty, why) => `Il existe ${treaty}, sur lequel on ne s’appuie pas ici : ${why}.`,
  notJoined: 'Ce qui ne lie pas les deux, et pourquoi',
  onlyOne: (state) => `Ne lie que : ${state}`,
  direction: (from, to) => `${from} cherche des données : ${to}`,
  assumed: (to) =>
    `Tenu pour acquis : une enquête pénale sans hâte ; des données stockées ; un fournisseur de communications électroniques dont le siège, l’établissement, le destinataire et le stockage sont dans cet État : ${to}. Rien d’autre n’est connu.`,
  answer: (state) => `Donner les faits de votre affaire : demande de ${state}`,
  data: 'Données',
  measures: { produce: 'Se les faire remettre', preserve: 'Empêcher leur effacement' },
  ways: {
    produce: 'Voies pour se faire remettre des données',
    preserve: 'Voies pour empêcher l’effacement de données',
  },
  allData: 'toutes les données',
  status: {
    open: 'Ouverte',
    approval: 'Avec approbation',
    conflict: 'Conflit de lois',
    unknown: 'Dépend de l’affaire',
    closed: 'Fermée',
  },
  if: 'Ouverte si :',
  unlessBarred: (n) =>
    n === '1'
      ? 'Et si un obstacle de l’autre droit ne s’applique pas'
      : `Et si ${n} obstacles de l’autre droit ne s’appliquent pas`,
  needs: 'Suppose d’abord :',
  against: 'Non rempli :',
  closedWays: (n) => `Fermées : ${n} autres voies, et la première raison de chacune`,
  noWay: 'Aucune voie n’a été trouvée.',
  gates: (state) => `Ce que dit le droit de cet État sur la sortie des données : ${state}`,
  gatesUnion: (state) => `Ce que disent le droit de cet État et celui de l’Union sur la sortie des données : ${state}`,
  noGates: (state) =>
    `La base de droit ne connaît aucun obstacle de cet État qui pourrait s’appliquer (${state}). Cela ne garantit pas qu’il n’y en a pas.`,
  gateIf: 'Il s’applique si :',
  gateNot: 'Il ne s’applique pas, car :',
  reach: (state) => `Ce que revendique cet État : ${state}`,
  reachIf: 'Elle atteint si :',
  reachNot: 'Elle n’atteint pas, car :',
  noReach: (state) =>
    `La base de droit ne connaît aucune portée revendiquée par cet État sur des données ou détenteurs à l’étranger (${state}).`,
  hands: 'Par quelles mains passe une demande',
  sends: (state) => `Envoi : ${state}`,
  executes: (state) => `Exécution : ${state}`,
  full: 'Chaque condition en entier',
  usual: (n) => `habituellement ${n} jours`,
  more: (n) => `et ${n} de plus`,
}
