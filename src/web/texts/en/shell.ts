export const shell = {
  name: 'Comity',
  tagline: 'Electronic evidence across a border, lawfully, or lawfully refused',
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  breadcrumbs: 'You are here',
  home: 'Home',
  places: {
    today: 'Today',
    matters: 'Matters',
    requests: 'Requests',
    directory: 'Directory',
    operator: 'Instance',
    statistics: 'Statistics',
    oversight: 'Oversight',
    laboratory: 'Laboratory',
    log: 'Log',
    routes: 'Find a route',
    law: 'The law',
    signIn: 'Sign in',
  },
  signOut: 'Sign out',
  signedInAs: 'Signed in as',
  demonstration:
    'Demonstration: every person, organisation and case here is invented. Nothing on this instance has legal effect.',
  language: 'Language',
  theme: 'Appearance',
  themes: { auto: 'As my device', light: 'Light', dark: 'Dark' },
  footer:
    'Comity explains and carries out what the law base says, with its sources. It does not replace the reading of the law.',
  lawBase: 'Law base',
  print: 'Print',
  pages: 'Pages',
  previous: 'Previous',
  next: 'Next',
  page: (n: number) => `Page ${n}`,
  and: (words: string[]) => words.join(', '),
}

export const front = {
  title: 'Which law lets the data cross the border, and which forbids it?',
  lead: 'Comity finds every lawful route to electronic evidence held abroad, says why each is open or closed, and carries the request, with its approvals and time limits, to the one who must answer.',
  start: 'Find a route',
  startNote: 'No account needed. Nothing you enter is kept.',
  what: 'On this instance',
  tiles: {
    routes: {
      title: 'Find a route',
      about: 'Give the facts you have. You see what is possible, why, and which facts would still decide it.',
    },
    law: { title: 'Read the law base', about: 'Every rule with its source, its dates and how sure we are of it.' },
    signIn: { title: 'Sign in', about: 'Open your matters, requests and evidence at your organisation’s seat.' },
    work: { title: 'Continue your work', about: 'What is due today, and by when.' },
    setUp: {
      title: 'Set up this instance',
      about: 'Nobody runs this instance yet. The operator’s set-up link is in the server’s output.',
    },
  },
  figures: (list: string) => `The law base holds ${list}.`,
  rules: (n: string) => `${n} rules`,
  instruments: (n: string) => `${n} instruments`,
  cases: (n: string) => `${n} worked cases that test it`,
}

export const seats = {
  authority: 'Requesting authority',
  court: 'Court',
  central: 'Central authority',
  provider: 'Provider',
  overseer: 'Overseer',
  policy: 'Treaty and policy desk',
  person: 'Person concerned',
  public: 'Public',
  operator: 'Operator',
}

export const roles = { head: 'Head', author: 'Author', member: 'Member' }

export const errors = {
  title: 'There is a problem',
  back: 'Go back to the front page',
  missing: {
    title: 'This page does not exist',
    about: 'The address may be mistyped, or what was here belongs to another organisation.',
  },
  forbidden: { title: 'You may not do this', about: 'Your seat does not carry this right. Nothing was changed.' },
  invalid: {
    title: 'We could not read what was sent',
    about: 'Nothing was changed. Go back, correct it and send it again.',
  },
  conflict: {
    title: 'This is no longer possible',
    about: 'Something changed in the meantime. Nothing was changed by you.',
  },
  unavailable: { title: 'Not available just now', about: 'Nothing was changed. Please try again in a moment.' },
  internal: {
    title: 'Something went wrong on our side',
    about: 'Nothing half-done was kept. The operator finds the cause in the server’s log.',
  },
  large: {
    title: 'That is too large',
    about: (limit: string) => `This page takes at most ${limit}. Nothing was kept.`,
  },
  forged: {
    title: 'This form did not come from here, or is too old',
    about: 'Nothing was changed. Open the page again and send the form from there.',
  },
  field: 'Field',
  reference: 'Code',
  doneBy: (name: string, at: string) => ` It was ${name}, ${at}.`,
}
