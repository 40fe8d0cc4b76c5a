import type { Texts } from '../texts.ts'

export const notifications: Texts['notifications'] = {
  title: 'Avis par courriel',
  lead: 'Une lettre dit combien de choses vous attendent et pour quand, avec un lien. Rien d’une affaire n’est jamais envoyé : ni nom, ni titre, ni numéro de dossier.',
  link: 'Avis',
  none: 'Cette instance n’envoie pas de courriel : son exploitant n’a réglé aucun serveur. Votre choix est gardé pour quand il y en aura un.',
  pace: 'Quand voulez-vous être averti ?',
  paces: {
    off: 'Jamais',
    urgent: 'Aussitôt, de ce qui est en retard, échoit dans la journée ou relève de l’urgence',
    daily: 'Une fois par jour, de tout ce qui vous attend',
  },
  address: 'Votre adresse électronique',
  language: 'Langue des lettres',
  languages: { en: 'English', zh: '中文', de: 'Deutsch', fr: 'Français' },
  button: 'Garder ce choix',
  kept: 'Gardé.',
  problem: (address, when) =>
    `Les lettres à ${address} ne sont plus acceptées depuis ${when}. Plus rien n’y est envoyé.`,
  said: 'Le serveur de courriel a dit',
  mend: 'Corrigez l’adresse, ou gardez-la à nouveau pour réessayer.',
}
