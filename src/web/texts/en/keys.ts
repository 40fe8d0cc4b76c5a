export const keys = {
  title: 'Keys',
  link: 'Keys of this organisation',
  lead: (org: string) => `What ${org} signs with, and what is sealed to it.`,
  signing: 'Signing key, fingerprint',
  sealing: 'Sealing key (age recipient)',
  waiting: (n: number) =>
    n === 1
      ? 'One piece of evidence is still to be sealed to the keys used now. That happens by itself.'
      : `${n} pieces of evidence are still to be sealed to the keys used now. That happens by itself.`,
  change: 'Change the sealing key',
  changeNote:
    'From then on everything is sealed to the new key. What is held gets a new header before the same sealed data; the data themselves are not touched. The key before is kept, to open what is still on its way. Organisations of other instances take the new card before they send more.',
  reason: 'Why',
  reasonHint: 'For example: once a year; somebody who knew it has left. It goes into the log.',
  changeButton: 'Change the key',
  headOnly: 'The head of the organisation can change the keys.',
  changeSigning: 'Change the signing key',
  changeSigningNote:
    'Everybody this instance knows is told, signed with the key they know. The key before goes on signing until they have been told. If it is not in your own hands any more, say since when: others then mark what came since, and compare the new fingerprint with you before they believe it.',
  announced: 'A new signing key is announced. It takes over by itself once everybody has been told.',
  since: 'Not in our own hands since',
  sinceHint: 'A day, only if the key was lost or stolen.',
  changeSigningButton: 'Change the signing key',
  recovery: 'Keys for recovery',
  recoveryNote:
    'What is held is sealed to these keys as well, so that it can be opened if this server or its secret is lost. Keep their secret parts away from here.',
  noRecovery: 'There is none. If the secret of this instance is lost, what is held cannot be opened by anybody.',
  addedBy: (who: string, when: string) => `Added by ${who}, ${when}`,
  remove: 'Remove',
  removeOf: (label: string) => `Remove ${label}`,
  label: 'Who keeps it, and where',
  labelHint: 'For example: Ministry of Justice, safe of unit 4',
  recipient: 'The key',
  recipientHint: 'An age recipient. The age tool makes one: age-keygen. It begins with age1.',
  add: 'Add the key',
  problems: {
    reason_missing: 'Say why the key is changed.',
    label_missing: 'Say who keeps this key.',
    bad_recipient: 'This is not an age recipient. It begins with age1.',
    recipient_there: 'This key is there already.',
    no_such_recipient: 'This key is not one of them any more.',
    key_announced: 'A new key is announced already and has not taken over yet.',
    since_in_the_future: 'That day is still to come.',
    signer_keeps_key: 'The signing keys are kept by a service of the operator, which makes no second one.',
  } as Record<string, string>,
}
