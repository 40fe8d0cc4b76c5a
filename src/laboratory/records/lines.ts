import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { DataCategory, LawBase, Rule } from '../../law/index.ts'
import { LaboratoryError } from '../errors.ts'
import type { Part } from '../running/threads.ts'

/** So many lines are worked on at a time. */
const LINES = 10_000
const LONGEST = 1_000_000

/**
 * A file of requests, one a line, in parts; memory is bounded by a part. `digest` is that of the bytes, once all are read.
 * Throws `bad_record` where a line is too long to be a request, `missing` where there is no such file.
 */
export function partsOfFile(path: string): { parts: AsyncGenerator<Part>; digest: () => string } {
  const hash = createHash('sha256')
  async function* parts(): AsyncGenerator<Part> {
    let firstLine = 1
    let lines: string[] = []
    let rest = ''
    const decoder = new TextDecoder()
    const flush = (): Part => {
      const part = { firstLine, text: lines.join('\n') }
      firstLine += lines.length
      lines = []
      return part
    }
    try {
      for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) {
        hash.update(bytes)
        const found = (rest + decoder.decode(bytes, { stream: true })).split('\n')
        rest = found.pop() ?? ''
        if (rest.length > LONGEST)
          throw new LaboratoryError(
            'invalid',
            'bad_record',
            `Line ${firstLine + lines.length} is too long to be a request`,
          )
        for (const line of found) {
          lines.push(line)
          if (lines.length >= LINES) yield flush()
        }
      }
    } catch (cause) {
      if ((cause as { code?: unknown }).code !== 'ENOENT') throw cause
      throw new LaboratoryError('missing', 'bad_record', `There is no file ${path}`, { cause })
    }
    rest += decoder.decode()
    if (rest !== '') lines.push(rest)
    if (lines.length > 0) yield flush()
  }
  return { parts: parts(), digest: () => `sha256:${hash.copy().digest('hex')}` }
}

const pairCategories: readonly DataCategory[] = ['subscriber', 'traffic', 'content']

/** One plain request from every state to a provider in every other, for each of three kinds of data. */
export function* pairsOfStates(law: LawBase, only?: readonly string[]): Generator<string> {
  const all = [...law.rules.values()]
    .filter((rule): rule is Rule<'state'> => rule.kind === 'state')
    .map(({ code }) => code)
    .sort()
  for (const from of all) {
    for (const at of all) {
      if (from === at || (only && !only.includes(from) && !only.includes(at))) continue
      for (const category of pairCategories)
        yield JSON.stringify({ id: `${from}-${at}-${category}`, facts: plainRequest(from, at, category) })
    }
  }
}

/** A request as plain as can be: for serious crime, before a judge, of an ordinary provider. */
export const plainRequest = (from: string, at: string, category: DataCategory) => ({
  asking: { state: from, authority: 'prosecutor', validatedBy: 'judge' },
  proceeding: 'criminal',
  offence: { maxPenaltyMonths: 60, byInformationSystem: false, listed: [], dualCriminality: true, political: false, committedIn: [from] },
  person: { residence: from, nationality: [from], location: from, privileged: 'none' },
  holder: { kind: 'provider', seat: at, establishments: [at], addressees: [], offersServicesIn: [from], service: 'electronic-communications', role: 'controller' },
  data: [{ id: 'd1', category, stored: true, storedIn: [at], personal: true, class: 'general', scheme: at }],
  measure: 'produce',
  urgency: 'ordinary',
}) // biome-ignore format: read as facts

/** Lines in parts. */
export function* inParts(lines: Iterable<string>): Generator<Part> {
  let firstLine = 1
  let part: string[] = []
  for (const line of lines) {
    part.push(line)
    if (part.length < LINES) continue
    yield { firstLine, text: part.join('\n') }
    firstLine += part.length
    part = []
  }
  if (part.length > 0) yield { firstLine, text: part.join('\n') }
}

/** The digest of a record given line by line: that of the file it would make. */
export function digestOfLines(lines: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const line of lines) hash.update(`${line}\n`)
  return `sha256:${hash.digest('hex')}`
}
