import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CryptoError, checkTimestamp, readCertificates } from '../../src/crypto/index.ts'
import { type Case, compare } from './case.ts'

interface Expected {
  readonly name: string
  readonly data: string
  readonly response: string
  readonly trust: string
  readonly verifies: boolean
}

/** `expected.json`: each response, the data it is to be for, the root to believe, and whether it verifies. */
export async function* cases(folder: string): AsyncIterable<Case> {
  const all = JSON.parse(await readFile(join(folder, 'expected.json'), 'utf8')) as Expected[]
  for (const { name, data, response, trust, verifies } of all) {
    const roots = readCertificates(await readFile(join(folder, trust), 'utf8'))
    const [about, answer] = [await readFile(join(folder, data)), await readFile(join(folder, response))]
    yield compare(name, verifies, await holds(answer, about, roots))
  }
}

async function holds(response: Uint8Array, data: Uint8Array, roots: Uint8Array[]): Promise<boolean> {
  try {
    return (await checkTimestamp(response, data, { roots })).trusted
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error
    return false
  }
}
