import type { Statement } from './statement.ts'

/** What a careful author states: enough for every check of the law base. */
export const careful = (items: readonly { readonly id: string }[]): Statement => ({
  purpose: 'To find who took over the server, in the proceeding 112 Js 4711/26',
  identifiers: { email: ['suspect@alpenpost.example'] },
  period: { from: '2026-09-01', to: '2026-09-30' },
  reach: 'accounts',
  necessity: Object.fromEntries(
    items.map(({ id }) => [
      id,
      {
        need: 'It shows who used the account that night',
        milder: 'Nobody else has it',
        against: 'It may touch on private life',
      },
    ]),
  ),
  minimisation: 'Only September; what is not needed is deleted',
  privileges: 'The person is bound by no secrecy',
  atHome: 'Section 100k of the Code of Criminal Procedure',
})
