/** A company in China sends records about people to its group abroad, for business; so many people before it this year. */
export const toTheGroup = (persons: number) => ({
  on: '2026-11-21T10:00:00Z',
  purpose: 'analytics',
  use: 'commercial',
  giver: { state: 'CN', kind: 'company', ciio: false },
  controller: { state: 'CN' },
  need: 'none',
  recipient: { id: 'Group Ltd, SG', kind: 'company', state: 'SG' },
  releasedThisYear: { persons, sensitivePersons: 0 },
  items: [{ id: 'records', personal: true, storedIn: ['CN'], declaredImportant: false }],
})
