import { z } from 'zod'
import { contentKinds } from '../grading/contents.ts'
import { mappingShape } from './layout.ts'

/**
 * The shape of law data. One file under `law/` is one rule; its path without `.yaml` is its id, and the folder it
 * stands in says its kind: `eu/2023-1543/clocks/production-emergency` is a clock.
 * A citation is written as a lawyer would write it inside the rule's own instrument (`Art 5(4)(a)`); another
 * instrument's is written in full (`18 USC 2702(a)(1)`).
 */

const date = z.iso.date()
const text = z.string().min(1)
const ruleId = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)*$/, {
  error: 'is no name of a rule: write the path of its file below law/, without .yaml',
})
/** A state by its code, or EU. */
const code = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'is no code of a state: write the two capital letters of ISO 3166-1, such as CN' })
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** `from` the first day, `to` the last day; an open end is simply left out. `pending`: not in force, nobody knows from when. */
const period = z.strictObject({ from: date.optional(), to: date.optional(), pending: z.literal(true).optional() })

/** What must pass after a ratification: so many days or months, from the end of which, or from the first of the next month. */
const wait = z
  .strictObject({
    days: z.number().int().positive().optional(),
    months: z.number().int().positive().optional(),
    begins: z.literal('first-of-next-month').optional(),
  })
  .refine(({ days, months }) => (days === undefined) !== (months === undefined), { error: 'either days or months' })

/** How sure the base is: read in the text of the act, in a secondary source, or from memory. */
const confidence = z.enum(['text', 'secondary', 'unconfirmed'])

const citation = z.strictObject({ cite: text, url: z.url().optional() })

/** What a class says of one thing: in words, where it is written if not where the class is; `own`: a rule of this system, no statute's. */
const handled = {
  says: text,
  cite: text.optional(),
  confidence: confidence.optional(),
  own: z.literal(true).optional(),
}

/** How something leaves where it is kept: sealed to whoever receives it, or readable: as an opened file, or in a package. */
const ways = ['sealed', 'opened', 'packed'] as const
export type Way = (typeof ways)[number]

/**
 * A condition over facts. A node with `says` is one line of the explanation; without it, its children are the lines.
 * A leaf names one fact and one test. Evaluated to true, false or unknown; a fact not given is unknown, never false.
 * Besides the facts of the contract a leaf may name `to` (the state a route is being tried with), `to.as`
 * (in which capacity the addressee stands there), `on` (the date), and `data.…` (the item under analysis).
 */
const line = {
  says: text.optional(),
  cite: text.optional(),
  confidence: confidence.optional(),
  settled: z.boolean().optional(),
}

const leaf = z
  .strictObject({
    ...line,
    fact: text,
    is: scalar.optional(),
    is_not: scalar.optional(),
    in: z.array(scalar).optional(),
    not_in: z.array(scalar).optional(),
    at_least: z.number().optional(),
    at_most: z.number().optional(),
    more_than: z.number().optional(),
    less_than: z.number().optional(),
    /** The fact is given at all; `known: false` holds where it is not. Never unknown. */
    known: z.boolean().optional(),
    /** The fact is a list and holds this value / one of these values / the value of that other fact. */
    includes: scalar.optional(),
    includes_any: z.array(scalar).optional(),
    includes_fact: text.optional(),
    /** Equal to, or different from, the value of another fact. */
    same_as: text.optional(),
    differs_from: text.optional(),
    /** The fact is a state (or a list of states: `some_party_to`) bound by this instrument on the date. */
    party_to: ruleId.optional(),
    not_party_to: ruleId.optional(),
    some_party_to: ruleId.optional(),
    /** A bilateral treaty of this network joins the asking state and the state in the fact on the date. */
    network: ruleId.optional(),
  })
  .refine((l) => operatorsOf(l).length === 1, { error: ({ input }) => testsOf(input as Tests) })

const operators = [
  'is', 'is_not', 'in', 'not_in', 'at_least', 'at_most', 'more_than', 'less_than', 'known', 'includes', 'includes_any',
  'includes_fact', 'same_as', 'differs_from', 'party_to', 'not_party_to', 'some_party_to', 'network',
] as const // biome-ignore format: one line of words
export type Operator = (typeof operators)[number]

type Tests = Partial<Record<Operator, unknown>> & { readonly fact?: string }

/** A fact without a test, or with several. */
function testsOf(leaf: Tests): string {
  const tests = operatorsOf(leaf)
  if (tests.length > 1)
    return `${tests.join(' and ')} stand together: one test a line, several lines under all: or any:`
  return `${leaf.fact} needs a test: one of ${operators.join(', ')}`
}

export const operatorsOf = (l: Partial<Record<Operator, unknown>>): Operator[] =>
  operators.filter((o) => l[o] !== undefined)

export type Leaf = z.infer<typeof leaf>
type Line = { says?: string; cite?: string; confidence?: Confidence; settled?: boolean }
export type Condition =
  | Leaf
  | (Line & { all: Condition[] })
  | (Line & { any: Condition[] })
  | (Line & { not: Condition })
  /** The condition of a named term, so that "emergency" or "privileged" is defined once. */
  | (Line & { term: string })

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ ...line, all: z.array(condition).min(1) }),
    z.strictObject({ ...line, any: z.array(condition).min(1) }),
    z.strictObject({ ...line, not: condition }),
    z.strictObject({ ...line, term: ruleId }),
    leaf,
  ]),
)

/** What every rule has. `in_force` is the instrument's unless the rule has its own. */
const head = {
  title: text,
  cites: z.array(citation).min(1),
  in_force: period.optional(),
  checked: z.strictObject({ on: date, by: text }),
  confidence: confidence.default('text'),
  /** False where authorities disagree; the competing citations stand in `cites`, the dispute in `note`. */
  settled: z.boolean().default(true),
  note: text.optional(),
  /**
   * What a later act changed, from its day on; the values above stay as they were before. `set` names fields by path;
   * where it sets `cites` they take the place of the old ones. The `cites` beside it are the amending act.
   */
  amendments: z
    .array(z.strictObject({ from: date, set: z.record(z.string(), z.unknown()), cites: z.array(citation).min(1) }))
    .optional(),
}

export const seats = [
  'authority',
  'court',
  'central',
  'provider',
  'overseer',
  'policy',
  'person',
  'public',
  'operator',
] as const
const seat = z.enum(seats)

/** Who data is released to. */
export const recipientKinds = ['foreign-judicial', 'foreign-authority', 'company', 'person'] as const
/** In which capacity an approval of a release is given. */
export const capacities = ['competent-authority', 'contact-organ', 'court', 'holder'] as const
/** The ways by which personal information is transferred abroad as a business. */
export const transferPaths = ['security-assessment', 'standard-contract', 'certification'] as const

/** `from` is the asking state, `to` the state the route goes to; otherwise a state by its code. */
const side = z
  .string()
  .regex(/^(from|to|[A-Z]{2})$/, { error: 'is no side: write from, to, or the code of a state, such as CN' })

/** The acts a step can ask for; `requests` knows how each is carried out. */
export const acts = [
  'draft', 'validate', 'approve', 'transmit', 'send', 'notify', 'assess', 'examine', 'preserve', 'produce', 'execute',
  'return', 'receive', 'inform', 'decide', 'review',
] as const // biome-ignore format: one line of words

/** Something that happens, as clocks name it: `order.received`. */
const event = z.string().regex(/^[a-z-]+\.[a-z-]+$/, {
  error: 'is no event: write what, a dot, and what became of it, such as order.received',
})

const step = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, { error: 'is no name: lower-case letters, digits and hyphens' }),
  title: text,
  seat,
  /** Where that seat is. */
  state: side,
  /** The organ, where the law names it: 'Ministry of Justice', 'investigating judge'. */
  authority: text.optional(),
  does: z.enum(acts),
  form: ruleId.optional(),
  clocks: z.array(ruleId).default([]),
  /** The events of clocks that its doing is, where they are not those of the act: `[result.reported]`. */
  moments: z.array(event).optional(),
  /** Steps that must be done before this one; default: the step above. `[]` means at once. */
  after: z.array(text).optional(),
  when: condition.optional(),
  cite: text,
})

/** What the author of a request states about it before it is handed in. */
const statementParts = [
  'purpose', 'identifiers', 'period', 'reach', 'necessity', 'minimisation', 'privileges', 'at-home',
] as const // biome-ignore format: one line of words

/** How a custody record is made good: each is an entry that whoever may keep the record can put down. */
const cureActs = [
  'taking', 'explanation', 'comparison', 'certificate', 'source', 'authority', 'transmission', 'examination', 'change', 'freezing',
  'attribution', 'limits', 'formality', 'translation', 'secrecy', 'notice', 'seal',
] as const // biome-ignore format: one line of words
export type CureAct = (typeof cureActs)[number]

const cures = z.array(
  z.strictObject({
    act: z.enum(cureActs),
    says: text,
    /** Who does it. */
    role: text,
    /** Where the law of the forum says so itself; else it is under the article of the check. */
    cite: text.optional(),
  }),
)
const effect = z.enum(['bar', 'curable', 'weight'])

/** What can come of a review for one item: what was asked for stands, stands changed, or falls. */
export const rulings = ['uphold', 'modify', 'lift'] as const

/** What runs for a time and has to end: data kept, an interception, data handed over again and again, an order of silence. */
export const measures = ['preservation', 'real-time', 'repeated', 'secrecy'] as const
export type MeasureKind = (typeof measures)[number]

/** A dispute over an order before a court: who brings it there, what is found first, and what comes of it. */
const review = z.strictObject({
  cite: text,
  /** The authority that means to uphold its order, or the holder by a motion of its own. */
  brought_by: z.enum(['authority', 'holder']),
  /** The holder need not hand the data over while it is pending, unless they are ordered at once. */
  suspends: z.strictObject({ cite: text, unless: z.strictObject({ says: text, cite: text }).optional() }).optional(),
  /** What must hold of an item before there is anything to weigh; where it does not, what was asked for stands. */
  findings: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), asks: text, cite: text })).min(1),
  rulings: z.array(z.enum(rulings)).min(2),
  /** Asking the state whose law forbids; `must`: where a box of the objection holds one of these values. */
  third_state: z
    .strictObject({
      cite: text,
      must: z.strictObject({ box: text, holds_any: z.array(text).min(1) }).optional(),
      unless: text.optional(),
    })
    .optional(),
  /** On what an objection that comes after its time limit may still be heard. */
  late: z.strictObject({ says: text, cite: text }).optional(),
  /** What follows from each ruling, for both sides. */
  follows: z.array(z.strictObject({ ruling: z.enum(rulings), says: text, cite: text })).default([]),
})

/** What one may want to use evidence for: in the case it was asked for, or elsewhere. */
export const purposes = ['request', 'related', 'other-criminal', 'threat', 'published', 'onward', 'other'] as const

/** What starts a duty about keeping evidence: what happened to a piece, or to the request it came on. */
export const retentionStarts = [
  'evidence.taken-in', 'request.ended', 'validation.refused', 'ground.raised', 'sender.erased',
] as const // biome-ignore format: one line of words

/** What one side may be made to promise before it gets anything. */
export const promises = [
  'confidentiality', 'speciality', 'onward', 'deletion', 'return', 'sentence', 'prosecution', 'data', 'other',
] as const // biome-ignore format: one line of words

/** What can come of a complaint for what was done, or is going on. */
const redressOutcomes = ['access', 'pause', 'exclude', 'delete'] as const

/** What an owed figure can count of a record. */
const owedCounts = [
  'issued', 'issued-before-validation', 'fulfilled', 'notified', 'days-to-data', 'days-to-later-request', 'enforcement', 'remedies',
  'validation-refused', 'costs',
] as const // biome-ignore format: one line of words

const id = z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, { error: 'is no name: lower-case letters and hyphens' })
const stated = z.strictObject({ says: text, cite: text, confidence: confidence.optional() })

/** How an order that is not obeyed is enforced in the other state: the article of each stage, and who may plead what. */
const enforcement = z.strictObject({
  asks: text,
  decides: text,
  /** Before a no: whoever asked is consulted. */
  consults: text,
  /** The addressee is formally required to comply or to plead, by a date that is set for it. */
  requires: text,
  hears: text,
  /** Grounds that the addressee cannot plead: they are for the authority alone. */
  not_pleaded: z.array(ruleId).default([]),
  tells: text,
  /** Before a penalty the addressee is heard on what is proposed. */
  proposes: stated,
  /** No penalty while whether the laws of two states conflict is still before a court. */
  waits: stated,
  /** What makes the addressee somebody whom the law obliges: at least one of these is found before anything is proposed. */
  ties: z.strictObject({ cite: text, signs: z.array(z.strictObject({ id, ...stated.shape })).min(1) }),
  /** What the law says of naming the addressee in public. Absent where it says nothing: whoever names it shows its own law. */
  publishes: stated.optional(),
  penalises: text,
  remedy: z.strictObject({ says: text, cite: text }),
})

/** The steps of a whole chain (a state's own way of sending or executing) stand in for one entry. */
const stepOrChain = z.union([
  step,
  z.strictObject({ chain: z.enum(['outgoing', 'incoming']), of: side, when: condition.optional() }),
])

const need = z.strictObject({
  what: text,
  actor: seat,
  cite: text,
  /** The need exists if this holds … */
  when: condition.optional(),
  /** … and is met if this holds. */
  met_by: condition.optional(),
})

/** Whether a holder may tell the person whose data are asked for, on what, and who can forbid it for how long. */
const userNotice = z.strictObject({
  /** `may`: unless it is forbidden. `never`: another tells the person, or nobody does. */
  holder: z.enum(['may', 'never']),
  says: text,
  cite: text,
  confidence: confidence.optional(),
  /** The notice it sends. */
  form: ruleId.optional(),
  /** How long it is kept from telling, where somebody can order that. */
  silence: ruleId.optional(),
  /** On what whoever asks may put off telling the person, where that is whose duty it is. */
  delay: z
    .strictObject({
      says: text,
      cite: text,
      confidence: confidence.optional(),
      reasons: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/), says: text, cite: text })).min(1),
    })
    .optional(),
})

/** A rule by which costs are paid to the holder. */
const reimbursement = z.strictObject({
  says: text,
  cite: text,
  confidence: confidence.optional(),
  /** The state whose own law has to provide for it: a claim names that provision. */
  by_law_of: side.optional(),
  /** What is not paid for. */
  except: z.array(z.strictObject({ what: text, cite: text })).default([]),
})

/** A bilateral treaty in one line. Without `from` and `by` it is not known to be in force, and nobody relies on it. */
const listed = z.strictObject({
  with: code,
  signed: date.optional(),
  from: date.optional(),
  /** In force on that day at the latest, its first day being unknown. */
  by: date.optional(),
  to: date.optional(),
  /** Where it is published; left out where the list itself is all there is. */
  cite: text.optional(),
  url: z.url().optional(),
  confidence: confidence.optional(),
  not_relied_on: text.optional(),
  note: text.optional(),
})
export type Listed = z.infer<typeof listed>

export const bodies = {
  /** An instrument: the metadata of its folder, in `instrument.yaml`. */
  instrument: z.strictObject({
    ...head,
    short: text,
    citation: text,
    /** It is a way by which data may leave for business, stage by stage. */
    path: z
      .strictObject({
        kind: z.enum(transferPaths),
        state: code,
        /** What whoever sends has to assess first. */
        heads: z.array(z.strictObject({ id: text, says: text, cite: text })).default([]),
        /** What happens, in its order; what is optional may happen at any time, and more than once. */
        stages: z
          .array(
            z.strictObject({
              moment: text,
              says: text,
              cite: text,
              optional: z.literal(true).optional(),
              /** Who brings it about: whoever sends the data, the authority it is filed with, or either. */
              by: z.enum(['sender', 'authority', 'either']).default('sender'),
              /** It is reached when the filing arrives at the authority, or when the word of the stage before arrives at the sender. */
              arrives: z.enum(['filing', 'word']).optional(),
            }),
          )
          .min(1),
        /** At which seat of that state it is filed, and with whom there. */
        filed_at: z.enum(seats).default('central'),
        filed_with: z.strictObject({ says: text, cite: text }).optional(),
        /** The moment from which data may leave by it, once it went well; and the one that ends it early. */
        begins: text,
        ends: text,
        /** Where heads and stages are less sure than the instrument. */
        confidence: confidence.optional(),
        clocks: z.array(ruleId).default([]),
        /** How long it holds, and how long before its end it is asked for anew. */
        valid: ruleId.optional(),
        renewal: ruleId.optional(),
      })
      .optional(),
    level: z.enum(['union', 'treaty', 'statute', 'regulation', 'case-law', 'guidance', 'practice']),
    in_force: period,
    /** States bound, each from its own day; a state not listed is not bound. Absent where the idea does not apply. */
    parties: z
      .array(
        z.strictObject({
          state: code,
          from: date.optional(),
          to: date.optional(),
          signed: date.optional(),
          /** The day it consented to be bound; without `from`, `entry` says from when it is. */
          ratified: date.optional(),
          /** Signed but not bound. */
          bound: z.boolean().default(true),
          confidence: confidence.optional(),
          note: text.optional(),
        }),
      )
      .optional(),
    /**
     * A later act gave its articles other numbers: `Art 37: Art 39`. Rules that began before are written in the old ones
     * and cited by the number of the day.
     */
    renumbered: z
      .array(z.strictObject({ from: date, articles: z.record(text, text), cites: z.array(citation).min(1) }))
      .optional(),
    /** How ratifications become force: the first day of a treaty, and of each state that ratifies later. */
    entry: z
      .strictObject({
        cite: text,
        /** How many it takes; left out where the first day is known (`in_force`). */
        ratifications: z.number().int().positive().optional(),
        /** Whose ratification does not count: an organisation of states that ratify themselves. */
        not_counted: z.array(code).default([]),
        after: wait,
        /** For a state that ratifies after those it took; left out where it is the same. */
        later: wait.optional(),
      })
      .optional(),
    /** Made for the states of a region: it is not mentioned where neither state has ever had to do with it. */
    regional: z.boolean().default(false),
    /** Who is expressly outside, so that the answer can say so. */
    not_parties: z.array(z.strictObject({ state: code, note: text, cite: text.optional() })).optional(),
    /** The network (`treaties/networks/…`) a bilateral treaty belongs to. */
    network: ruleId.optional(),
    /** Parties that stand on one side of it: it joins them to the others, and the others not among themselves. */
    one_side: z.array(code).optional(),
    /** Why nobody should rely on a treaty of a network: it covers some offences alone, or is not known to be in force. */
    not_relied_on: text.optional(),
  }),
  /** A kind of bilateral treaty, whose members are the instruments that name it, and the treaties listed here. */
  network: z.strictObject({
    ...head,
    /** The day on which the base had every treaty of this kind. */
    whole: date.optional(),
    /** What a source says of the treaties of one state; a treaty that has a file of its own is told there alone. */
    lists: z
      .array(
        z.strictObject({
          of: code,
          source: citation,
          /** The day, or the year, on which it had every treaty of that state; left out where it has some. */
          whole: z.union([date, z.string().regex(/^\d{4}$/)]).optional(),
          confidence: confidence.default('secondary'),
          treaties: z.array(listed).default([]),
        }),
      )
      .default([]),
  }),
  route: z.strictObject({
    ...head,
    channel: z.enum(['direct', 'cooperative', 'voluntary', 'domestic']),
    /** The instrument, if it is not the folder's own: the treaty of a network that joins the two states. */
    via: ruleId.optional(),
    /**
     * Whose state the route goes to; the route is tried with each state that answers.
     * `requested` is every state that may hold the data: seat, establishments, storage and addressees.
     * `holder` is the seat alone; `none` for a route that goes to no state.
     */
    to: z.enum(['addressee', 'holder', 'establishment', 'storage', 'requested', 'none']),
    /** What it is asked on, where its steps are those of the states' own ways: it goes before the forms of their steps. */
    form: ruleId.optional(),
    /** Does the asking law oblige the holder to answer? Only then can another law's bar be a conflict. */
    compels: z.boolean(),
    measure: z.array(z.enum(['produce', 'preserve'])).min(1),
    when: condition,
    needs: z.array(need).default([]),
    steps: z.array(stepOrChain).min(1),
    clocks: z.array(ruleId).default([]),
    grounds: z.array(ruleId).default([]),
    /** What follows from not obeying. */
    penalties: z.array(ruleId).default([]),
    /** The chain by which an order that is not obeyed is enforced. */
    enforcement: ruleId.optional(),
    /** The claim of reach it rests on. */
    reach: ruleId.optional(),
    /** What is looked at before the request is handed in. */
    checks: z.array(ruleId).default([]),
    /** What it sets up: a team, whose members share what they have without a further request. */
    sets_up: z.literal('team').optional(),
    /** Who signs for it, above its author, before a request in an emergency goes out. */
    signed_for: z.strictObject({ who: text, cite: text }).optional(),
    /** Gates this route opens by itself, because it goes through the authority the gate asks for. */
    opens: z.array(ruleId).default([]),
    /** Days it usually takes, with where the figure comes from. */
    typical: z
      .strictObject({ days: z.number().positive(), is: z.enum(['average', 'limit']).default('average'), cite: text })
      .optional(),
    warnings: z.array(z.strictObject({ says: text, cite: text, when: condition.optional() })).default([]),
    /** Whether the holder may tell the person whose data are asked for. Absent where the base knows of no rule. */
    user_notice: userNotice.optional(),
    /** Under which rules the holder may claim what answering costs it. None where the base knows of none. */
    costs: z.array(reimbursement).default([]),
  }),
  reach: z.strictObject({
    ...head,
    state: code,
    when: condition,
    penalties: z.array(ruleId).default([]),
  }),
  gate: z.strictObject({
    ...head,
    state: code,
    /** The bar stands if this holds … */
    when: condition,
    /** … unless one of these opens it. */
    unless: z.array(condition).default([]),
    /** `closed`: nothing may be given on a foreign demand alone. `approval`: it may, after the approval named. */
    effect: z.enum(['closed', 'approval']),
    /** Whom it binds towards: foreign authorities alone, or everybody, the authorities of its own state among them. */
    towards: z.enum(['foreign', 'everybody']).default('foreign'),
    /** Which channels it bars; a route that lists the gate in `opens` is never barred by it. */
    bars: z
      .array(z.enum(['direct', 'cooperative', 'voluntary', 'domestic']))
      .default(['direct', 'voluntary', 'domestic']),
    approval: z
      .strictObject({
        seat,
        authority: text,
        cite: text,
        clocks: z.array(ruleId).default([]),
        /** On which the holder applies for it. */
        form: ruleId.optional(),
      })
      .optional(),
    /**
     * Before whom it stands when data is released, if not before everybody: the duties of a business transfer do not stand
     * before a court, nor those towards an authority before a company.
     */
    stands_before: z.array(z.enum(recipientKinds)).min(1).optional(),
    /**
     * What opens it for a release: an approval given at that seat in that capacity, or one of these ways of transfer; the
     * approval it names, where this is left out. `for` limits it to such recipients. What names neither opens it by itself where
     * its `when` holds.
     */
    opened_by: z
      .array(
        z
          .strictObject({
            what: text,
            cite: text,
            approval: z.strictObject({ seat, as: z.enum(capacities) }).optional(),
            paths: z.array(z.enum(transferPaths)).min(1).optional(),
            for: z.array(z.enum(recipientKinds)).min(1).optional(),
            when: condition.optional(),
          })
          .refine(({ approval, paths, when }) => (approval || paths ? !(approval && paths) : when !== undefined), {
            error: 'an approval, paths, or a condition by which it opens by itself',
          }),
      )
      .optional(),
    exposure: z.array(ruleId).default([]),
    resolutions: z
      .array(
        z.strictObject({
          what: text,
          cite: text,
          /** It is the approval the gate names, with its authority and its clocks. */
          approval: z.literal(true).optional(),
          when: condition.optional(),
        }),
      )
      .default([]),
  }),
  clock: z.strictObject({
    ...head,
    /** The event it runs from, and the one that stops it: `order.received`, `data.transmitted`. */
    starts: text,
    stops: text,
    limit: z.union([
      z.strictObject({ hours: z.number().int().positive() }),
      z.strictObject({ days: z.number().int().positive() }),
      z.strictObject({ working_days: z.number().int().positive() }),
      z.strictObject({ weeks: z.number().int().positive() }),
      z.strictObject({ months: z.number().int().positive() }),
      z.strictObject({ years: z.number().int().positive() }),
      /** A day of the year, `03-31`: yearly duties. */
      z.strictObject({
        yearly: z.string().regex(/^\d{2}-\d{2}$/, { error: 'is no day of the year: write month and day, 03-31' }),
      }),
      /** The law gives no number: 'without undue delay'. */
      z.strictObject({ words: text }),
    ]),
    /** The rule by which the period is counted. Absent for hours and for words. */
    counting: ruleId.optional(),
    /** A second rule that may apply, by which the period ends later: the target stays the first, this is the outer limit. */
    outer: ruleId.optional(),
    /** Whose holidays count; absent: nobody's. */
    calendar: side.optional(),
    bearer: z.strictObject({ seat, state: side }).optional(),
    when: condition.optional(),
    effect: text.optional(),
    /** Events that leave nothing to do in the period: a right to object is over once the data were handed over. */
    moot: z.array(text).default([]),
    /** It begins where that other period would end: a prolongation asked for in time does not shorten the first. */
    follows: ruleId.optional(),
    /** Periods that stand still while it runs: what the order asks for is not owed until it is made clear. */
    suspends: z.array(ruleId).default([]),
    /** A hold: while the period runs its step may not be carried out, unless this event has come before its end. */
    released_by: text.optional(),
    /** The period is the life of a measure: nobody renews it in time, and at its end the measure is over by itself. */
    sunset: z.enum(measures).optional(),
    /** The figures that are owed by then, of the orders of these routes: what each counts, and by what it is broken down. */
    figures: z
      .strictObject({
        routes: z.array(ruleId).min(1),
        owed: z
          .array(
            z.strictObject({
              id,
              ...stated.shape,
              counts: z.enum(owedCounts),
              by: z.array(z.enum(['category', 'addressee', 'state', 'emergency', 'ground'])).default([]),
              /** Of the orders that ask for this alone. */
              measure: z.enum(['produce', 'preserve']).optional(),
            }),
          )
          .min(1),
      })
      .optional(),
  }),
  /** How a legal order counts a period. */
  counting: z.strictObject({
    ...head,
    /** Is the day (or hour) of the event the first one counted? */
    first_day_counts: z.boolean(),
    /** Where the last day is a holiday, Saturday or Sunday. */
    ends_on_free_day: z.enum(['stays', 'next-working-day', 'previous-working-day']),
    /** A period of two days or more holds at least so many working days. */
    least_working_days: z.number().int().nonnegative().default(0),
    /** Are hours rolled on when they end on a free day: to the end of the next working day, or to the same time of it? */
    hours_roll: z.union([z.boolean(), z.literal('same-time')]).default(false),
  }),
  ground: z.strictObject({
    ...head,
    seat,
    /** What is refused, objected to or reported impossible. */
    against: z.enum(['notification', 'order', 'enforcement', 'request', 'preservation']),
    effect: z.enum(['mandatory', 'discretionary', 'objection', 'impossibility', 'postponement', 'return']),
    /** The form on which it is raised. */
    form: ruleId.optional(),
    clocks: z.array(ruleId).default([]),
    when: condition.optional(),
    /** Periods that do not run while it postpones. */
    pauses: z.array(ruleId).default([]),
    /** It pleads that another state's law forbids: a way out of a conflict of laws. */
    foreign_law: z.literal(true).optional(),
    /** Who decides on it. */
    decides: z.strictObject({ seat, state: side, authority: text.optional() }).optional(),
    /** What is weighed, where the law leaves it to be weighed. */
    weighs: z.array(z.strictObject({ what: text, cite: text })).default([]),
    /** How whoever decides goes about it, where the law has a procedure of its own for that. */
    review: review.optional(),
  }),
  penalty: z.strictObject({
    ...head,
    state: code,
    for: text,
    on: z.enum(['organisation', 'individual', 'both']).default('organisation'),
    fine: z
      .strictObject({
        currency: z.string().regex(/^[A-Z]{3}$/, { error: 'is no currency: three capital letters, such as EUR' }),
        from: z.number().nonnegative().optional(),
        to: z.number().positive().optional(),
        turnover_percent: z.number().positive().optional(),
        times_loss: z.number().positive().optional(),
        per_day: z.boolean().optional(),
      })
      .optional(),
    other: text.optional(),
    /** What may be done to its business beside a fine, or instead of one: to its licence, its access to the market. */
    measures: z.array(z.strictObject({ id, ...stated.shape })).default([]),
    /** What is weighed for its height. `foreign_law`: what the law of another state forbids or threatens for obeying. */
    weighs: z.array(z.strictObject({ id, ...stated.shape, foreign_law: z.literal(true).optional() })).default([]),
    /** By which law it is recognised in the states that are bound by this instrument. */
    abroad: z.array(z.strictObject({ among: ruleId, ...stated.shape })).default([]),
    when: condition.optional(),
  }),
  form: z.strictObject({
    ...head,
    /** As printed at its head. */
    heading: text,
    version: text,
    /**
     * The languages besides English in which its labels stand in `translations/`, and how sure their wording is: `text`
     * is the wording of the official version in that language, anything else is a translation of our own.
     */
    languages: z.partialRecord(z.string().regex(/^[a-z]{2}$/), confidence).default({}),
    sections: z
      .array(
        z.strictObject({
          id: text,
          title: text,
          /** Never shown to these seats: the necessity grounds of an order are for the enforcing authority alone. */
          hidden_from: z.array(seat).default([]),
          fields: z
            .array(
              z.strictObject({
                id: z
                  .string()
                  .regex(/^[a-z0-9.-]+$/, { error: 'is no name: lower-case letters, digits, hyphens and dots' }),
                label: text,
                type: z.enum([
                  'text',
                  'longtext',
                  'date',
                  'datetime',
                  'period',
                  'country',
                  'boolean',
                  'choice',
                  'choices',
                  'list',
                  'email',
                  'phone',
                  'address',
                  'number',
                ]),
                options: z.array(z.strictObject({ id: text, label: text })).optional(),
                required: z.enum(['required', 'conditional', 'if-known', 'optional']),
                /** For a conditional field: when it is asked. Facts, and `form.<field id>` for another box. */
                when: condition.optional(),
                /** Filled from what is known: a fact path, or a path into the request: `request.author.name`. */
                from: text.optional(),
                /** A value that follows from the facts, the first that holds: `- value: emergency, when: …`. */
                derive: z.array(z.strictObject({ value: scalar, when: condition.optional() })).optional(),
                note: text.optional(),
                cite: text.optional(),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
  }),
  class: z.strictObject({
    ...head,
    scheme: text,
    id: text,
    rank: z.number().int(),
    /** Where it stands in the mission's three: general, sensitive, highly-sensitive. */
    level: z.enum(['general', 'sensitive', 'highly-sensitive']),
    /** The state whose grading this is, and what is at least of this class there, however it was graded. */
    at_least: z.strictObject({ state: code, of: z.enum(['personal', 'sensitive', 'declared-important']) }).optional(),
    /** What is a sign of it; `more_than` so many records, where it takes a number. */
    signs: z
      .array(z.strictObject({ sign: text, cite: text, more_than: z.number().int().positive().optional() }))
      .default([]),
    definition: text,
    /** How what is so graded is handled; of what a class says nothing, the class of the three levels where it stands says it. */
    storage: z
      .strictObject({
        ...handled,
        when: condition.optional(),
        /** Every place it lies at is in one of these states; `own`: that of whoever holds it. */
        within: z
          .array(z.union([code, z.literal('own')]))
          .min(1)
          .optional(),
        /** The operator has said in which state each place is. */
        declared: z.literal(true).optional(),
        /** The operator has said that the place is rated for this class. */
        rated: z.literal(true).optional(),
      })
      .optional(),
    /** In which ways it may leave where it is kept, to somebody of the holder's own state or abroad; every way where nothing is said. */
    transmission: z
      .strictObject({ ...handled, home: z.array(z.enum(ways)).optional(), abroad: z.array(z.enum(ways)).optional() })
      .optional(),
    access: z
      .strictObject({
        ...handled,
        /** Another person names who opens it, and for what. */
        leave: z.literal(true).optional(),
        /** It is opened for nobody outside the organisation that holds it. */
        inside: z.literal(true).optional(),
      })
      .optional(),
    /** What is asked before it is given abroad, by these gates and checks of a release. */
    release: z.strictObject({ ...handled, rules: z.array(ruleId).default([]) }).optional(),
  }),
  check: z.strictObject({
    ...head,
    id: text,
    /**
     * Before whose courts it is asked for: a state, or EU. What a forum says of it otherwise than the rest stands here: what it
     * wants shown, when, what a fault comes to, how it is cured.
     */
    forums: z.array(
      z.strictObject({
        state: text,
        cite: text,
        confidence: confidence.optional(),
        effect: effect.optional(),
        when: condition.optional(),
        shows: condition.optional(),
        cures: cures.optional(),
      }),
    ),
    record: z.array(text).min(1),
    effect,
    cure: text.optional(),
    /** Of evidence: what its custody record has to show, over the facts of that record. */
    shows: condition.optional(),
    cures: cures.default([]),
    /**
     * Of what: the evidence that came, a request before it is handed in, or an order by whoever it was sent to. Of a request
     * `bar` stops it, `curable` stops it unless a reason is given, `weight` is only told; of an order the holder finds. Or of an
     * audit: a question about a matter that is over.
     */
    of: z.enum(['evidence', 'request', 'order', 'release', 'audit']).default('evidence'),
    /** The part of the drafter's statement that a check of a request looks at. */
    looks_at: z.enum(statementParts).optional(),
    /** What a check of an order can be read off it: whether a box it must fill is empty, whether it names whom it was sent to. */
    reads: z.enum(['boxes', 'addressee']).optional(),
    /** The ground on which whoever was sent an order says that this does not hold of it. */
    ground: ruleId.optional(),
    /**
     * When a check of a request is made; of each item, where it is the item it looks at. A check of a release that has a
     * condition stops what the condition fits when it would leave the country. Of evidence: when it is asked for at all.
     */
    when: condition.optional(),
    /** The approval that lets through what a check of a release stops. */
    approval: z.strictObject({ seat, as: z.enum(capacities) }).optional(),
  }),
  /** What gives away that a field holds data of a kind: words in its name, the shape of its values, words in them. */
  sign: z.strictObject({
    ...head,
    id: z.string().regex(/^[a-z-]+$/),
    names: z.partialRecord(z.string().regex(/^[a-z]{2}$/), z.array(text)).default({}),
    contents: z.array(z.enum(contentKinds)).default([]),
    words: z.partialRecord(z.string().regex(/^[a-z]{2}$/), z.array(text)).default({}),
  }),
  /** How a company publishes how many requests it received: what the columns of its table say. */
  layout: z.strictObject({ ...head, provider: text, ...mappingShape }),
  /** A condition with a name. */
  term: z.strictObject({ ...head, when: condition }),
  /** A state's own way: sending a request abroad, or executing one from abroad. */
  chain: z.strictObject({
    ...head,
    state: code.optional(),
    direction: z.enum(['outgoing', 'incoming']),
    when: condition.optional(),
    steps: z.array(step).min(1),
    /** It is how an order is enforced: started by who is not obeyed, never a part of a route. */
    enforcement: enforcement.optional(),
  }),
  /** What the requested state may make its answer depend on; or how the asking state has such a promise given. */
  assurance: z.strictObject({
    ...head,
    /** `asked`: it may be asked for. `given`: who gives such a promise there. */
    side: z.enum(['asked', 'given']),
    promises: z.array(z.enum(promises)).min(1),
    /** As it is put to the other side; or who gives it. */
    says: text,
    /** The routes it is limited to; by any where there are none. */
    routes: z.array(ruleId).default([]),
    when: condition,
  }),
  /** For what may be used what came. */
  use: z.strictObject({
    ...head,
    /** What it limits: only that information becomes evidence, or every purpose. */
    limits: z.enum(['evidence', 'purpose']),
    /** The routes by which it came; by any where there are none. */
    routes: z.array(ruleId).default([]),
    /** The channels by which it came. */
    channels: z
      .array(z.enum(['direct', 'cooperative', 'voluntary', 'domestic']))
      .default(['direct', 'cooperative', 'voluntary', 'domestic']),
    when: condition,
    allows: z.array(z.strictObject({ purposes: z.array(z.enum(purposes)).min(1), says: text, cite: text })).default([]),
    /** Who can allow anything else; left out where the law knows no such consent. */
    consent: z.strictObject({ of: text, cite: text }).optional(),
  }),
  /** How long what came may be kept: by when it is looked at again, or that it goes once something has happened. */
  retention: z.strictObject({
    ...head,
    /** `review`: somebody looks again whether it is still needed. `erase`: it goes. */
    duty: z.enum(['review', 'erase']),
    starts: z.enum(retentionStarts),
    limit: z.union([
      z.strictObject({ days: z.number().int().positive() }),
      z.strictObject({ months: z.number().int().positive() }),
      z.strictObject({ years: z.number().int().positive() }),
      /** The law gives no number: 'at once', 'as long as needed'. */
      z.strictObject({ words: text }),
    ]),
    /** No statute gives this period: whoever runs the instance chose it, and may choose another. */
    own: z.literal(true).optional(),
    /** So many days before, somebody is reminded. */
    remind: z.strictObject({ days: z.number().int().positive() }).optional(),
    /** The routes by which it came; by any where there are none. */
    routes: z.array(ruleId).default([]),
    /** On whose copy it is a duty: of whoever asked, or of whoever was asked; of both where it is left out. */
    of: z.enum(['asking', 'requested']).optional(),
    when: condition.optional(),
    /** Whoever it was handed on to must be told that it is gone. */
    tells: z.strictObject({ says: text, cite: text }).optional(),
    /** It may be kept, and used by nobody, instead of erased: what a legal hold rests on. */
    restrict: z.strictObject({ says: text, cite: text }).optional(),
  }),
  /** What a person whose data were asked for can do, before whom, and what can come of it. */
  remedy: z.strictObject({
    ...head,
    /** Whose law it is: against whom in that state; EU for every state of the Union. */
    state: code,
    /** To learn what is kept, or against what was done. */
    against: z.array(z.enum(['access', 'conduct'])).min(1),
    /** For the person, in plain words. */
    says: text,
    /** `own`: whoever it is about decides itself. */
    decides: z.strictObject({ seat: z.enum(['own', 'court', 'overseer']), authority: text, cite: text }),
    /** The routes it is limited to; any where there are none. */
    routes: z.array(ruleId).default([]),
    /** For the decision, from the day it is filed. */
    clocks: z.array(ruleId).default([]),
    allows: z.array(z.strictObject({ outcome: z.enum(redressOutcomes), cite: text })).min(1),
    /** Where one can go after a no. */
    next: z.array(z.strictObject({ says: text, cite: text })).min(1),
  }),
  /** How the interview asks for one fact. */
  question: z.strictObject({
    ...head,
    fact: text,
    asks: text,
    why: text,
    options: z.array(z.strictObject({ value: scalar, label: text })).optional(),
    kind: z.enum(['choice', 'choices', 'yes-no', 'state', 'states', 'number', 'text', 'date']),
  }),
  /** A state: who does what there, its languages, its calendar. */
  state: z.strictObject({
    ...head,
    code: code,
    /** What it is called elsewhere, or was called before. */
    other_names: z.array(text).default([]),
    languages: z.array(text).default([]),
    authorities: z
      .array(
        z.strictObject({
          role: text,
          name: text,
          cite: text.optional(),
          confidence: confidence.optional(),
          contact: text.optional(),
        }),
      )
      .default([]),
    calendar: z
      .strictObject({
        zone: text,
        /** ISO weekday numbers that are free: 6 Saturday, 7 Sunday. */
        weekend: z.array(z.number().int().min(1).max(7)),
        /** Years that are covered; a date outside them gets a warning, not a guess. */
        years: z.array(z.number().int()),
        holidays: z.array(z.strictObject({ date, name: text })),
        /** Weekend days that are worked. */
        worked: z.array(z.strictObject({ date, name: text })).default([]),
      })
      .optional(),
  }),
} as const

export type Kind = keyof typeof bodies
export const kinds = Object.keys(bodies) as Kind[]
export type Confidence = z.infer<typeof confidence>
export type Seat = (typeof seats)[number]
export type Act = (typeof acts)[number]
export type Step = z.infer<typeof step>
export type Need = z.infer<typeof need>
export type RecipientKind = (typeof recipientKinds)[number]
export type Capacity = (typeof capacities)[number]
export type TransferPath = (typeof transferPaths)[number]
export type Channel = 'direct' | 'cooperative' | 'voluntary' | 'domestic'

type Named<K extends Kind> = {
  readonly rule: string
  readonly kind: K
  readonly instrument: string
  /** The rule it is one line of, where it has no file of its own. */
  readonly line_of?: string
}
type Body<K extends Kind> = z.infer<(typeof bodies)[K]>

/** A rule of one kind, with its id and the instrument it belongs to. What a question's file calls `kind` is its `input` here. */
export type Rule<K extends Kind = Kind> = K extends 'question'
  ? Omit<Body<'question'>, 'kind'> & { readonly input: Body<'question'>['kind'] } & Named<'question'>
  : K extends Kind
    ? Body<K> & Named<K>
    : never

/** The folder that holds each kind; `instrument.yaml` is the one file that is not in such a folder. */
export const folders = {
  routes: 'route', reach: 'reach', gates: 'gate', clocks: 'clock', counting: 'counting', grounds: 'ground', penalties: 'penalty',
  forms: 'form', classes: 'class', signs: 'sign', checks: 'check', terms: 'term', chains: 'chain', questions: 'question', networks: 'network', states: 'state',
  assurances: 'assurance', uses: 'use', retention: 'retention', remedies: 'remedy', layouts: 'layout',
} as const satisfies Record<string, Exclude<Kind, 'instrument'>> // biome-ignore format: a table
