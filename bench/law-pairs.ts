import { analyse, categories, type LawBase, parseFacts } from '../src/law/index.ts'

const measures = ['produce', 'preserve'] as const
const wanted = categories.filter((category) => !['identification', 'device-log'].includes(category))

export interface Pairs {
  readonly states: number
  readonly analyses: number
  readonly seconds: number
  /** Of the processor: what it takes where nothing else runs. */
  readonly cpuSeconds: number
  /** Milliseconds. */
  readonly each: number
}

/** Every ordered pair of states × five categories × two measures, each a whole analysis with its explanation. */
export function analysePairs(law: LawBase, today: string): Pairs {
  const states = [...law.rules.values()].flatMap((rule) => (rule.kind === 'state' ? [rule.code] : []))
  const start = performance.now()
  const used = process.cpuUsage()
  let analyses = 0
  for (const state of states) {
    for (const seat of states) {
      if (state === seat) continue
      for (const category of wanted) {
        for (const measure of measures) {
          const data = [{ id: 'd1', category, storedIn: [seat] }]
          analyse(law, parseFacts({ asking: { state }, holder: { seat }, data, measure }), { today })
          analyses++
        }
      }
    }
  }
  const { user, system } = process.cpuUsage(used)
  const cpuSeconds = (user + system) / 1e6
  const seconds = (performance.now() - start) / 1000
  return { states: states.length, analyses, seconds, cpuSeconds, each: (seconds * 1000) / analyses }
}
