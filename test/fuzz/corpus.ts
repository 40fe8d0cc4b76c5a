import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Parser } from './parsers.ts'

const place = (name: string) => join(import.meta.dirname, 'corpus', name)

/** The seeds of a parser, and every input that ever was a finding: tried again each time. */
export function corpusOf(name: string, { seeds }: Parser): Uint8Array[] {
  const folder = place(name)
  const kept = existsSync(folder)
    ? readdirSync(folder).map((file) => new Uint8Array(readFileSync(join(folder, file))))
    : []
  return [...seeds.map((seed) => (typeof seed === 'string' ? new TextEncoder().encode(seed) : seed)), ...kept]
}

/** Keeps a finding under its hash; where it lies. */
export function keep(name: string, input: Uint8Array): string {
  mkdirSync(place(name), { recursive: true })
  const path = join(place(name), createHash('sha256').update(input).digest('hex').slice(0, 16))
  writeFileSync(path, input)
  return path
}
