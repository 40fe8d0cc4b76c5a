import type { Texts } from '../texts.ts'

export const correcting: Texts['correcting'] = {
  title: 'Ce qui a changé',
  lead: {
    itself: 'Cette demande à côté de ce qui avait été soumis avant la décision négative.',
    other: (number) => `Cette demande à côté de ${number}, qu’elle corrige.`,
  },
  open: 'Voir ce qui a changé depuis',
  openAbout:
    'Elle a déjà fait l’objet d’une décision négative. Ce qu’elle dit maintenant figure à côté de ce qu’elle disait alors.',
  why: 'Pourquoi elle n’a pas été exécutée',
  noWhy: 'Aucun motif n’est consigné ici.',
  before: (when) => `Alors, ${when}`,
  after: 'Maintenant',
  afterOn: (when) => `Maintenant, soumise ${when}`,
  boxes: 'Le formulaire',
  items: 'Les données demandées',
  statement: 'L’exposé',
  what: 'Quoi',
  nothing: 'Rien n’a changé jusqu’ici. En l’état, il serait statué sur les mêmes mots.',
  sameBoxes: 'Le formulaire dit la même chose.',
  sameItems: 'Les mêmes données sont demandées.',
  sameStatement: 'L’exposé dit la même chose.',
  added: 'nouvellement demandé',
  removed: 'n’est plus demandé',
  empty: 'rien',
  changed: (n) => `${n} modifié(s)`,
  redraft: {
    title: 'La rédiger à nouveau, corrigée',
    about:
      'Un nouveau projet reprend voie, parties, données, formulaire et exposé. Vous le corrigez, voyez ce qui a changé à côté de l’ancien, et le soumettez à nouveau. L’ancien reste tel quel ; s’il est parti, retirez-le.',
    button: 'Créer un projet corrigé',
    made: 'Un projet corrigé a été créé',
  },
  back: 'À la demande',
}
