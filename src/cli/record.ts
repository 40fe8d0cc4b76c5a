import { createOrganisation, listOrganisations, type NewOrganisation, readSecret } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { readConfig } from '../config.ts'
import { type Db, openDatabase } from '../db/index.ts'
import type { LawBase } from '../law/index.ts'
import { readLaw } from '../read-law.ts'
import { drawRecord, plausible, type Taker } from '../requests/index.ts'
import { readArguments, wrongUse } from './arguments.ts'

const USAGE = 'comity record --requests NUMBER [--seed NUMBER] [--years NUMBER] [--until INSTANT] [--json]'

/**
 * `comity record --requests 1000000`: an invented record to count and to show figures of, in a database that holds nothing
 * but the demonstration. Says where its shares come from.
 */
export async function record(args: string[]): Promise<number> {
  const { values } = readArguments(args, USAGE, {
    requests: { type: 'string' },
    seed: { type: 'string', default: '1' },
    years: { type: 'string', default: '5' },
    until: { type: 'string' },
    json: { type: 'boolean', default: false },
  })
  const [requests, seed, years] = [values.requests, values.seed, values.years].map(Number)
  if (!isWhole(requests) || !isWhole(seed) || !isWhole(years)) throw wrongUse(USAGE)
  const config = readConfig(process.env)
  const until = values.until === undefined ? Temporal.Now.instant() : Temporal.Instant.from(values.until)
  const { db, close } = await openDatabase(
    config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder },
  )
  try {
    const secret = readSecret({ secret: config.secret, folder: config.dataFolder })
    const rows = await inventRecord(db, await readLaw(), secret, { requests, seed, years, until })
    if (values.json) console.log(JSON.stringify({ requests, rows, seed, shares: plausible }))
    else {
      console.log(`${requests} requests of ${years} years, kept in ${rows} copies`)
      for (const [what, { source }] of Object.entries(plausible)) console.log(`  ${what}: ${source}`)
    }
    return 0
  } finally {
    await close()
  }
}

const isWhole = (number: number | undefined): number is number => Number.isSafeInteger(number) && Number(number) >= 1

const prosecutor = { kind: 'prosecutor', seats: ['authority'], authority: 'prosecutor' } as const
const provider = { kind: 'provider', seats: ['provider'] } as const

/** Who takes part: two offices of each state that asks, and the companies that are asked. */
const takers: readonly NewOrganisation[] = [
  ...Object.keys(plausible.asking.of).flatMap((state) =>
    ['First', 'Second'].map((nth) => ({ name: `${nth} prosecution office of ${state}`, state, languages: ['en'], ...prosecutor })),
  ),
  ...Object.keys(plausible.holder.of).map((name) => ({ name, state: name.endsWith('Denver') ? 'US' : 'IE', languages: ['en'], ...provider })),
] // biome-ignore format: a table

/** Who signs the figures, where nobody operates the instance yet. */
const operator: NewOrganisation = { name: 'Operator of the invented record', state: 'DE', kind: 'operator', seats: ['operator'], languages: ['en'] } // biome-ignore format: a row

/** Makes the organisations and their record, all or nothing. Throws `conflict` / `not_empty` where anybody real is. */
export async function inventRecord(
  db: Db,
  law: LawBase,
  secret: ReturnType<typeof readSecret>,
  plan: { requests: number; seed: number; years: number; until: Temporal.Instant },
): Promise<number> {
  const here = await listOrganisations(db)
  if (here.some(({ isDemo }) => !isDemo))
    throw new DomainError('conflict', 'not_empty', 'Organisations that are not invented keep their records here')
  if (here.some(({ name }) => takers.some((taker) => taker.name === name)))
    throw new DomainError('conflict', 'not_empty', 'There is an invented record here already')
  return db.transaction().execute(async (tx) => {
    const begin = plan.until.subtract({ hours: plan.years * 8766 })
    if (!here.some(({ seats }) => seats.includes('operator')))
      await createOrganisation(tx, secret, { ...operator, isDemo: true }, 'system', begin)
    const made: (Taker & { isAsking: boolean })[] = []
    for (const taker of takers) {
      const { id: org, name, state } = await createOrganisation(tx, secret, { ...taker, isDemo: true }, 'system', begin)
      made.push({ org, name, state, isAsking: taker.kind === 'prosecutor' })
    }
    const [asking, holders] = [made.filter(({ isAsking }) => isAsking), made.filter(({ isAsking }) => !isAsking)]
    return drawRecord(tx, law, { ...plan, asking, holders })
  })
}
