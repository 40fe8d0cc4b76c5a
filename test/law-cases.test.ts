import { describe, expect, test } from 'vitest'
import { analyse, checkLaw, parseFacts, runCase } from '../src/law/index.ts'
import { readLaw, readLawFiles } from '../src/read-law.ts'

const files = await readLawFiles()
const law = await readLaw()
const today = '2026-11-21'

describe('the law', () => {
  test('is sound', { timeout: 60_000 }, () => {
    // Of the day it is: a rule is not looked at tomorrow.
    expect(checkLaw(files, Temporal.Now.plainDateISO('UTC').toString()).complaints).toEqual([])
  })

  test('has at least thirty worked cases, refusals and unknowns among them', () => {
    expect(law.cases.length).toBeGreaterThanOrEqual(30)
    const expected = JSON.stringify(law.cases.map(({ expect: wanted }) => wanted))
    for (const status of ['open', 'approval', 'conflict', 'closed', 'unknown'])
      expect(expected).toContain(`"${status}"`)
  })
})

describe('worked cases', () => {
  test.each(law.cases.map((one) => [one.id, one.name, one] as const))('%s: %s', (_, __, one) => {
    expect(runCase(law, one, today)).toEqual([])
  })
})

test('a prosecutor who has said little is asked for what is missing, and never told a false no', () => {
  const facts = parseFacts({
    asking: { state: 'DE', authority: 'prosecutor' },
    holder: { kind: 'provider', addressees: [{ state: 'IE', as: 'designated-establishment' }] },
    data: [{ id: 'd1', category: 'subscriber', stored: true }],
    measure: 'produce',
    proceeding: 'criminal',
  })
  const { routes, questions, items, law: version } = analyse(law, facts, { today })
  expect(version.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(items).toMatchObject([{ data: 'd1' }])
  const order = routes.find(({ rule }) => rule === 'eu/2023-1543/routes/production-order')
  expect(order).toMatchObject({
    status: 'unknown',
    to: 'IE',
    data: ['d1'],
    asks: expect.arrayContaining(['holder.offersServicesIn', 'holder.service']),
  })
  expect(questions.map(({ fact }) => fact)).toEqual(
    expect.arrayContaining(['holder.service', 'holder.offersServicesIn', 'holder.seat', 'data.storedIn']),
  )
  // Whatever is closed is closed by a fact that was given.
  for (const { status, because } of routes) {
    if (status === 'closed') expect(because.some(({ holds }) => holds === false)).toBe(true)
  }
})
