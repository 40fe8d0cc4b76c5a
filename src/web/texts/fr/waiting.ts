import type { Texts } from '../texts.ts'

export const waiting: Texts['waiting'] = {
  title: 'Attente et prévision',
  progress: (behind, left) => `Étapes faites : ${behind} ; encore à venir : ${left}.`,
  expected: {
    draft: 'Si elle partait maintenant, les données seraient attendues',
    outgoing: 'Les données sont attendues',
    incoming: 'Sa fin est attendue',
  },
  between: (from, to) => `entre le ${from} et le ${to}`,
  anyMoment: 'd’un moment à l’autre',
  without: {
    over: 'Plus rien n’est attendu.',
    refused: 'Elle a été refusée : rien n’est à attendre en l’état.',
    objected: 'Une objection est ouverte : rien n’est à attendre avant la réponse.',
    'nothing-known': 'Nul ne peut dire quand : il n’y a encore ni relevé propre, ni chiffre publié.',
  },
  restsOn: 'Ce sur quoi cela repose',
  sources: {
    record: (n, small) =>
      small
        ? `Le relevé propre de votre organisme ; pour l’étape la moins fréquente, seulement ${n} faites : trop peu pour s’y fier, d’où une fourchette large.`
        : `Le relevé propre de votre organisme : au moins ${n} faites de chaque étape.`,
    clock: (what) => `Le délai légal qui court pour « ${what} »`,
    average: (days) => `Moyenne publiée pour cette voie : ${days}. De sa moitié à son double.`,
    limit: (days) => `Le maximum que permet la loi sur cette voie : ${days}`,
  },
  method:
    'Les premiers quartiles des étapes restantes s’additionnent pour le début, les troisièmes pour la fin. Ce qui dure plus que tout ce qui est au relevé est compté comme si cela commençait maintenant.',
  stages: 'Les étapes',
  took: (length) => `a duré ${length}`,
  lasts: (length) => `jusqu’ici ${length}`,
  underMinute: 'moins d’une minute',
  pending: 'pas commencée',
  skipped: 'omise',
  refused: 'refusée',
  unknownLength: 'durée inconnue',
  usual: (lower, upper, median) => `habituellement ${lower} à ${upper}, médiane ${median}`,
  about: (length) => `habituellement ${length}`,
  among: {
    doer: (n) => `${n} par le même service`,
    state: (n) => `${n} dans le même pays`,
    route: (n) => `${n} par cette voie`,
  },
  smallRecord: (n) => `seulement ${n} au relevé`,
  noRecord: 'pas encore de relevé',
  slow: 'Plus longue que trois sur quatre',
  overdue: 'Délai légal écoulé',
  axis: { begun: 'début', now: 'maintenant', end: 'au plus tard attendue' },
  picture: (begun, now, end) =>
    `Frise du ${begun} au ${end ?? now} ; chaque barre est décrite en mots à côté. Plein : passé ; rayé : attendu.`,
  elsewhere: 'Chez d’autres',
  contact: 'Point de contact',
  noContact: 'Aucun point de contact n’a été nommé.',
  ask: (what) => `Demander où cela en est : ${what}`,
  askAbout: 'Un message signé demande quand on peut l’attendre. Il est consigné ici et là-bas.',
  askText: 'Ce que vous voulez dire',
  askButton: 'Envoyer un rappel',
  unreachable:
    'Aucun système ne les atteint. Adressez-vous vous-même au point de contact, et notez ci-dessous ce que vous apprenez.',
  reminders: 'Rappels jusqu’ici',
  reminder: {
    asked: (who) => `${who} a demandé où cela en est`,
    overdue: (who) => `${who} a reçu un rappel : le délai est écoulé`,
    escalation: (who) => `Porté devant le point de contact de ${who}`,
    received: (who) => `${who} demande où cela en est`,
    receivedOverdue: (who) => `${who} nous adresse un rappel : le délai est écoulé`,
    receivedEscalation: (who) => `${who} s’adresse à ceux qui en répondent : le chef du service est averti`,
  },
  notSent: 'aucun système ne les atteint : téléphonez ou écrivez',
  column: 'Attendue',
  notExpected: 'nul ne peut le dire',
  passed: 'plus tard que prévu',
  order: 'Ordre',
  orders: { newest: 'Plus récentes', expected: 'Date attendue' },
  expectedFirst: 'ce qui est attendu d’abord vient en tête',
}
