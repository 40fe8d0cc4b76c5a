import { z } from 'zod'
import { isCountryCode } from '../base/countries.ts'
import { categories } from '../law/index.ts'

export const state = z.string().refine((code) => code !== 'EU' && isCountryCode(code), {
  error: 'is no code of a state: two capital letters, such as CN',
})
const rule = z.string().regex(/^[a-z0-9-]+(\/[A-Za-z0-9-]+)+$/, { error: 'is no name of a rule' })

/** An agreement between states by a model text, with what its authors have to choose. */
export const agreementSchema = z.strictObject({
  /** The folder its rules stand in: `proposals/china-and-ten`. */
  id: z.string().regex(/^proposals\/[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'is no name: proposals/ and a word, such as proposals/eu-us' }),
  title: z.string().min(1).max(300),
  parties: z
    .array(state)
    .min(2)
    .max(200)
    .refine((all) => new Set(all).size === all.length, { error: 'names a state twice' }),
  from: z.iso.date(),
  /** `direct`: the order goes to the provider. `central`: from one central authority to the other, and no further layer. */
  channel: z.enum(['direct', 'central']),
  categories: z.array(z.enum(categories)).min(1),
  /** Only from so many months of maximum penalty on. */
  threshold_months: z.number().int().positive().max(600).optional(),
  /** Days in which it has to be answered, and hours in an emergency. */
  answer_days: z.number().int().positive().max(1000),
  emergency_hours: z.number().int().positive().max(1000).optional(),
  /** Grounds of refusal, by the rules that have them. */
  grounds: z.array(rule).max(50).default([]),
  safeguards: z.array(z.enum(['court', 'notification', 'person-told', 'purpose-limit', 'dual-criminality'])).default([]),
  /** Its approvals are asked for at the same time, not one after the other. */
  side_by_side: z.boolean().default(false),
  /** Bars of the parties that it lifts. */
  opens: z.array(rule).max(50).default([]),
  /** Nothing is given under it unless each side grants the same. */
  reciprocity: z.boolean().default(false),
}) // biome-ignore format: read as a table
export type Agreement = z.infer<typeof agreementSchema>

type Body = Record<string, unknown>

/** The rules of an agreement, by id: its instrument, its route, its clocks and the limit on the use of what comes. */
export function rulesOf(agreement: Agreement): Record<string, Body> {
  const { id, title, parties, from, channel, emergency_hours: hours, safeguards } = agreement
  const head = { checked: { on: from, by: 'proposal' } }
  const direct = channel === 'direct'
  const answer = `${id}/clocks/answer`
  const emergency = `${id}/clocks/emergency`
  const clocks = [answer, ...(hours === undefined ? [] : [emergency])]
  const rules: Record<string, Body> = {
    [id]: {
      ...head,
      title,
      short: title.slice(0, 80),
      citation: 'Draft, not concluded',
      level: 'treaty',
      in_force: { from },
      parties: parties.map((one) => ({ state: one, from })),
      cites: [{ cite: 'Draft' }],
    },
    [`${id}/routes/request`]: {
      ...head,
      title: direct ? `Order to the provider under: ${title}` : `Request from one central authority to the other under: ${title}`,
      channel: direct ? 'direct' : 'cooperative',
      to: direct ? 'holder' : 'requested',
      compels: direct,
      measure: ['produce', 'preserve'],
      cites: [{ cite: 'Draft Art 1' }],
      when: { all: conditionsOf(agreement) },
      needs: needsOf(agreement),
      steps: stepsOf(agreement, clocks),
      clocks,
      typical: { days: agreement.answer_days, is: 'limit', cite: 'Draft Art 4' },
      grounds: agreement.grounds,
      opens: agreement.opens,
      ...(safeguards.includes('person-told')
        ? { user_notice: { holder: 'may', says: 'The holder may tell the person once it does not endanger the case', cite: 'Draft Art 7' } }
        : {}),
    },
    [answer]: clockOf(head, 'Answer under the agreement', { days: agreement.answer_days }, hours !== undefined, false),
  }
  if (hours !== undefined) rules[emergency] = clockOf(head, 'Answer in an emergency', { hours }, true, true)
  if (safeguards.includes('purpose-limit')) {
    rules[`${id}/uses/purpose`] = {
      ...head,
      title: 'What comes is used for the case it was asked for',
      limits: 'purpose',
      routes: [`${id}/routes/request`],
      when: { fact: 'asking.state', party_to: id },
      allows: [{ purposes: ['request'], says: 'The case it was asked for', cite: 'Draft Art 6' }],
      consent: { of: 'the authority that gave it', cite: 'Draft Art 6' },
      cites: [{ cite: 'Draft Art 6' }],
    }
  }
  return rules
} // biome-ignore format: read beside what it makes

function conditionsOf({ id, categories: wanted, threshold_months: months, safeguards }: Agreement): Body[] {
  const line = (says: string, cite: string, test: Body): Body => ({ says, cite, ...test })
  return [
    line('The request goes to another state', 'Draft Art 1', { fact: 'asking.state', differs_from: 'to' }),
    line('The asking state is a party', 'Draft Art 1', { fact: 'asking.state', party_to: id }),
    line('The other state is a party', 'Draft Art 1', { fact: 'to', party_to: id }),
    line('The matter is criminal', 'Draft Art 1', { fact: 'proceeding', is: 'criminal' }),
    line('Data of this kind are covered', 'Draft Art 2', { fact: 'data.category', in: wanted }),
    ...(months === undefined
      ? []
      : [line('The offence is grave enough', 'Draft Art 2', { fact: 'offence.maxPenaltyMonths', at_least: months })]),
    ...(safeguards.includes('dual-criminality')
      ? [line('It is an offence in both states', 'Draft Art 5', { fact: 'offence.dualCriminality', is: true })]
      : []),
  ]
}

const judges = ['judge', 'court', 'investigating-judge']

function needsOf({ safeguards, reciprocity }: Agreement): Body[] {
  const validated = judges.map((one) => one)
  return [
    ...(safeguards.includes('court')
      ? [
          {
            what: 'A judge has validated the request',
            actor: 'court',
            cite: 'Draft Art 5',
            met_by: {
              any: [
                { fact: 'asking.authority', in: validated },
                { fact: 'asking.validatedBy', in: validated },
              ],
            },
          },
        ]
      : []),
    ...(reciprocity
      ? [{ what: 'The other side grants the same in a like case', actor: 'central', cite: 'Draft Art 8' }]
      : []),
  ]
}

function stepsOf({ channel, safeguards, side_by_side: parallel }: Agreement, clocks: readonly string[]): Body[] {
  const cite = 'Draft Art 3'
  const court = safeguards.includes('court')
    ? [{ id: 'validate', title: 'Validate the request', seat: 'court', state: 'from', does: 'validate', cite: 'Draft Art 5' }]
    : []
  const notify = safeguards.includes('notification')
    ? [{ id: 'notify', title: 'Notify the authority of the other state', seat: 'authority', state: 'from', does: 'notify', cite: 'Draft Art 4' }]
    : []
  const draft = { id: 'draft', title: 'Draft the request', seat: 'authority', state: 'from', does: 'draft', cite }
  const approvals: Body[] = [...court, ...notify].map((step) => (parallel ? { ...step, after: ['draft'] } : step))
  const both = parallel && approvals.length > 1 ? { after: approvals.map(({ id }) => id) } : {}
  const produce = { id: 'produce', title: 'Hand the data over', seat: 'provider', state: 'to', does: 'produce', when: { fact: 'measure', is: 'produce' }, clocks, cite }
  const preserve = { id: 'preserve', title: 'Preserve the data', seat: 'provider', state: 'to', does: 'preserve', when: { fact: 'measure', is: 'preserve' }, cite }
  const receive = { id: 'receive', title: 'Receive and verify the data', seat: 'authority', state: 'from', does: 'receive', cite }
  if (channel === 'direct') {
    const send = { id: 'send', title: 'Send the order to the provider', seat: 'authority', state: 'from', does: 'send', ...both, cite }
    return [draft, ...approvals, send, produce, preserve, receive]
  }
  const send = { id: 'transmit', title: 'Send it to the other central authority', seat: 'central', state: 'from', does: 'transmit', ...both, cite }
  const execute = { id: 'execute', title: 'Examine and execute it', seat: 'central', state: 'to', does: 'execute', clocks, cite }
  return [draft, ...approvals, send, execute, produce, preserve, receive]
} // biome-ignore format: a step a line

/** The period of an emergency takes the place of the ordinary one. */
function clockOf(head: Body, title: string, limit: Body, both: boolean, urgent: boolean): Body {
  return {
    ...head,
    title,
    starts: 'order.received',
    stops: 'data.transmitted',
    limit,
    ...('hours' in limit ? {} : { counting: 'coe/185/counting/days' }),
    ...(both ? { when: { fact: 'urgency', [urgent ? 'is' : 'is_not']: 'emergency' } } : {}),
    cites: [{ cite: 'Draft Art 4' }],
  }
}
