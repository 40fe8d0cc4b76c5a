import { z } from 'zod'
import { waysObtained } from '../law/index.ts'
import { VaultError } from './errors.ts'

/** How a field is asked for: what its value is, and how long it may be. */
export type FieldType =
  | 'line' | 'prose' | 'instant' | 'day' | 'yes-no' | 'choice' | 'choices' | 'state' | 'sum' | 'people' | 'pieces' | 'device' | 'checks' // biome-ignore format: one line of words

const said = (type: FieldType) => ({ as: type })
const line = z.string().trim().min(1).max(300).meta(said('line')).optional()
const prose = z.string().trim().min(1).max(5_000).meta(said('prose')).optional()
const instant = z.iso.datetime({ offset: true }).meta(said('instant')).optional()
const day = z.iso.date().meta(said('day')).optional()
const yes = z.boolean().meta(said('yes-no')).optional()
const sum = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta(said('sum'))
  .optional()
const state = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta(said('state'))
  .optional()
const choice = <const Options extends readonly [string, ...string[]]>(options: Options) =>
  z.enum(options).meta(said('choice')).optional()

/** A piece of evidence of the same request that shows something of this one: named, and bound by its sum. */
const piece = z.strictObject({
  id: z.string().regex(/^item_[0-9a-z]{1,40}$/),
  name: z.string().max(300),
  sha256: z.string(),
})
const pieces = z.array(piece).max(100).meta(said('pieces')).optional()
const device = z
  .string()
  .regex(/^device_[0-9a-z]{1,40}$/)
  .meta(said('device'))
  .optional()

const person = z.strictObject({
  name: z.string().trim().min(1).max(300),
  role: z.string().trim().max(300).optional(),
  qualification: z.string().trim().max(300).optional(),
  signed: z.boolean(),
})
const people = z.array(person).max(20).meta(said('people')).optional()

/**
 * What somebody puts down in a custody record, by what it is: the facts of the taking, a hand that a device went through, or
 * what makes the record good. A field left out is one of which the record says nothing.
 */
const entries = {
  /** How a piece was taken; what one taking leaves out a later one may supply, never replace. */
  taking: {
    obtained: choice(waysObtained),
    device,
    /** When it, or the device it was on, came under control. */
    control: instant,
    at: instant,
    timeSource: line,
    clock: line,
    state,
    place: line,
    method: line,
    tool: line,
    version: line,
    steps: prose,
    log: sum,
    writeBlocker: line,
    /** What the tool computed, and when; compared with what was taken in here. */
    sum,
    computed: instant,
    people,
    medium: choice(['taken', 'left']),
    mark: line,
    why: prose,
    location: line,
    witness: line,
    eligible: yes,
    noWitness: line,
    video: pieces,
    photographs: pieces,
    holder: line,
    contact: line,
    signed: choice(['signed', 'refused', 'unsigned']),
    refusal: line,
    isPublic: choice(['public', 'not-public']),
    right: line,
    screen: yes,
    changed: yes,
    language: line,
    format: line,
  },
  explanation: { checks: z.array(z.string().regex(/^ADM-\d\d$/)).min(1).max(30).meta(said('checks')), says: prose.unwrap() },
  certificate: {
    certifies: z.array(z.enum(['records', 'process', 'copy'])).min(1).max(3).meta(said('choices')),
    by: line.unwrap(),
    position: line,
    qualification: line,
    /** The statement exposes whoever makes it to a penalty where it is made. */
    penalty: yes,
    number: line,
    electronic: yes,
    says: prose,
    paper: sum,
  },
  source: { holder: line.unwrap(), extractor: line, at: instant, place: line, contact: line, paper: sum },
  authority: { instrument: line.unwrap(), number: line.unwrap(), issuer: line, issued: day, basis: line, scope: prose, paper: sum },
  transmission: { number: line.unwrap(), from: line.unwrap(), to: line.unwrap(), sent: day, received: day, basis: line, conditions: prose },
  examination: {
    examiner: line.unwrap(),
    qualification: line,
    question: prose,
    method: prose,
    result: prose,
    /** The moment it starts from. */
    baseline: instant,
    writeBlocker: line,
    before: sum,
    after: sum,
    paper: sum,
  },
  /** What a piece says of itself, taken over by who has seen it; no expert's opinion. */
  finding: { says: prose.unwrap(), by: line, method: line },
  change: { what: prose.unwrap(), by: line, why: prose, effect: prose, truth: yes },
  freezing: { number: line.unwrap(), account: line, method: line, from: instant, until: instant, access: prose },
  attribution: { says: prose.unwrap() },
  limits: { purpose: prose.unwrap(), kept: yes, onward: prose, until: day, consent: line },
  formality: { form: choice(['notarised', 'apostille', 'consular', 'waived']).unwrap(), number: line, by: line, at: day },
  translation: { language: line.unwrap(), by: line, at: day, paper: sum },
  secrecy: { level: line, says: prose.unwrap(), filterTeam: yes },
  notice: { to: line.unwrap(), at: day, what: prose },
} as const // biome-ignore format: a table

/** What is put down of a device, a hand at a time. */
const hands = {
  seizure: {
    name: line.unwrap(),
    maker: line,
    model: line,
    serial: line,
    control: instant.unwrap(),
    place: line,
    state,
    holder: line,
    people,
    witness: line,
    eligible: yes,
    noWitness: line,
    seal: line,
    sealed: instant,
    photographs: pieces,
    video: pieces,
  },
  passing: {
    from: line.unwrap(),
    to: line.unwrap(),
    at: instant.unwrap(),
    place: line,
    witness: line,
    signed: choice(['both', 'one', 'none']),
    seal: choice(['whole', 'broken', 'unsealed']),
    why: prose,
    anew: line,
    photographs: pieces,
  },
  check: {
    by: line.unwrap(),
    at: instant.unwrap(),
    place: line,
    witness: line,
    seal: choice(['whole', 'broken', 'unsealed']).unwrap(),
    why: prose,
    anew: line,
    photographs: pieces,
  },
} as const // biome-ignore format: a table

const shapes = { ...entries, ...hands }

export type EntryKind = keyof typeof entries
export type HandKind = keyof typeof hands
type AnyKind = keyof typeof shapes
type EntryOf<Kind extends AnyKind> = { readonly kind: Kind } & z.infer<
  z.ZodObject<(typeof shapes)[Kind], z.core.$strict>
>
export type CustodyEntry = { [Kind in AnyKind]: EntryOf<Kind> }[AnyKind]
export type Taking = EntryOf<'taking'>
export type Seizure = EntryOf<'seizure'>

export const entryKinds = Object.keys(entries) as EntryKind[]
export const handKinds = Object.keys(hands) as HandKind[]

const schemas = Object.fromEntries(
  Object.entries(shapes).map(([kind, shape]) => [kind, z.strictObject({ kind: z.literal(kind), ...shape })]),
)

/** An entry as it stands in events and messages. */
export const entrySchema = z.discriminatedUnion(
  'kind',
  Object.values(schemas) as unknown as readonly [z.ZodObject<{ kind: z.ZodLiteral<string> }>],
) as unknown as z.ZodType<CustodyEntry>

export interface EntryField {
  readonly name: string
  readonly type: FieldType
  readonly needed: boolean
  readonly of?: readonly string[]
}

/** The fields of an entry, in the order in which they are asked for. */
export function fieldsOf(kind: AnyKind): EntryField[] {
  return Object.entries(shapes[kind]).map(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
    const { as: type } = inner.meta() as { as: FieldType }
    const of =
      inner instanceof z.ZodEnum
        ? inner.options
        : inner instanceof z.ZodArray && inner.element instanceof z.ZodEnum
          ? inner.element.options
          : undefined
    return { name, type, needed: !(schema instanceof z.ZodOptional), ...(of && { of: of.map(String) }) }
  })
}

/** Reads an entry from outside. Throws `bad_entry` with the path of the field at fault. */
export function readEntry(input: unknown): CustodyEntry {
  const result = entrySchema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = (issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : (issue?.path ?? [])).join(
    '.',
  )
  const message = issue?.code === 'unrecognized_keys' ? 'There is no such field' : 'This is not filled as it must be'
  throw new VaultError('invalid', 'bad_entry', `${message}: ${path || 'kind'}`, { path: path || 'kind' })
}
