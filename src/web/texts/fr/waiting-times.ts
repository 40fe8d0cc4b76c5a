import type { Texts } from '../texts.ts'

export const waitingTimes: Texts['waitingTimes'] = {
  title: 'Où se perd le temps',
  lead: 'Combien de temps vos demandes sont restées, étape par étape, organe par organe et État par État, et ce que coûte chaque niveau : compté d’après votre propre relevé.',
  link: 'Où se perd le temps, et comment les homologues se comparent',
  period: (from, until) => `Étapes faites, et demandes faites, du ${from} au ${until}.`,
  none: 'Aucune étape n’a été faite ces jours-là',
  layers: 'Ce que coûte chaque niveau',
  layersNote:
    'Tous les jours où des étapes sont restées chez un État, une sorte d’organe ou un organe. Des étapes peuvent courir côte à côte ; en supprimer une n’épargne donc pas forcément ses jours : le service de la politique juridique peut l’essayer.',
  by: { state: 'Par État', seat: 'Par sorte d’organe', organ: 'Par organe' },
  layer: { state: 'État', seat: 'Sorte d’organe', organ: 'Organe' },
  directions: { outgoing: 'nous avons demandé', incoming: 'on nous a demandé' },
  unnamed: 'Personne de nommé',
  stages: 'Étape par étape',
  stage: 'Étape',
  stays: 'Étapes faites',
  days: 'Jours : médiane · 90e percentile',
  sum: 'Jours en tout',
  share: 'Part de tous les jours',
  open: 'Là maintenant',
  openSince: (number, day) => `${number}, la plus ancienne depuis le ${day}`,
  definitions: {
    stays:
      'Étapes de demandes faites dans la période, chacune une fois ; une étape faite à l’instant où venait son tour n’est pas comptée',
    days: 'Jours depuis que venait le tour de l’étape jusqu’à ce qu’elle soit faite : médiane et 90e percentile, à partir de cinq étapes',
    sum: 'Tous ces jours ensemble. Des étapes peuvent courir côte à côte ; la somme peut donc dépasser la durée des demandes',
    share: 'Quelle part de tous les jours du même sens cela représente',
    open: 'Ce qui s’y trouve maintenant, quelle que soit la période, et depuis quand la plus ancienne',
  },
  scorecards: 'Homologues, à demandes semblables',
  scorecardsNote:
    'Seules des demandes de la même voie, pour les mêmes données et de la même urgence figurent côte à côte. Il n’y a pas de rang : un homologue à qui l’on demande des choses plus difficiles n’est pas comparé par elles.',
  score: {
    alike: 'Demandes semblables',
    asked: 'Demandées',
    answered: 'Satisfaites',
    refused: 'Refusées',
    open: 'Pas terminées',
    days: 'Médiane',
    among: 'Médiane de tous',
    ratio: 'Rapport',
  },
  scoreDefinitions: {
    alike:
      'Demandes d’une même voie, pour les mêmes catégories de données, de la même urgence : rien d’autre n’est comparé',
    asked: 'Celles de ces demandes faites dans la période avec cet homologue, chacune une fois',
    answered: 'Dont satisfaites',
    refused: 'Dont terminées par un refus',
    open: 'Dont pas terminées ; les retirées et les caduques n’entrent dans aucune des trois',
    days: 'Jours jusqu’à la réponse ou au refus : médiane, à partir de cinq de ces demandes',
    among:
      'La même médiane pour tous les homologues, celui-ci compris, s’il y en a au moins deux et cinq de ces demandes',
    ratio:
      'La médiane de l’homologue divisée par la médiane de tous : au-dessus de 1, il met plus de temps qu’eux ensemble',
  },
  daysLong: (days) => `${days} jours`,
  amongAll: (days, counterparts) => `${days}, de ${counterparts} homologues`,
  nobody: 'personne d’autre',
}
