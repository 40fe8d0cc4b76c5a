import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DomainError } from '../../src/base/errors.ts'
import { type EbmsMessage, readEbms } from '../../src/exchange/index.ts'
import { schemaIn } from '../schema.ts'
import { type Case, compare, filesBelow } from './case.ts'

/**
 * Messages of AS4 gateways: read exactly where the schema of ebMS 3.0 lets them be, with what they say; a signature
 * holds unless the name says that something is wrong with it, and not once what it signs is another.
 */
export async function* cases(folder: string): AsyncIterable<Case> {
  const schemas = join(folder, 'xsd')
  const follows = existsSync(schemas) ? schemaIn(schemas, 'ebms-header-3_0-200704.xsd') : undefined
  for (const file of (await filesBelow(join(folder, 'messages'))).filter((one) => one.endsWith('.xml'))) {
    const bytes = await readFile(join(folder, 'messages', file))
    const message = await read(bytes)
    const isValid = follows ? follows(bytes, 'Messaging') : !/missing|imaginary|noparty/i.test(file)
    const isOne = unitsIn(bytes.toString('utf8')) === 1
    const expected = isValid && isOne ? kindIn(bytes.toString('utf8')) : 'malformed_ebms'
    yield compare(file, expected, typeof message === 'string' ? message : message.kind)
    const isWrong = /signing|signature/i.test(basename(file)) && /wrong|invalid|bad/i.test(basename(file))
    if (typeof message === 'string' || message.signatures.length === 0) continue
    yield compare(`${file}, signature`, isWrong ? 'broken' : 'holds', stateOf(message))
    for (const [i, { parts }] of message.signatures.entries()) {
      for (const { what } of parts.filter(({ state }) => state === 'holds')) {
        const changed = await read(Buffer.from(changedAt(bytes.toString('utf8'), what.slice(1))))
        const state =
          typeof changed === 'string' ? changed : changed.signatures[i]?.parts.find((one) => one.what === what)?.state
        yield compare(`${file}, ${what} changed`, 'changed', state)
      }
    }
  }
}

/** AS4 has one message in an envelope; what a receipt repeats is none of its own. */
const unitsIn = (text: string): number =>
  [
    ...text
      .replace(/<(\w+:)?Receipt[\s>][\s\S]*<\/(\w+:)?Receipt>/, '')
      .matchAll(/<(?:\w+:)?(?:User|Signal)Message[\s>]/g),
  ].length

const kindIn = (text: string): string =>
  /<(?:\w+:)?Receipt/.test(text)
    ? 'receipt'
    : /<(?:\w+:)?UserMessage/.test(text)
      ? 'user'
      : /<(?:\w+:)?PullRequest/.test(text)
        ? 'pull'
        : 'error'

/** The element of this id with one attribute more. */
const changedAt = (text: string, id: string): string => text.replace(new RegExp(`(Id="${id}")`), '$1 more=""')

/** Attachments are not part of the set. */
const stateOf = ({ signatures }: EbmsMessage): string =>
  signatures.every(({ value, parts }) => value === 'holds' && parts.every(({ state }) => state !== 'changed'))
    ? 'holds'
    : 'broken'

async function read(bytes: Uint8Array): Promise<EbmsMessage | string> {
  try {
    return await readEbms(bytes)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code
  }
}
