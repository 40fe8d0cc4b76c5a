import { readConfig } from '../config.ts'
import { openDatabase } from '../db/index.ts'
import { definitions, type Statistics, statisticsOfAll } from '../oversight/index.ts'
import { readArguments } from './arguments.ts'

/** `comity stats [--json]`: figures of every organisation of this instance, each with its definition. */
export async function stats(args: string[]): Promise<number> {
  const { values } = readArguments(args, 'comity stats [--json]', { json: { type: 'boolean', default: false } })
  const { databaseUrl, dataFolder } = readConfig(process.env)
  const { db, close } = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder })
  try {
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

function lines({ direction, requests, byStatus, byRoute, responseDays }: Statistics): string {
  const list = (counted: Readonly<Record<string, number>>) =>
    Object.entries(counted).map(([word, number]) => `    ${String(number).padStart(5)}  ${word}`)
  const times =
    responseDays.count > 0
      ? [`  response: median ${responseDays.median} days, 90 in 100 within ${responseDays.percentile90}`]
      : []
  return [`  ${direction}: ${requests}`, ...list(byStatus), ...list(byRoute), ...times].join('\n')
}
