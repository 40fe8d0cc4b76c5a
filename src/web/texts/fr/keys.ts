import type { Texts } from '../texts.ts'

export const keys: Texts['keys'] = {
  title: 'Clés',
  link: 'Clés de cet organisme',
  lead: (org) => `Avec quoi ${org} signe, et pour quoi l’on scelle à son intention.`,
  signing: 'Clé de signature, empreinte',
  sealing: 'Clé de scellement (destinataire age)',
  waiting: (n) =>
    n === 1
      ? 'Une pièce reste à sceller pour les clés en usage maintenant. Cela se fait tout seul.'
      : `${n} pièces restent à sceller pour les clés en usage maintenant. Cela se fait tout seul.`,
  change: 'Changer la clé de scellement',
  changeNote:
    'Dès lors tout est scellé pour la nouvelle clé. Ce qui est détenu reçoit un nouvel en-tête devant les mêmes données scellées ; les données elles-mêmes ne sont pas touchées. La clé précédente est gardée, pour ouvrir ce qui est encore en route. Les organismes d’autres instances prennent la nouvelle carte avant d’envoyer davantage.',
  reason: 'Pourquoi',
  reasonHint: 'Par exemple : une fois par an ; quelqu’un qui la connaissait est parti. Cela entre au journal.',
  changeButton: 'Changer la clé',
  headOnly: 'Le chef de l’organisme peut changer les clés.',
  changeSigning: 'Changer la clé de signature',
  changeSigningNote:
    'Tous ceux que cette instance connaît sont informés, par un message signé de la clé qu’ils connaissent. La clé précédente signe jusqu’à ce qu’ils le soient. Si elle n’est plus entre vos mains, dites depuis quand : les autres marquent alors ce qui est venu depuis, et comparent la nouvelle empreinte avec vous avant d’y croire.',
  announced:
    'Une nouvelle clé de signature est annoncée. Elle prend le relais toute seule une fois que tous sont informés.',
  since: 'N’est plus entre nos mains depuis',
  sinceHint: 'Un jour, seulement si la clé a été perdue ou volée.',
  changeSigningButton: 'Changer la clé de signature',
  recovery: 'Clés de secours',
  recoveryNote:
    'Ce qui est détenu est scellé aussi pour ces clés, afin de pouvoir être ouvert si ce serveur ou son secret est perdu. Gardez leurs parties secrètes loin d’ici.',
  noRecovery: 'Il n’y en a pas. Si le secret de cette instance est perdu, personne ne peut ouvrir ce qui est détenu.',
  addedBy: (who, when) => `Ajoutée par ${who}, ${when}`,
  remove: 'Retirer',
  removeOf: (label) => `Retirer ${label}`,
  label: 'Qui la garde, et où',
  labelHint: 'Par exemple : ministère de la Justice, coffre de l’unité 4',
  recipient: 'La clé',
  recipientHint: 'Un destinataire age. L’outil age en crée un : age-keygen. Il commence par age1.',
  add: 'Ajouter la clé',
  problems: {
    reason_missing: 'Dites pourquoi la clé est changée.',
    label_missing: 'Dites qui garde cette clé.',
    bad_recipient: 'Ce n’est pas un destinataire age. Il commence par age1.',
    recipient_there: 'Cette clé y est déjà.',
    no_such_recipient: 'Cette clé n’en fait plus partie.',
    key_announced: 'Une nouvelle clé est déjà annoncée et n’a pas encore pris le relais.',
    since_in_the_future: 'Ce jour n’est pas encore venu.',
    signer_keeps_key:
      'Les clés de signature sont gardées par un service de l’exploitant, qui n’en crée pas de seconde.',
  },
}
