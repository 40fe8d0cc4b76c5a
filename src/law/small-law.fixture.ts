import { stringify } from 'yaml'
import { compile, type LawBase } from './compile.ts'

const head = (title: string, more: object = {}) => ({
  title,
  cites: [{ cite: 'Art 1' }],
  checked: { on: '2026-01-01', by: 'A. Lawyer' },
  ...more,
})
const step = (id: string, more: object = {}) => ({
  id,
  title: id,
  seat: 'authority',
  state: 'from',
  does: 'draft',
  cite: 'Art 9',
  ...more,
})

/**
 * A world of few states: the Union of DE, FR and IE; a pact that IE stays out of and FR joins later; a treaty of DE and CN; an order
 * that compels addressees, a letter that goes through CN's authority, a voluntary request; a bar of CN on data stored there.
 */
export const smallLaw: Record<string, object> = {
  'eu/union/instrument.yaml': {
    ...head('The Union'),
    short: 'the Union',
    citation: 'TEU',
    level: 'union',
    in_force: {},
    parties: [{ state: 'DE' }, { state: 'FR' }, { state: 'IE' }],
  },
  'pact/instrument.yaml': {
    ...head('Pact'),
    short: 'the Pact',
    citation: 'The Pact',
    level: 'treaty',
    in_force: { from: '2010-01-01' },
    parties: [
      { state: 'DE', from: '2010-01-01' },
      { state: 'FR', from: '2027-01-01' },
      { state: 'US', from: '2012-01-01', to: '2020-12-31' },
      { state: 'JP', signed: '2011-01-01', bound: false },
      { state: 'CN', from: '2015-01-01' },
    ],
    not_parties: [{ state: 'IE', note: 'it chose to stay out', cite: 'Recital 44' }],
  },
  'pact/routes/letter.yaml': {
    ...head('Letter under the Pact'),
    channel: 'cooperative',
    to: 'requested',
    compels: false,
    measure: ['produce', 'preserve'],
    opens: ['bars/gates/storage'],
    when: {
      all: [
        { says: 'The asking state is bound by the Pact', cite: 'Art 2', fact: 'asking.state', party_to: 'pact' },
        { says: 'The requested state is bound by the Pact', cite: 'Art 3', fact: 'to', party_to: 'pact' },
        { says: 'The offence is not political', cite: 'Art 4', fact: 'offence.political', is: false },
      ],
    },
    steps: [step('draft'), { chain: 'outgoing', of: 'from' }, { chain: 'incoming', of: 'to' }],
  },
  'order/instrument.yaml': {
    ...head('Order Act'),
    short: 'the Order Act',
    citation: 'Order Act',
    level: 'statute',
    in_force: { from: '2026-08-18' },
  },
  'order/terms/sensitive.yaml': {
    ...head('Sensitive data', { cites: [{ cite: 'Art 7' }] }),
    when: { fact: 'data.category', in: ['traffic', 'content'] },
  },
  'order/routes/order.yaml': {
    ...head('Order to the addressee'),
    channel: 'direct',
    to: 'addressee',
    compels: true,
    measure: ['produce'],
    penalties: ['order/penalties/fine'],
    clocks: ['order/clocks/produce', 'order/clocks/emergency'],
    when: {
      all: [
        {
          says: 'The asking state is a member of the Union',
          cite: 'Art 2',
          fact: 'asking.state',
          party_to: 'eu/union',
        },
        { says: 'The addressee is in another state', cite: 'Art 3', fact: 'to', differs_from: 'asking.state' },
        {
          any: [
            { says: 'The data are not sensitive', cite: 'Art 5(3)', not: { term: 'order/terms/sensitive' } },
            {
              says: 'The offence carries at least three years',
              cite: 'Art 5(4)(a)',
              fact: 'offence.maxPenaltyMonths',
              at_least: 36,
            },
          ],
        },
      ],
    },
    needs: [
      {
        what: 'validation by a judge',
        actor: 'court',
        cite: 'Art 4(2)(b)',
        when: { all: [{ term: 'order/terms/sensitive' }, { fact: 'asking.authority', not_in: ['judge', 'court'] }] },
        met_by: { fact: 'asking.validatedBy', in: ['judge', 'court'] },
      },
    ],
    steps: [
      step('draft'),
      step('validate', { seat: 'court', does: 'validate', when: { term: 'order/terms/sensitive' } }),
      step('send', { does: 'send' }),
      step('notify', { does: 'notify', after: ['validate'] }),
      step('produce', {
        seat: 'provider',
        state: 'to',
        does: 'produce',
        after: ['send'],
        clocks: ['order/clocks/produce', 'order/clocks/emergency'],
      }),
    ],
  },
  'order/clocks/produce.yaml': {
    ...head('Produce', { cites: [{ cite: 'Art 10(3)' }] }),
    starts: 'order.received',
    stops: 'data.transmitted',
    limit: { days: 10 },
    counting: 'order/counting/days',
    calendar: 'to',
    when: { fact: 'urgency', is_not: 'emergency' },
    amendments: [{ from: '2028-01-01', set: { 'limit.days': 7 }, cites: [{ cite: 'Amending Act Art 1' }] }],
  },
  'order/clocks/emergency.yaml': {
    ...head('Produce in an emergency', { cites: [{ cite: 'Art 10(4)' }] }),
    starts: 'order.received',
    stops: 'data.transmitted',
    limit: { hours: 8 },
    when: { fact: 'urgency', is: 'emergency' },
  },
  'order/counting/days.yaml': {
    ...head('Days'),
    first_day_counts: false,
    ends_on_free_day: 'next-working-day',
    least_working_days: 2,
  },
  'order/penalties/fine.yaml': { ...head('Fine'), state: 'EU', for: 'not producing' },
  'voluntary/instrument.yaml': {
    ...head('Practice'),
    short: 'practice',
    citation: 'Practice',
    level: 'practice',
    in_force: {},
  },
  'voluntary/routes/ask.yaml': {
    ...head('Ask the holder', { confidence: 'unconfirmed' }),
    channel: 'voluntary',
    to: 'holder',
    compels: false,
    measure: ['produce'],
    when: { says: 'The holder is a provider', cite: 'Practice', fact: 'holder.kind', is: 'provider' },
    steps: [step('ask')],
  },
  'bars/instrument.yaml': {
    ...head('Bars'),
    short: 'the Bars',
    citation: 'Bars Act',
    level: 'statute',
    in_force: { from: '2021-09-01' },
  },
  'bars/gates/storage.yaml': {
    ...head('Data stored at home', { cites: [{ cite: 'Art 36' }] }),
    state: 'CN',
    effect: 'approval',
    exposure: ['bars/penalties/fine'],
    approval: { seat: 'central', authority: 'the competent authority', cite: 'Art 36' },
    when: { says: 'The data are stored in China', cite: 'Art 36', fact: 'data.storedIn', includes: 'CN' },
    unless: [{ says: 'The data are of no class', cite: 'Art 37', fact: 'data.class', is: 'general' }],
    resolutions: [{ what: 'Ask for less', cite: 'Art 38' }],
  },
  'bars/penalties/fine.yaml': {
    ...head('Fine'),
    state: 'CN',
    for: 'giving data',
    fine: { currency: 'CNY', to: 5000000 },
  },
  'general/instrument.yaml': {
    ...head('General'),
    short: 'general',
    citation: 'General',
    level: 'practice',
    in_force: {},
  },
  'general/chains/outgoing.yaml': {
    ...head('Outgoing'),
    direction: 'outgoing',
    steps: [
      step('approve', { seat: 'central', does: 'approve' }),
      step('transmit', { seat: 'central', does: 'transmit' }),
    ],
  },
  'general/chains/incoming.yaml': {
    ...head('Incoming'),
    direction: 'incoming',
    steps: [step('execute', { seat: 'central', state: 'to', does: 'execute' })],
  },
  'bars/chains/incoming.yaml': {
    ...head('Incoming in CN'),
    state: 'CN',
    direction: 'incoming',
    steps: [step('examine', { seat: 'central', state: 'to', does: 'examine' })],
  },
  'questions/residence.yaml': {
    ...head('Political?'),
    fact: 'offence.political',
    asks: 'Is the offence political?',
    why: 'Treaties refuse political offences.',
    kind: 'yes-no',
  },
  'states/IE.yaml': {
    ...head('Ireland'),
    code: 'IE',
    calendar: {
      zone: 'Europe/Dublin',
      weekend: [6, 7],
      years: [2026, 2027],
      holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
    },
  },
}

export const asFiles = (law: Record<string, object | string>): Map<string, string> =>
  new Map(Object.entries(law).map(([path, value]) => [path, typeof value === 'string' ? value : stringify(value)]))

export const smallBase = (more: Record<string, object | string> = {}): LawBase =>
  compile(asFiles({ ...smallLaw, ...more }))
