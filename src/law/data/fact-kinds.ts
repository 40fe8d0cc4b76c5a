import { z } from 'zod'
import { custodyFactsSchema } from '../admissibility/custody-facts.ts'
import { factsSchema } from './facts.ts'

/** What a fact is, as a rule must treat it. */
export interface FactKind {
  readonly list: boolean
  readonly type: 'text' | 'number' | 'yes-no' | 'state'
  /** The values it can have, where they are closed. */
  readonly values?: readonly string[]
}

/** Every fact a condition may name, and what it is; the engine's own `to`, `to.as` and `on` among them. */
export const factKinds: ReadonlyMap<string, FactKind> = collect()

/** Every fact of a custody record: what the checks of evidence are written over. */
export const custodyFactKinds: ReadonlyMap<string, FactKind> = collectCustody()

function collectCustody(): Map<string, FactKind> {
  const kinds = new Map<string, FactKind>()
  walk(custodyFactsSchema, '', false, kinds)
  // States are written in a shape of their own there; a schema cannot tell it from other text.
  for (const path of ['court.state', 'taken.in']) kinds.set(path, { list: false, type: 'state' })
  return kinds
}

function collect(): Map<string, FactKind> {
  const kinds = new Map<string, FactKind>([
    ['to', { list: false, type: 'state' }],
    ['to.as', { list: false, type: 'text', values: ['designated-establishment', 'legal-representative'] }],
    ['data', { list: true, type: 'text' }],
  ])
  walk(factsSchema, '', false, kinds)
  return kinds
}

function walk(schema: z.core.$ZodType, path: string, list: boolean, into: Map<string, FactKind>): void {
  if (schema instanceof z.ZodOptional) walk(schema.unwrap(), path, list, into)
  // Items are looked at one by one: `data.category` is the category of one of them.
  else if (schema instanceof z.ZodArray) walk(schema.element, path, path !== 'data', into)
  else if (schema instanceof z.ZodObject) {
    if (path !== '' && path !== 'data') into.set(path, { list, type: 'text' })
    for (const [key, inner] of Object.entries(schema.shape))
      walk(inner as z.ZodType, path ? `${path}.${key}` : key, list, into)
  } else if (schema instanceof z.ZodEnum) into.set(path, { list, type: 'text', values: schema.options.map(String) })
  else if (schema instanceof z.ZodNumber) into.set(path, { list, type: 'number' })
  else if (schema instanceof z.ZodBoolean) into.set(path, { list, type: 'yes-no' })
  // The only fact that is transformed when it is read is the code of a state.
  else if (schema instanceof z.ZodPipe) into.set(path, { list, type: 'state' })
  else into.set(path, { list, type: 'text' })
}
