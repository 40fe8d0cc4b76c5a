import type { Texts } from '../texts.ts'

export const owed: Texts['owed'] = {
  title: 'Chiffres dus chaque année',
  lead: 'Ce que la loi vous fait rapporter d’une année civile, compté d’après votre propre relevé, chaque chiffre avec ce qu’il compte et son article. Un État additionne ceux de ses organismes.',
  link: 'Chiffres dus chaque année selon la loi',
  none: 'Le droit connu ici ne vous fait rapporter aucun chiffre de ce genre.',
  year: 'Année civile',
  which: 'Selon quelle obligation',
  show: 'Compter',
  csv: 'En CSV',
  json: 'En JSON',
  due: (day) => `Dus avant le ${day}.`,
  counted: (org, year, instant) =>
    `${org}, année civile ${year}. Compté d’après le relevé le ${instant}. Les petits nombres ne sont pas cachés ici : ceci va à qui il est dû, non au public.`,
  columns: {
    what: 'Quoi',
    category: 'Données',
    addressee: 'Destinataire',
    state: 'État requérant',
    emergency: 'Urgence',
    ground: 'Motif',
    currency: 'Monnaie',
    number: 'Nombre',
    days: 'Jours en moyenne',
  },
  whats: {
    issued: 'Injonctions',
    'issued-before-validation': 'Avant validation',
    fulfilled: 'Exécutées',
    'not-fulfilled': 'Non exécutées',
    'not-ended': 'Pas terminées',
    notified: 'Notifiées',
    refused: 'Refusées',
    days: 'Chronométrées',
    sent: 'Envoyées pour mise en œuvre',
    received: 'Reçues pour mise en œuvre',
    remedies: 'Recours',
    'validation-refused': 'Non accordées',
    claimed: 'Réclamé',
    paid: 'Payé',
  },
  all: 'Toutes',
  notStated: 'non précisé',
  nothing: 'Aucune cette année',
  definitions: {
    issued:
      'Injonctions parties de l’organisme dans l’année (ou arrivées chez lui), chacune une fois ; une injonction pour plusieurs catégories figure à la ligne de chacune, et une fois au total',
    'issued-before-validation': 'Dont celles parties en urgence avant leur validation',
    fulfilled:
      'Dont celles dont les données ont été remises, ou conservées, au jour du compte ; celles terminées autrement ; celles pas terminées',
    notified:
      'Dont celles notifiées à l’autorité chargée de la mise en œuvre ; celles qu’elle a refusées, selon chaque motif nommé',
    'days-to-data': 'Dont celles dont les données ont été remises : jours en moyenne depuis qu’elles ont été faites',
    'days-to-later-request':
      'Dont les conservations suivies d’une demande ultérieure : jours en moyenne jusqu’à celle-ci',
    enforcement:
      'Dont celles envoyées à une autorité chargée de la mise en œuvre, celles qu’elle a reçues à cette fin, et celles des deux dont les données ont été remises, ou conservées, au jour du compte',
    remedies:
      'Plaintes sur la manière d’agir au sujet de telles injonctions, déposées auprès de cet organisme au jour du compte, chacune une fois',
    'validation-refused': 'Dont celles à qui la validation n’a pas été accordée a posteriori',
    costs: 'Ce qui a été réclamé pour de telles injonctions, et payé, par monnaie',
  },
}
