import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { listOrganisations, signingPeriods } from '../accounts/index.ts'
import { type LogVerdict, verifyLog } from '../audit/index.ts'
import { hex, parseBase64 } from '../base/bytes.ts'
import { DomainError } from '../base/errors.ts'
import { readConfig } from '../config.ts'
import { type Db, openDatabase } from '../db/index.ts'

/** `comity log verify [--json]`: recomputes every organisation's log; 1 if one was changed behind its back. */
export async function log(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  if (positionals.join(' ') !== 'verify') {
    console.error('comity log verify [--json]')
    return 2
  }
  const { databaseUrl, dataFolder } = readConfig(process.env)
  if (!databaseUrl && !existsSync(dataFolder)) {
    throw new DomainError('missing', 'no_database', `There is no data folder at ${dataFolder}`, { path: 'COMITY_DATA' })
  }
  const { db, close } = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder })
  try {
    const verdicts = await verifyLog(db, await signingKeys(db))
    const names = new Map((await listOrganisations(db)).map(({ id, name }) => [id, name]))
    console.log(values.json ? asJson(verdicts) : verdicts.map((one) => asText(one, names.get(one.org))).join('\n'))
    return verdicts.every(({ ok }) => ok) ? 0 : 1
  } finally {
    await close()
  }
}

/** Every key an organisation has had: what it signed before it changed its key stays signed. */
async function signingKeys(db: Db): Promise<Map<string, Uint8Array[]>> {
  const keys = new Map<string, Uint8Array[]>()
  for (const { id } of await listOrganisations(db))
    keys.set(
      id,
      (await signingPeriods(db, id)).map(({ key }) => parseBase64(key)),
    )
  return keys
}

function asJson(verdicts: readonly LogVerdict[]): string {
  const logs = verdicts.map(({ root, ...verdict }) => ({ ...verdict, root: hex(root) }))
  return JSON.stringify({ ok: verdicts.every(({ ok }) => ok), logs })
}

function asText(
  { org, ok, size, root, erased, faults }: LogVerdict,
  name = 'an organisation that is not here',
): string {
  const line = `${ok ? 'holds ' : 'BROKEN'}  ${org}  ${size} events  root ${hex(root)}  ${name}`
  const gone = erased > 0 ? [`        of ${erased} what they said was erased, which the log records`] : []
  return [line, ...gone, ...faults.map(({ seq, what }) => `        at ${seq}: ${what}`)].join('\n')
}
