import type { Facts, LawBase, Rule, Test } from '../../law/index.ts'
import type { BoxValue, FilledBox, FilledForm, MissingBox, Origin } from './form.ts'

type FormRule = Rule<'form'>
type Field = FormRule['sections'][number]['fields'][number]
type Condition = NonNullable<Field['when']>

/** What a form is filled from. `request` is read by paths such as `request.author.name`. */
export interface FormSources {
  readonly facts: Facts
  readonly request: Readonly<Record<string, unknown>>
  /** What a person wrote, by field id; it stands above what is known. */
  readonly answers: Readonly<Record<string, unknown>>
  /** The day whose version of the form and law counts. */
  readonly on: string
  readonly to?: string
}

/**
 * The form with every box that can be filled, where each value came from, and which boxes are still missing.
 * Throws `LawError` `no_such_rule` where the law has no such form.
 */
export function fillForm(law: LawBase, formId: string, sources: FormSources): FilledForm {
  const edition = law.at(sources.on)
  const rule = edition.find('form', formId) ?? law.rule('form', formId)
  const values = new Values(law, rule, sources)
  const sections = rule.sections.map((section) => ({
    id: section.id,
    title: section.title,
    hiddenFrom: section.hidden_from,
    boxes: section.fields.map((field, i) => filledBox(field, i + 1, values)),
  }))
  const missing = sections.flatMap((section) =>
    section.boxes.filter((box) => isMissing(box)).map((box) => missingBox(section.id, box)),
  )
  return { form: formId, heading: rule.heading, version: rule.version, sections, missing }
}

/** What a validating authority adds when it validates; where it is to be found is known before. */
const validators = /^request\.validator\.(?:name|post|fileNumber|validated)$/

function filledBox(field: Field, number: number, values: Values): FilledBox {
  const { value, origin } = values.of(field)
  const asked = values.asked(field)
  return {
    id: field.id,
    number,
    label: field.label,
    type: field.type,
    ...(field.options && { options: field.options }),
    ...(value !== undefined && { value }),
    ...(field.note && { note: field.note }),
    ...(field.cite && { cite: field.cite }),
    required: field.required,
    asked,
    awaitsValidation: validators.test(field.from ?? ''),
    holdsReason: field.from === 'request.reason',
    origin: origin === 'empty' && asked === true && field.type !== 'boolean' ? 'missing' : origin,
  }
}

/** A tick box left empty says no; every other box that is asked for must hold something. */
const isMissing = (box: FilledBox) => box.origin === 'missing'

function missingBox(section: string, { id, label, cite, awaitsValidation }: FilledBox): MissingBox {
  const under = cite ? ` (${cite})` : ''
  return {
    path: id,
    section,
    label,
    says: `Section ${section}: '${label}' must be filled in${under}`,
    ...(cite && { cite }),
    awaitsValidation,
  }
}

/** The values of one form, each worked out once; boxes may depend on one another. */
class Values {
  readonly #known = new Map<string, { value?: BoxValue; origin: Origin }>()
  readonly #busy = new Set<string>()
  readonly #fields: ReadonlyMap<string, Field>

  readonly #law: LawBase
  readonly #rule: FormRule
  readonly #sources: FormSources

  constructor(law: LawBase, rule: FormRule, sources: FormSources) {
    this.#law = law
    this.#rule = rule
    this.#sources = sources
    this.#fields = new Map(rule.sections.flatMap(({ fields }) => fields).map((field) => [field.id, field]))
  }

  of(field: Field): { value?: BoxValue; origin: Origin } {
    const known = this.#known.get(field.id)
    if (known) return known
    // Boxes that depend on each other in a ring say nothing about each other.
    if (this.#busy.has(field.id)) return { origin: 'empty' }
    this.#busy.add(field.id)
    const found = this.#find(field)
    this.#busy.delete(field.id)
    this.#known.set(field.id, found)
    return found
  }

  #find(field: Field): { value?: BoxValue; origin: Origin } {
    const given = boxValue(this.#sources.answers[field.id])
    if (given !== undefined) return { value: given, origin: 'given' }
    // A box that does not apply stays empty, whatever is known.
    if (field.required === 'conditional' && this.asked(field) === false) return { origin: 'empty' }
    const known = field.from ? boxValue(this.#read(field.from)) : undefined
    if (known !== undefined) return { value: known, origin: 'known' }
    const derived = this.#derived(field)
    return derived === undefined ? { origin: 'empty' } : { value: derived, origin: 'derived' }
  }

  /** The first value whose condition holds; of a box that takes several, all of them. */
  #derived(field: Field): BoxValue | undefined {
    const truth = (when: Condition | undefined) => (when === undefined ? true : this.#holds(when))
    const values = field.derive ?? []
    if (field.type === 'choices' || field.type === 'list') {
      const fitting = values.filter(({ when }) => truth(when) === true)
      return fitting.length > 0 ? fitting.map(({ value }) => String(value)) : undefined
    }
    // A condition that is unknown may be the first to hold: what stands below it is no answer.
    const first = values.find(({ when }) => truth(when) !== false)
    return first && truth(first.when) === true ? first.value : undefined
  }

  asked(field: Field): boolean | null {
    if (field.required === 'required') return true
    if (field.required === 'conditional' && field.when) return this.#holds(field.when)
    return false
  }

  /** A form speaks of all the data together: what holds of one item calls for the box. */
  #holds(condition: Condition): boolean | null {
    const { facts, on, to } = this.#sources
    const test = compiled(this.#law, this.#rule, condition, on)
    const around = { facts, on, to, more: (path: string) => this.#read(path) }
    const items = facts.data?.length ? facts.data : [undefined]
    const truths = items.map((item) => test.holds({ ...around, item }))
    return truths.includes(true) ? true : truths.includes(null) ? null : false
  }

  #read(path: string): unknown {
    if (path.startsWith('form.')) {
      const field = this.#fields.get(path.slice('form.'.length))
      if (!field) return undefined
      const { value } = this.of(field)
      return value ?? (field.type === 'boolean' ? false : undefined)
    }
    const [first = '', ...rest] = path.split('.')
    if (first === 'request') return inside(this.#sources.request, rest)
    return inside(this.#sources.facts as Readonly<Record<string, unknown>>, path.split('.'))
  }
}

const tests = new WeakMap<Condition, Test>()

/** Compiled once; a condition belongs to one rule of one edition of the law. */
function compiled(law: LawBase, rule: FormRule, condition: Condition, on: string): Test {
  let test = tests.get(condition)
  if (!test) {
    test = law.at(on).compile(condition, rule)
    tests.set(condition, test)
  }
  return test
}

/** Along a list every member is read, and what they say is put together. */
function inside(value: unknown, path: readonly string[]): unknown {
  const [next, ...rest] = path
  if (next === undefined || value === undefined || value === null) return value ?? undefined
  if (Array.isArray(value)) {
    const members = value.map((member) => inside(member, path)).filter((member) => member !== undefined)
    return members.length > 0 ? members.flat() : undefined
  }
  if (typeof value !== 'object') return undefined
  return Object.hasOwn(value, next) ? inside((value as Record<string, unknown>)[next], rest) : undefined
}

/** What may stand in a box; an empty text, an empty list and anything else stand for nothing. */
export function boxValue(value: unknown): BoxValue | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) {
    const texts = value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
    return texts.length > 0 ? [...new Set(texts)] : undefined
  }
  if (typeof value === 'object' && value !== null) {
    const { from, to } = value as { from?: unknown; to?: unknown }
    const period = { ...(typeof from === 'string' && from && { from }), ...(typeof to === 'string' && to && { to }) }
    return Object.keys(period).length > 0 ? period : undefined
  }
  return undefined
}
