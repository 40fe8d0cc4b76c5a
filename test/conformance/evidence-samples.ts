import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { generateSealingKey } from '../../src/crypto/index.ts'
import { open, seal } from '../../src/vault/index.ts'
import { type Case, compare, filesBelow } from './case.ts'

/** Files as providers return them, whole and broken: sealed while they stream and opened again, each byte as it was. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const { identity, recipient } = await generateSealingKey()
  for (const name of await filesBelow(folder)) {
    const path = join(folder, name)
    const sealing = seal(createReadStream(path), [recipient])
    const opened = await sumOf(open(sealing, { identities: [identity] }))
    const before = await sumOf(createReadStream(path))
    yield compare(name, { opened: before, told: before }, { opened, told: sealing.sums().plain })
  }
}

async function sumOf(stream: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of stream) {
    hash.update(chunk)
    size += chunk.length
  }
  return { sha256: hash.digest('hex'), size }
}
