import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { generateSealingKey } from '../../src/crypto/index.ts'
import { open, seal } from '../../src/vault/index.ts'
import { viewOf } from '../../src/web/evidence/view.ts'
import { type Case, compare, filesBelow } from './case.ts'

/** What a file of this ending is seen as; whatever is broken, or of another kind, is seen as text or as its first bytes. */
const seenAs: readonly (readonly [RegExp, string])[] = [
  [/\.mbox$/i, 'mailbox'],
  [/\.jpe?g$/i, 'image'],
  [/\.pdf$/i, 'document'],
  [/\.w?arc(\.gz)?$/i, 'captures'],
  [/\.zip$/i, 'archive'],
]

/**
 * Files as providers return them, whole and broken: sealed while they stream and opened again, each byte as it was; and seen,
 * each as what it is.
 */
export async function* cases(folder: string): AsyncIterable<Case> {
  const { identity, recipient } = await generateSealingKey()
  for (const name of await filesBelow(folder)) {
    const path = join(folder, name)
    const sealing = seal(createReadStream(path), [recipient])
    const opened = await sumOf(open(sealing, { identities: [identity] }))
    const before = await sumOf(createReadStream(path))
    yield compare(name, { opened: before, told: before }, { opened, told: sealing.sums().plain })
    const view = await viewOf({ name, mediaType: '', size: before.size }, createReadStream(path))
    const [, wanted] = seenAs.find(([ending]) => ending.test(name)) ?? []
    const isBroken = view.cautions.includes('damaged') || wanted === undefined
    const expected = isBroken ? [wanted, 'letter', 'table', 'text', 'bytes', 'captures'] : [wanted]
    yield {
      name: `${name}, seen`,
      ...(expected.includes(view.kind) ? {} : { differs: `expected ${wanted}, got ${view.kind}` }),
    }
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
