/** `npm run bench -- NAME [--json]`: medians, spread, peak memory, and the peer run beside it. */
import { parseArgs } from 'node:util'
import type { BenchOptions } from './options.ts'

type Bench = (options: BenchOptions) => Promise<void>

const benches: Record<string, () => Promise<Bench>> = {
  clocks: async () => (await import('./clocks.ts')).clocks,
  exchange: async () => (await import('./exchange.ts')).exchange,
  forms: async () => (await import('./forms.ts')).forms,
  gate: async () => (await import('./gate.ts')).gate,
  laboratory: async () => (await import('./laboratory.ts')).laboratory,
  law: async () => (await import('./law.ts')).law,
  lists: async () => (await import('./lists.ts')).lists,
  log: async () => (await import('./log.ts')).log,
  packages: async () => (await import('./packages.ts')).packages,
  productions: async () => (await import('./productions.ts')).productions,
  records: async () => (await import('./records.ts')).records,
  seal: async () => (await import('./seal.ts')).seal,
  statistics: async () => (await import('./statistics.ts')).statistics,
  uploads: async () => (await import('./uploads.ts')).uploads,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    size: { type: 'string' },
    pairs: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
})
const [name = ''] = positionals
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined

if (bench) {
  await (await bench())(values)
} else {
  console.error(`usage: npm run bench -- NAME [--json]\nnames: ${Object.keys(benches).join(' ')}`)
  process.exitCode = 2
}
