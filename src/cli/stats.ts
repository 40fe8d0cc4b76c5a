import { listOrganisations, readSecret } from '../accounts/index.ts'
import { DomainError } from '../base/errors.ts'
import { readConfig } from '../config.ts'
import { type Db, openDatabase } from '../db/index.ts'
import {
  definitions,
  type EditionFile,
  editionFile,
  isCounted,
  parseCounted,
  parseEditionFile,
  publishEdition,
  recomputeEdition,
  type Statistics,
  statisticsOfAll,
  verifyEdition,
} from '../oversight/index.ts'
import { readLaw } from '../read-law.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { readJson } from './input.ts'

const USAGE = `comity stats [--json]
  stats publish --reason WORDS          count every half-year that is over, and publish it signed
  stats recompute [--edition NUMBER]    count it once more from the records, and hold it against the logs
  stats verify FILE [--key BASE64] [--counted PROOF.json]   check an edition offline`

/** `comity stats`: figures of every organisation of this instance, each with its definition; and the editions of them. */
export async function stats(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, USAGE, {
    json: { type: 'boolean', default: false },
    reason: { type: 'string' },
    edition: { type: 'string' },
    key: { type: 'string' },
    counted: { type: 'string' },
  })
  const [act, file, ...more] = positionals
  if (more.length > 0 || (file !== undefined && act !== 'verify')) throw wrongUse(USAGE)
  if (act === 'verify') return verifyFile(file, values)
  const { databaseUrl, dataFolder } = readConfig(process.env)
  const { db, close } = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder })
  try {
    if (act === 'publish') return await publish(db, values)
    if (act === 'recompute') return await recompute(db, values)
    if (act !== undefined) throw wrongUse(USAGE)
    const figures = (await statisticsOfAll(db)).map(({ organisation: { id, name }, figures }) => ({
      org: id,
      name,
      figures,
    }))
    if (values.json) console.log(JSON.stringify({ definitions, organisations: figures }))
    else for (const { name, figures: its } of figures) console.log(`${name}\n${its.map(lines).join('\n')}\n`)
    return 0
  } finally {
    await close()
  }
}

/** Signed by the organisation that operates the instance. */
async function publish(db: Db, { reason = '', json }: { reason?: string | undefined; json: boolean }): Promise<number> {
  const config = readConfig(process.env)
  const secret = readSecret({ secret: config.secret, folder: config.dataFolder })
  const operator = (await listOrganisations(db)).find(({ seats }) => seats.includes('operator'))
  if (!operator) throw new DomainError('missing', 'no_operator', 'No organisation operates this instance: nobody can sign')
  const by = { org: operator.id, person: operator.id, name: 'comity stats' }
  const start = performance.now()
  const made = await publishEdition(db, { secret, law: (await readLaw()).digest, now: Temporal.Now.instant(), reason, by })
  const { number, asOf } = made
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(json ? JSON.stringify({ number, asOf }) : `Edition ${number}, as of ${asOf}, in ${seconds} s`)
  return 0
} // biome-ignore format: short

async function recompute(db: Db, { edition, json }: { edition?: string | undefined; json: boolean }): Promise<number> {
  const file = await editionFile(db, edition === undefined ? undefined : Number(edition))
  const found = await recomputeEdition(db, file)
  if (json) console.log(JSON.stringify({ ok: found.length === 0, discrepancies: found }))
  else if (found.length === 0) console.log(`Everything edition ${file.edition.number} counted is as it was.`)
  else for (const { org, says } of found) console.log(`${org}  ${says}`)
  return found.length === 0 ? 0 : 1
}

async function verifyFile(path: string | undefined, { key, counted, json }: { key?: string | undefined; counted?: string | undefined; json: boolean }): Promise<number> {
  if (path === undefined) throw wrongUse(USAGE)
  const file: EditionFile = parseEditionFile(await readJson(path))
  const checks = [...(await verifyEdition(file, key))]
  if (counted !== undefined) {
    const ok = parseCounted(await readJson(counted)).every((one) => isCounted(file, one))
    checks.push({ ok, says: 'The request of the proof was counted' })
  }
  const ok = checks.every((check) => check.ok)
  if (json) console.log(JSON.stringify({ ok, checks }))
  else for (const check of checks) console.log(`${check.ok ? '  yes ' : '  NO  '} ${check.says}`)
  return ok ? 0 : 1
} // biome-ignore format: short

function lines({ direction, requests, byStatus, byRoute, responseDays }: Statistics): string {
  const list = (counted: Readonly<Record<string, number>>) =>
    Object.entries(counted).map(([word, number]) => `    ${String(number).padStart(5)}  ${word}`)
  const times =
    responseDays.count > 0
      ? [`  response: median ${responseDays.median} days, 90 in 100 within ${responseDays.percentile90}`]
      : []
  return [`  ${direction}: ${requests}`, ...list(byStatus), ...list(byRoute), ...times].join('\n')
}
