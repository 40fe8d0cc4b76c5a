import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError } from '../../src/base/errors.ts'
import { examineXades, parseXml } from '../../src/crypto/index.ts'
import { readConnectorMessage, readDeliveryEvidence } from '../../src/exchange/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

const REM = 'http://uri.etsi.org/02640/v2#'

/**
 * Messages of the e-CODEX connector: their properties, the files they name, evidence of delivery, and signatures. The
 * connector does not follow the schema of that evidence itself (an id that begins with a digit), so it is no measure. Where the connector indented a document after signing it, the signature is refused as it stands and
 * holds without that layout.
 */
export async function* cases(folder: string): AsyncIterable<Case> {
  const files = (await filesBelow(folder)).filter((file) => !file.startsWith('xsd/'))
  for (const file of files) {
    const bytes = await readFile(join(folder, file))
    if (file.endsWith('message.properties')) yield* properties(file, bytes.toString('latin1'), files)
    if (!file.endsWith('.xml')) continue
    const { root } = await parseXml(bytes)
    if (root.namespace === REM) yield compare(`${file}, evidence`, eventIn(bytes), await evidence(bytes))
    if (bytes.includes('SignatureValue')) yield* signatures(file, bytes)
  }
}

async function* properties(file: string, text: string, files: readonly string[]): AsyncIterable<Case> {
  const said = (name: string) => new RegExp(`^${name.replaceAll('.', '\\.')}=(.*)$`, 'm').exec(text)?.[1]?.trim()
  const expected = [said('from.party.id'), said('to.party.id'), said('service'), said('action')]
  const { from, to, service, action, content, confirmations } = readConnectorMessage(text)
  yield compare(file, expected, [from, to, service, action])
  const named = [...(content ? [content] : []), ...confirmations.map((one) => one.file)]
  yield compare(
    `${file}, files`,
    [],
    named.filter((name) => !files.includes(join(dirname(file), name))),
  )
  const outside = text.replace(/^(message\.confirmation\.0\.file=).*$/m, '$1../elsewhere')
  if (outside !== text)
    yield compare(
      `${file}, a way out`,
      'malformed_connector_message',
      codeOf(() => readConnectorMessage(outside)),
    )
}

const eventIn = (bytes: Buffer): string => (/Event#(\w+)</.exec(bytes.toString('utf8'))?.[1] ?? '').toLowerCase()

async function evidence(bytes: Uint8Array): Promise<string> {
  try {
    return (await readDeliveryEvidence(bytes)).event
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code
  }
}

async function* signatures(file: string, bytes: Buffer): AsyncIterable<Case> {
  const isIndented = /<(?:\w+:)?SignedInfo>\s*\n/.test(bytes.toString('utf8'))
  yield compare(`${file}, signature`, isIndented ? ['broken'] : ['holds'], await values(bytes))
  const plain = Buffer.from(bytes.toString('utf8').replace(/>\s+</g, '><'))
  yield compare(`${file}, signature without layout`, ['holds'], await values(plain))
  const changed = Buffer.from(plain.toString('utf8').replace(/(<(?:\w+:)?SignatureValue[^>]*>)./, '$1A'))
  if (!changed.equals(plain)) yield compare(`${file}, signature changed`, ['broken'], await values(changed))
}

const values = async (bytes: Uint8Array) => (await examineXades(bytes)).map(({ value }) => value)

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'accepted'
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code
  }
}
