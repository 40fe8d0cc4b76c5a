import type { Texts } from '../texts.ts'

const units = { minutes: ['minute', 'minutes'], hours: ['heure', 'heures'], days: ['jour', 'jours'] }
const time = (n: number, unit: keyof typeof units) => `${n} ${units[unit][n < 2 ? 0 : 1]}`

export const today: Texts['today'] = {
  title: 'Aujourd’hui',
  lead: (things, late, many, manyLate) => {
    if (things === 0) return 'Rien ne vous attend.'
    if (things === 1) return late > 0 ? 'Une chose vous attend, et elle est en retard.' : 'Une chose vous attend.'
    const all = `${many.replace(/^p/, 'P')} choses vous attendent`
    return late > 0 ? `${all}, dont ${manyLate} en retard.` : `${all}.`
  },
  parts: {
    due: 'Échoit dans les sept jours, ou en retard',
    later: 'Ce qui vous attend d’autre',
    waiting: 'Ce qui attend d’autres',
  },
  new: 'Nouveau depuis trois jours',
  happened: {
    arrived: (who) => `Venu de ${who}.`,
    done: (who, step) => `${who} a fait : ${step}.`,
    refused: (who, step) => `${who} a refusé : ${step}.`,
    skipped: (who, step) => `${who} a omis : ${step}.`,
    noted: (who, step) => `${who} donne des nouvelles de : ${step}.`,
    returned: (who, step) => `${who} l’a rendu : ${step}.`,
    objected: (who) => `${who} a soulevé une objection.`,
    reminded: (who) => `${who} demande où cela en est.`,
    answered: (who) => `${who} a répondu à l’objection.`,
  },
  over: 'Délai écoulé',
  rung: 'Rappels',
  dutyOf: (whom) => `obligation de : ${whom}`,
  escalated: 'le chef de votre service a été averti',
  escalatedToYou: 'porté devant vous comme chef du service',
  askThem: 'demander à leur point de contact',
  goOn: 'Montrer le reste',
  all: (n) => `Tout montrer : ${n}`,
  tasks: 'Ce que vous devez faire',
  none: 'Rien à faire',
  noneNote: 'Rien n’attend ce siège maintenant. Ce que d’autres doivent faire figure ci-dessous.',
  noDeadline: 'Pas de délai dans la loi',
  late: 'En retard',
  since: (when) => `attend depuis ${when}`,
  held: (until) => `Ne peut être exécuté avant le ${until}, sauf accord donné plus tôt.`,
  answerObjection: 'Répondre à l’objection',
  answerOther: 'Répondre à l’autre partie',
  renew: 'Renouveler la mesure, ou la laisser devenir caduque',
  signEmergency: 'Répondre de l’urgence par votre signature',
  resume: 'Son jour est venu : reprendre ce qui a été reporté',
  keepPromise: 'Tenir ce qui a été promis, et le dire',
  watchPromise: 'Son jour est passé : la promesse a-t-elle été tenue ?',
  signTeam: 'Signer l’accord sur une équipe commune',
  withdraw: 'Retirer la demande : un motif a été soulevé',
  toDo: 'Y aller',
  about: 'Au sujet de',
  waiting: 'Ce qui attend d’autres',
  waitingNone: 'Rien de ce qui est à vous n’attend quelqu’un d’autre.',
  waitingTable: { what: 'Quoi', whom: 'Qui', since: 'Depuis', due: 'Échéance' },
  ways: 'Par où commencer',
  wayTiles: {
    complaints: {
      title: 'Plaintes',
      about: 'Ce dont se plaignent ceux dont les données ont été demandées, et ce qu’ils demandent à voir.',
    },
    laboratory: {
      title: 'Laboratoire de politique juridique',
      about: 'Essayez une modification du droit sur des demandes avant que quiconque la signe.',
    },
    newMatter: {
      title: 'Ouvrir un dossier',
      about: 'Donnez les faits, voyez chaque voie licite, rédigez la demande.',
    },
    matters: { title: 'Dossiers', about: 'Les affaires de votre service avec leurs faits et leur analyse.' },
    requests: { title: 'Demandes', about: 'Tout ce qui est rédigé, envoyé et reçu, avec son état.' },
    inbox: {
      title: 'Injonctions reçues',
      about: 'Ce qui vous a été demandé, ce à quoi vous avez répondu, et pour quand.',
    },
    routes: { title: 'Trouver une voie', about: 'Essayez des faits sans ouvrir de dossier. Rien n’est gardé.' },
    log: { title: 'Le journal', about: 'Chaque pas de votre organisme, avec sa preuve.' },
    law: { title: 'La base de droit', about: 'Chaque règle avec sa source et ses dates.' },
    oversight: {
      title: 'Contrôle',
      about: 'Tirer des échantillons, lire des dossiers, consigner des constats, donner des ordres.',
    },
    statistics: { title: 'Statistiques', about: 'Des chiffres qui se prouvent d’après le relevé.' },
    operator: { title: 'Cette instance', about: 'Organismes, personnes, instances reliées et santé.' },
  },
  left: (n, unit) => `Reste ${time(n, unit)}`,
  lateBy: (n, unit) => `En retard de ${time(n, unit)}`,
  noNumber: 'Pas de nombre de jours dans la loi',
  working: 'Comment cela a été compté',
  from: (event, when) => `Il court dès ${event} : ${when}.`,
  counted: 'compte',
  notCounted: 'ne compte pas',
  countedBy: 'Compté selon',
  ends: (when) => `Prend fin ${when}.`,
  outer: (when) =>
    `Selon une autre lecture du mode de calcul, il prend fin ${when} ; tenez-vous à la fin la plus proche.`,
  by: (when) => `avant ${when}`,
}
