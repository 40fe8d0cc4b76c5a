/** What a person wants to be told by mail. */
export const notifications = {
  title: 'Notifications by e-mail',
  lead: 'A letter says how many things wait for you and by when, with a link. Nothing of a case is ever sent: no name, no title, no file number.',
  link: 'Notifications',
  none: 'This instance sends no mail: its operator has set no mail server. Your choice is kept for when there is one.',
  pace: 'When do you want to be told?',
  paces: {
    off: 'Never',
    urgent: 'At once, of what is late, due within a day or an emergency',
    daily: 'Once a day, of all that waits for you',
  },
  address: 'Your e-mail address',
  language: 'Language of the letters',
  languages: { en: 'English', zh: '中文', de: 'Deutsch', fr: 'Français' },
  button: 'Keep this',
  kept: 'Kept.',
  problem: (address: string, when: string) =>
    `Letters to ${address} are not taken since ${when}. Nothing more is sent there.`,
  said: 'The mail server said',
  mend: 'Correct the address, or keep it anew to try again.',
}
