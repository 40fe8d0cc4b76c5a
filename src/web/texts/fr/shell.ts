import type { Texts } from '../texts.ts'

export const shell: Texts['shell'] = {
  name: 'Comity',
  tagline: 'La preuve électronique au-delà d’une frontière, licitement, ou licitement refusée',
  skip: 'Aller au contenu',
  mainNavigation: 'Principale',
  breadcrumbs: 'Vous êtes ici',
  home: 'Accueil',
  places: {
    today: 'Aujourd’hui',
    matters: 'Dossiers',
    requests: 'Demandes',
    directory: 'Annuaire',
    operator: 'Instance',
    statistics: 'Statistiques',
    oversight: 'Contrôle',
    laboratory: 'Laboratoire',
    log: 'Journal',
    routes: 'Trouver une voie',
    law: 'Le droit',
    signIn: 'Se connecter',
  },
  signOut: 'Se déconnecter',
  signedInAs: 'Connecté comme',
  demonstration:
    'Démonstration : toutes les personnes, tous les organismes et toutes les affaires sont inventés ici. Rien sur cette instance n’a d’effet juridique.',
  language: 'Langue',
  theme: 'Apparence',
  themes: { auto: 'Comme mon appareil', light: 'Claire', dark: 'Sombre' },
  footer:
    'Comity explique et met en pratique ce que dit la base de droit, avec ses sources. Il ne remplace pas la lecture du droit.',
  lawBase: 'Base de droit',
  print: 'Imprimer',
  pages: 'Pages',
  previous: 'Précédent',
  next: 'Suivant',
  page: (n) => `Page ${n}`,
  and: (words) => words.join(', '),
}

export const front: Texts['front'] = {
  title: 'Quel droit laisse passer la frontière aux données, et lequel l’interdit ?',
  lead: 'Comity trouve chaque voie licite vers des preuves électroniques détenues à l’étranger, dit pourquoi chacune est ouverte ou fermée, et porte la demande, avec ses approbations et ses délais, à qui doit répondre.',
  start: 'Trouver une voie',
  startNote: 'Sans compte. Rien de ce que vous saisissez n’est gardé.',
  what: 'Sur cette instance',
  tiles: {
    routes: {
      title: 'Trouver une voie',
      about:
        'Donnez les faits que vous avez. Vous voyez ce qui est possible, pourquoi, et quels faits décideraient encore.',
    },
    law: { title: 'Lire la base de droit', about: 'Chaque règle avec sa source, ses dates et le degré de certitude.' },
    signIn: {
      title: 'Se connecter',
      about: 'Ouvrez vos dossiers, demandes et preuves au siège de votre organisme.',
    },
    work: { title: 'Continuer votre travail', about: 'Ce qui est dû aujourd’hui, et pour quand.' },
    setUp: {
      title: 'Installer cette instance',
      about: 'Personne n’exploite encore cette instance. Le lien d’installation est dans la sortie du serveur.',
    },
  },
  figures: (list) => `La base de droit contient ${list}.`,
  rules: (n) => `${n} règles`,
  instruments: (n) => `${n} instruments`,
  cases: (n) => `${n} cas résolus qui la mettent à l’épreuve`,
}

export const seats: Texts['seats'] = {
  authority: 'Autorité requérante',
  court: 'Juridiction',
  central: 'Autorité centrale',
  provider: 'Fournisseur',
  overseer: 'Contrôleur',
  policy: 'Service des traités et de la politique juridique',
  person: 'Personne concernée',
  public: 'Public',
  operator: 'Exploitant',
}

export const roles: Texts['roles'] = { head: 'Chef', author: 'Auteur', member: 'Membre' }

export const errors: Texts['errors'] = {
  title: 'Il y a un problème',
  back: 'Retour à l’accueil',
  missing: {
    title: 'Cette page n’existe pas',
    about: 'L’adresse est peut-être mal écrite, ou ce qui était ici appartient à un autre organisme.',
  },
  forbidden: {
    title: 'Vous ne pouvez pas faire cela',
    about: 'Votre siège n’a pas ce droit. Rien n’a été modifié.',
  },
  invalid: {
    title: 'Nous n’avons pas pu lire ce qui a été envoyé',
    about: 'Rien n’a été modifié. Revenez en arrière, corrigez et renvoyez.',
  },
  conflict: {
    title: 'Ce n’est plus possible',
    about: 'Quelque chose a changé entre-temps. Vous n’avez rien modifié.',
  },
  unavailable: {
    title: 'Indisponible pour l’instant',
    about: 'Rien n’a été modifié. Réessayez dans un moment.',
  },
  internal: {
    title: 'Quelque chose n’a pas marché de notre côté',
    about: 'Rien d’à moitié fait n’a été gardé. L’exploitant trouve la cause au journal du serveur.',
  },
  large: {
    title: 'C’est trop grand',
    about: (limit) => `Cette page prend au plus ${limit}. Rien n’a été gardé.`,
  },
  forged: {
    title: 'Ce formulaire ne vient pas d’ici, ou est trop ancien',
    about: 'Rien n’a été modifié. Rouvrez la page et envoyez le formulaire de là.',
  },
  field: 'Champ',
  reference: 'Code',
  doneBy: (name, at) => ` C’était ${name}, ${at}.`,
}
