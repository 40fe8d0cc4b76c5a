import { chance, readStages, type Spread, timesOfStages, waitAt } from '../laboratory/index.ts'
import { readArguments, wrongUse } from './arguments.ts'
import { readInput } from './input.ts'

const usage =
  'comity laboratory times STAGES.ndjson|- [--step STEP --officers N --arrivals PER_DAY [--times 2]] [--json]'

/**
 * How long stages take by a record: each fitted from all years but the last and tried on the last. With officers and
 * arrivals also what waits there, for as many requests and for so many times as many. Exit code 1 where a fit is wrong.
 */
export async function laboratoryTimes(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, usage, {
    step: { type: 'string' },
    officers: { type: 'string' },
    arrivals: { type: 'string' },
    times: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  })
  const [path = '-', ...others] = positionals
  if (others.length > 0 || (values.step === undefined) !== (values.officers === undefined)) throw wrongUse(usage)
  const stages = timesOfStages(readStages(await readInput(path)), chance(1))
  const chosen = stages.find(({ step }) => step === values.step)
  if (values.step !== undefined && !chosen) throw wrongUse(`${usage}\nno stage ${values.step} is on record`)
  const wanted = { officers: Number(values.officers), arrivals: Number(values.arrivals), times: Number(values.times) }
  const queue = chosen && waitAt(chosen, wanted, chance)
  if (values.json) console.log(JSON.stringify({ stages, ...(queue ? { queue } : {}) }))
  else {
    for (const { step, n, fittedOn, heldOut, fitted } of stages) {
      const from = `${n} on record, fitted from ${fittedOn[0]} to ${fittedOn[1]}, tried on ${heldOut}`
      const says = !fitted
        ? 'too few to say'
        : `${range(fitted.spread)} (${fitted.kind})${fitted.wrong ? ' WRONG: the last year is not like those before' : ''}`
      console.log(`${step}: ${says}; ${from}`)
    }
    if (queue) {
      console.log(`waiting at ${values.step}: ${range(queue.now.waits[0])}`)
      console.log(`with ${wanted.times} times the requests: ${range(queue.later.waits[0])}`)
    }
  }
  return stages.some(({ fitted }) => fitted?.wrong) ? 1 : 0
}

const days = (value: number) => value.toFixed(value < 10 ? 1 : 0)
const range = (spread: Spread | undefined) =>
  spread
    ? `half take ${days(spread.lower)} to ${days(spread.upper)} days, one in ten more than ${days(spread.late)}`
    : ''
