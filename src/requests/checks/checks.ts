import type { LawBase, Rule } from '../../law/index.ts'
import { RequestError } from '../errors.ts'
import type { FilledForm, MissingBox } from '../forms/form.ts'
import type { Request } from '../request.ts'
import type { Statement } from './statement.ts'

/** One thing looked at before a request is handed in, and what was found. */
export interface CheckFound {
  readonly rule: string
  readonly title: string
  readonly cite: string
  /** The part of the statement; `instruction` where the organisation’s own standing instruction asks, whose id then stands as the rule. */
  readonly looksAt: NonNullable<Rule<'check'>['looks_at']> | 'instruction'
  readonly effect: Rule<'check'>['effect']
  /** The item it was made of, where each is looked at. */
  readonly item: string | undefined
  readonly passed: boolean
  /** Why it may go all the same; only where the law lets a reason do. */
  readonly reason: string | undefined
  /** What has to be stated. */
  readonly record: readonly string[]
  readonly cure: string | undefined
}

type Checked = Pick<Request, 'rule' | 'law' | 'facts' | 'items' | 'to' | 'statement'>

/** What the law of the route looks at, in its order, of necessity once for each item; and then what standing instructions ask. */
export function checksOf(law: LawBase, request: Checked, form: FilledForm | undefined): CheckFound[] {
  return [...checksOfLaw(law, request, form), ...asked(request)]
}

/** The questions of standing instructions; an unanswered one stops the request, and no reason lets it go. */
function asked({ statement }: Checked): CheckFound[] {
  return Object.entries(statement?.instructions ?? {})
    .filter(([, { place }]) => place === 'check')
    .map(([rule, { says = '', answer }]) => ({
      ...{ rule, title: says, cite: '', looksAt: 'instruction' as const, effect: 'bar' as const, item: undefined },
      ...{ passed: isSaid(answer), reason: undefined, record: [], cure: undefined },
    }))
}

function checksOfLaw(law: LawBase, request: Checked, form: FilledForm | undefined): CheckFound[] {
  const edition = law.at(request.law.on)
  const ids = edition.find('route', request.rule)?.checks ?? []
  return ids
    .flatMap((id) => edition.find('check', id) ?? [])
    .flatMap((check) => {
      const { looks_at: looksAt } = check
      if (!looksAt) return []
      const applies = (item: Checked['items'][number] | undefined) => appliesTo(law, check, request, item)
      const items = request.items.length > 0 ? request.items : [undefined]
      const fitting = items.filter(applies)
      if (fitting.length === 0) return []
      const of = looksAt === 'necessity' ? fitting : [undefined]
      return of.map((item) => found(check, looksAt, request, form, law, item?.id))
    })
}

/** What is not known to be excluded is looked at. */
function appliesTo(
  law: LawBase,
  check: Rule<'check'>,
  { facts, to, law: { on } }: Checked,
  item: Checked['items'][number] | undefined,
): boolean {
  if (!check.when) return true
  const test = law.at(on).compile(check.when, check)
  return test.holds({ facts, on, ...(to && { to }), ...(item && { item }) }) !== false
}

function found(
  check: Rule<'check'>,
  looksAt: NonNullable<Rule<'check'>['looks_at']>,
  request: Checked,
  form: FilledForm | undefined,
  law: LawBase,
  item: string | undefined,
): CheckFound {
  const { rule, title, cites, effect, record, cure } = check
  const statement = request.statement ?? {}
  const reason = effect === 'bar' ? undefined : statement.reasons?.[rule]?.trim() || undefined
  const passed = looks[looksAt](statement, { form, law, request, item })
  return { rule, title, cite: cites[0]?.cite ?? '', looksAt, effect, item, passed, reason, record, cure }
}

interface Around {
  readonly form: FilledForm | undefined
  readonly law: LawBase
  readonly request: Checked
  readonly item: string | undefined
}

const isSaid = (text: string | undefined): boolean => (text ?? '').trim() !== ''

/** How each part of the statement is looked at. */
const looks: Record<NonNullable<Rule<'check'>['looks_at']>, (statement: Statement, around: Around) => boolean> = {
  purpose: ({ purpose }) => isSaid(purpose),
  identifiers: ({ identifiers = {} }, around) =>
    Object.values(identifiers).some((list) => list.some(isSaid)) ||
    boxesFrom(around, /^request\.identifiers\.(?!service|period)/).some((value) => value !== undefined),
  period: ({ period }, around) =>
    isClosed(period) || boxesFrom(around, /^request\.identifiers\.period$/).some(isClosed),
  reach: ({ reach }) => reach === 'accounts',
  necessity: ({ necessity = {} }, { item = '' }) => {
    const weighed = Object.hasOwn(necessity, item) ? necessity[item] : undefined
    return isSaid(weighed?.need) && isSaid(weighed?.milder) && isSaid(weighed?.against)
  },
  minimisation: ({ minimisation }) => isSaid(minimisation),
  privileges: ({ privileges }) => isSaid(privileges),
  'at-home': ({ atHome }) => isSaid(atHome),
}

/** The values of the boxes that hold what the law calls by this path, whoever filled them. */
function boxesFrom({ form, law, request }: Around, path: RegExp): unknown[] {
  if (!form) return []
  const rule = law.at(request.law.on).find('form', form.form)
  const fields = (rule?.sections ?? []).flatMap(({ fields: all }) => all).filter(({ from }) => from && path.test(from))
  const boxes = form.sections.flatMap((section) => section.boxes)
  return fields.map(({ id }) => boxes.find((box) => box.id === id)?.value)
}

/** Both its ends are set, in their order. */
function isClosed(period: unknown): boolean {
  if (typeof period !== 'object' || period === null) return false
  const { from, to } = period as { from?: string; to?: string }
  return isSaid(from) && isSaid(to) && String(from) <= String(to)
}

/** What still stops the request: a fault the law lets nothing heal, or one without a reason. */
export const stopping = (checks: readonly CheckFound[]): CheckFound[] =>
  checks.filter(({ passed, effect, reason }) => !passed && effect !== 'weight' && reason === undefined)

/** Throws `checks_failed` with everything that stops the request, each with its article. */
export function refuseUnchecked(law: LawBase, request: Checked, form: FilledForm | undefined): void {
  const missing = stopping(checksOf(law, request, form)).map(
    ({ looksAt, item, title, cite, cure }): MissingBox => ({
      path: `statement.${looksAt}${item === undefined ? '' : `.${item}`}`,
      section: '',
      label: title,
      says: `${title}${item === undefined ? '' : `: ${item}`} (${cite || 'a standing instruction'})${cure ? `. ${cure}` : ''}`,
      cite,
      awaitsValidation: false,
    }),
  )
  const [first] = missing
  if (!first) return
  const more = missing.length > 1 ? `, and ${missing.length - 1} more` : ''
  throw new RequestError('invalid', 'checks_failed', `It cannot be handed in: ${first.says}${more}`, {
    path: first.path,
    missing,
  })
}
