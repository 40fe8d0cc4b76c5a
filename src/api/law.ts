import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { type CountryCode, parseCountryCode } from '../base/countries.ts'
import { DomainError } from '../base/errors.ts'
import { type Now, parseDate } from '../base/time.ts'
import { between, bondsOf, casesOf, kinds, type LawBase, runCase, searchLaw } from '../law/index.ts'
import { operation } from './operation.ts'
import { analysisSchema, lawList, ruleSchema } from './schemas.ts'

/** The law base in JSON, for anyone: by word, rule, state, pair of states and worked case, as of a day (`?on=`, default today). */
export function law({ law, now }: { law: LawBase; now: Now }) {
  const today = () => now().toZonedDateTimeISO('UTC').toPlainDate().toString()
  const dayOf = (c: Context) => {
    const on = c.req.query('on')
    return on === undefined ? today() : parseDate(on, 'on').toString()
  }
  return new Hono()
    .get('/api/law', (c) => {
      const { rules } = law.at(dayOf(c))
      const found = searchLaw(law, c.req.query('q') ?? '', {
        kind: kindIn(c.req.query('kind')),
        language: c.req.query('language'),
      })
      return c.json({
        digest: law.digest,
        rules: found.rules.flatMap(({ rule: id, says }) => {
          const found = rules.get(id)
          if (!found) return []
          const { rule, kind, instrument, title, cites } = found
          return [{ rule, kind, instrument, title, cites, ...(says === undefined ? {} : { says }) }]
        }),
      })
    })
    .get('/api/law/bonds/:state', (c) => {
      const on = dayOf(c)
      return c.json({ on, digest: law.digest, bonds: bondsOf(law, stateIn(c.req.param('state'), 'state'), on) })
    })
    .get('/api/law/pairs/:a/:b', (c) => {
      const [a, b] = [stateIn(c.req.param('a'), 'a'), stateIn(c.req.param('b'), 'b')]
      if (a === b) throw new DomainError('invalid', 'same_state', 'These are one and the same state', { path: 'b' })
      return c.json(between(law, a, b, dayOf(c)))
    })
    .get('/api/law/cases', (c) => {
      const { q = '', rule } = c.req.query()
      const found = q.trim() === '' ? law.cases : searchLaw(law, q, { language: c.req.query('language') }).cases
      const of = rule === undefined ? undefined : casesOf(law, rule, today())
      return c.json({
        digest: law.digest,
        cases: found.flatMap((one) => {
          const { id, name, cite, on } = one
          const role = of && (['holding', 'failing', 'naming'] as const).find((each) => of[each].includes(one))
          return of && !role ? [] : [{ id, name, cite, on, ...(role ? { role } : {}) }]
        }),
      })
    })
    .get('/api/law/cases/:case{.+}', (c) => {
      const id = `cases/${c.req.param('case')}`
      // The number of a case in its file is a last step of the address, as on its page.
      const one = law.cases.find((each) => each.id === id || each.id === id.replace(/\/(\d+)$/, '#$1'))
      if (!one)
        throw new DomainError('missing', 'no_such_case', `There is no case ${id.slice(0, 200)}`, { path: 'case' })
      return c.json({ ...one, differs: runCase(law, one, today()) })
    })
    .get('/api/law/:rule{.+}', (c) => {
      const id = c.req.param('rule')
      const rule = law.at(dayOf(c)).rules.get(id)
      if (!rule)
        throw new DomainError('missing', 'no_such_rule', `There is no rule ${id.slice(0, 200)}`, { path: 'rule' })
      return c.json(rule)
    })
}

function kindIn(input: string | undefined) {
  if (input === undefined || input === '') return undefined
  const kind = kinds.find((one) => one === input)
  if (!kind) throw new DomainError('invalid', 'no_such_kind', `A kind is one of ${kinds.join(', ')}`, { path: 'kind' })
  return kind
}

function stateIn(input: string, path: string): CountryCode {
  try {
    return parseCountryCode(input.toUpperCase())
  } catch (cause) {
    const message = `Not a country code of ISO 3166-1: ${input.slice(0, 40)}`
    throw new DomainError('invalid', 'country_code', message, { cause, path })
  }
}

const day = z.iso.date()
const on = z.object({ on: day.optional().meta({ description: 'The day whose law is shown; default today' }) })
const language = z.string().optional().meta({ description: 'Texts are searched in this language too: zh' })
const words = z.string().optional().meta({ description: 'Words that must all occur' })

const bond = z.strictObject({
  instrument: z.string(),
  state: z.string(),
  standing: z.looseObject({ bound: z.boolean(), how: z.string(), says: z.string() }),
  since: day.optional(),
  until: day.optional(),
  signed: day.optional(),
  ratified: day.optional(),
  note: z.string().optional(),
  confidence: z.enum(['text', 'secondary', 'unconfirmed']),
})
const direction = z.strictObject({
  from: z.string(),
  to: z.string(),
  measures: z.array(
    z.strictObject({ measure: z.enum(['produce', 'preserve']), facts: z.looseObject({}), analysis: analysisSchema }),
  ),
})
export const betweenSchema = z.strictObject({
  on: day,
  law: z.strictObject({ digest: z.string() }),
  bonds: z.array(
    z.strictObject({ instrument: z.string(), bonds: z.tuple([bond, bond]), both: z.boolean(), since: day.optional() }),
  ),
  directions: z.tuple([direction, direction]),
})
const caseHead = { id: z.string(), name: z.string(), cite: z.string().optional(), on: day.optional() }

export const lawPaths = {
  '/api/law': {
    get: operation('Every rule of the law base, or those in which words occur, best first', {
      open: true,
      gives: lawList,
      query: on.extend({ q: words, kind: z.enum(kinds).optional(), language }),
    }),
  },
  '/api/law/{rule}': {
    get: operation('One rule as it stands on a day; its id has slashes', {
      open: true,
      gives: ruleSchema,
      query: on,
      names: true,
    }),
  },
  '/api/law/bonds/{state}': {
    get: operation('How a state stands on a day to every instrument that speaks of it', {
      open: true,
      gives: z.strictObject({ on: day, digest: z.string(), bonds: z.array(bond) }),
      query: on,
    }),
  },
  '/api/law/pairs/{a}/{b}': {
    get: operation('What applies between two states on a day, in both directions', {
      open: true,
      gives: betweenSchema,
      query: on,
    }),
  },
  '/api/law/cases': {
    get: operation('The worked cases, all or those that exercise a rule', {
      open: true,
      gives: z.strictObject({
        digest: z.string(),
        cases: z.array(z.strictObject({ ...caseHead, role: z.enum(['holding', 'failing', 'naming']).optional() })),
      }),
      query: z.object({ q: words, rule: z.string().optional().meta({ description: 'The id of a rule' }), language }),
    }),
  },
  '/api/law/cases/{case}': {
    get: operation('A worked case: its facts, what is expected, and where the answer differs from it', {
      open: true,
      gives: z.looseObject({ ...caseHead, differs: z.array(z.string()) }),
      names: true,
    }),
  },
}
