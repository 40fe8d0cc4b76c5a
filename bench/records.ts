import { utf8 } from '../src/base/bytes.ts'
import { linesOf } from '../src/base/lines.ts'
import { readLaw } from '../src/read-law.ts'
import { decideOnRecords } from '../src/requests/index.ts'
import { toTheGroup } from '../src/requests/release/records.fixture.ts'
import type { BenchOptions } from './options.ts'

const FIELDS = 200

/**
 * A set of records of 200 fields (`--size`, 20,000 unless told; 1000000 for the whole) graded and decided on while it is
 * read; beside it the same bytes through JSON.parse of V8 and nothing else, which no way of looking at records can undercut.
 */
export async function records({ json, size }: BenchOptions): Promise<void> {
  const wanted = Number(size ?? 20_000)
  const law = await readLaw()
  const own = await timed(async () => {
    const { grading, decision } = await decideOnRecords(law, release, made(wanted), {
      scheme: 'CN',
      progress: json ? undefined : tell,
    })
    if (grading.records !== wanted || decision.release)
      throw new Error('A million people go nowhere without an assessment')
    return `${grading.fields.length} fields, ${grading.class}`
  })
  const peer = await timed(async () => {
    let read = 0
    for await (const line of linesOf(made(wanted), 1_000_000)) if (line) read += Object.keys(JSON.parse(line)).length
    return `${read} values`
  })
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024)
  const perSecond = (seconds: number) => Math.round(wanted / seconds)
  const ratio = own.seconds / peer.seconds
  if (json) {
    console.log(
      JSON.stringify({
        bench: 'records',
        records: wanted,
        fields: FIELDS,
        own: perSecond(own.seconds),
        parse: perSecond(peer.seconds),
        ratio,
        peakMiB,
      }),
    )
    return
  }
  console.log(
    `\n${wanted} records of ${FIELDS} fields (${own.answer}): ${own.seconds.toFixed(1)} s, ${perSecond(own.seconds)} a second`,
  )
  console.log(
    `JSON.parse alone: ${peer.seconds.toFixed(1)} s; ${ratio.toFixed(2)} times as long as that; peak memory ${peakMiB} MiB`,
  )
}

const release = toTheGroup(1_000_000)

/** Records of numbers, words and now and then a telephone number, as they would come from a file. */
async function* made(count: number): AsyncIterable<Uint8Array> {
  const rest = Array.from({ length: FIELDS - 3 }, (_, n) => `"f${n}":${n % 3 === 0 ? `"value ${n}"` : n * 37}`).join(
    ',',
  )
  for (let n = 0; n < count; n += 100) {
    let text = ''
    for (let i = n; i < Math.min(n + 100, count); i++)
      text += `{"id":${i},"phone":"138${10_000_000 + (i % 90_000_000)}","city":"Shanghai",${rest}}\n`
    yield utf8(text)
  }
}

const tell = (records: number) => process.stderr.write(`\r${records} records`)

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; seconds: number }> {
  const start = performance.now()
  const answer = await work()
  return { answer, seconds: (performance.now() - start) / 1000 }
}
