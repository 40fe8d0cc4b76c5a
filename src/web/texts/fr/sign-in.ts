import type { Texts } from '../texts.ts'

export const signIn: Texts['signIn'] = {
  title: 'Se connecter',
  passkey: 'Avec une clé d’accès',
  passkeyNote: 'Votre appareil demande votre empreinte, votre visage ou votre code. Rien de secret ne le quitte.',
  passkeyButton: 'Se connecter avec une clé d’accès',
  provider: 'Par le fournisseur d’identité de votre service',
  providerNote:
    'Vous vous connectez là où votre service tient ses comptes, et revenez ici. Qui n’est pas invité ici n’entre pas.',
  providerButton: 'Se connecter par le fournisseur d’identité',
  needsScript: 'Les clés d’accès demandent que les scripts soient permis sur cette page.',
  failed: 'La clé d’accès n’a pas été acceptée. Rien n’a été modifié ; réessayez.',
  unsupported: 'Ce navigateur ne connaît pas les clés d’accès.',
  demonstration: 'Comme personne préparée',
  demonstrationNote:
    'Ceci est une démonstration : choisissez de qui vous voulez voir le siège. Toutes les personnes sont inventées.',
  as: (name) => `Se connecter comme ${name}`,
  enter: 'Se connecter',
  setUp: 'Installer cette instance',
  setUpLead:
    'Vous êtes le premier. Nommez l’organisme qui exploite cette instance et vous-même ; puis gardez une clé d’accès sur cet appareil.',
  setUpToken: 'Code d’installation',
  setUpTokenHint: 'Imprimé par le serveur à son démarrage.',
  organisation: 'Nom de l’organisme',
  state: 'État',
  name: 'Votre nom',
  register: 'Créer et garder une clé d’accès',
  invitation: 'Vous êtes invité',
  invitationLead: (org) =>
    `${org} vous a invité. Gardez une clé d’accès sur cet appareil pour vous connecter désormais.`,
  accept: 'Accepter et garder une clé d’accès',
  invitationGone: 'Cette invitation a servi ou est trop ancienne. Demandez-en une nouvelle.',
}
