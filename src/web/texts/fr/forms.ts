import type { Texts } from '../texts.ts'

export const forms: Texts['forms'] = {
  yes: 'Oui',
  no: 'Non',
  unknown: 'Pas encore connu',
  choose: 'Choisissez',
  continue: 'Continuer',
  save: 'Enregistrer',
  cancel: 'Annuler',
  change: 'Modifier',
  remove: 'Retirer',
  add: 'Ajouter',
  optional: '(facultatif)',
  none: 'Aucun',
  noneKnown: 'Aucun, et c’est connu',
  error: 'Erreur :',
  statesHint: 'Codes ou noms de pays, séparés par des virgules, par exemple DE, Irlande.',
  dateHint: 'Par exemple 2026-11-21.',
  problems: {
    state: (input) => `« ${input} » n’est pas un pays connu. Écrivez son nom ou son code à deux lettres.`,
    number: 'Indiquez un nombre entier, sans lettres ni espaces.',
    date: 'Indiquez une date sous la forme année-mois-jour, par exemple 2026-11-21.',
    choice: 'Choisissez l’une des réponses proposées.',
  },
}
