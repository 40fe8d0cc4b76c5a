import { RequestError } from '../errors.ts'
import type { MissingBox } from '../forms/form.ts'
import { type directions, lastOf, type Ruling, type weights } from './entries.ts'
import type { Procedure } from './procedure.ts'
import type { ReviewFile } from './review.ts'

/** What a court enters; what is not entered is told back, all of it at once. */
export interface RulingInput {
  /** By the id of the finding: the items of which it holds, and why. */
  readonly findings: Readonly<Record<string, { readonly items: readonly string[]; readonly reason: string }>>
  /** By the number of the point in the law. */
  readonly weighed: Readonly<Record<number, Partial<Record<'facts' | 'weight' | 'speaksFor' | 'reason', string>>>>
  /** By the id of the item. */
  readonly items: Readonly<Record<string, { readonly ruling: string; readonly how?: string; readonly reason: string }>>
  readonly withoutView?: string
  readonly remedies: string
  readonly post: string
  readonly fileNumber: string
}

/**
 * The ruling, if it can stand: every finding made, every point of the law weighed where there is a conflict, every item
 * ruled on by what was found. Throws `ruling_incomplete` with all that is missing, `ruling_unfounded` for an item ruled on
 * otherwise than the findings or the weighing allow, `view_missing` where the third state had to be asked.
 */
export function rulingFrom(
  procedure: Procedure,
  review: ReviewFile,
  input: RulingInput,
  by: { readonly name: string; readonly authority: string },
): Ruling {
  const gaps = new Gaps()
  const text = (value: string | undefined, path: string, label: string, cite?: string) =>
    gaps.unless(value?.trim(), path, label, cite)
  const { findings, rulings } = procedure.review

  const found = findings.map(({ id, asks, cite }) => {
    const given = input.findings[id]
    const items = review.items.filter((item) => given?.items.includes(item))
    return { finding: id, asks, cite, items, reason: text(given?.reason, `findings.${id}.reason`, asks, cite) }
  })
  const inConflict = review.items.filter((item) => found.every(({ items }) => items.includes(item)))

  const points = inConflict.length > 0 ? procedure.ground.weighs : []
  const weighed = points.map(({ what, cite }, i) => {
    const given = input.weighed[i + 1] ?? {}
    const at = (part: string) => `weighed.${i + 1}.${part}`
    return {
      factor: i + 1,
      what,
      cite,
      facts: text(given.facts, at('facts'), what, cite),
      weight: text(given.weight, at('weight'), what, cite) as (typeof weights)[number],
      speaks_for: text(given.speaksFor, at('speaksFor'), what, cite) as (typeof directions)[number],
      reason: text(given.reason, at('reason'), what, cite),
    }
  })

  const items = review.items.map((item) => {
    const given = input.items[item]
    const ruling = rulings.find((one) => one === given?.ruling)
    const how = given?.how?.trim()
    if (ruling === 'modify') text(how, `items.${item}.how`, item)
    return {
      item,
      ruling: (ruling ?? gaps.unless(undefined, `items.${item}.ruling`, item)) as (typeof rulings)[number],
      ...(how && { how }),
      reason: text(given?.reason, `items.${item}.reason`, item),
    }
  })
  const remedies = text(input.remedies, 'remedies', 'Remedies')
  const post = text(input.post, 'post', 'Post')
  const fileNumber = text(input.fileNumber, 'fileNumber', 'File number')
  gaps.refuse()

  refuseUnfounded({ inConflict, weighed, items, found })
  const withoutView = input.withoutView?.trim()
  if (!withoutView) refuseUnasked(procedure, review)
  return {
    by: { ...by, post, fileNumber },
    findings: found,
    weighed,
    items,
    ...(withoutView && { without_view: withoutView }),
    remedies,
  }
}

/** Everything that is missing, told at once. */
class Gaps {
  readonly #missing: MissingBox[] = []

  unless(value: string | undefined, path: string, label: string, cite?: string): string {
    if (value) return value
    const says = `'${label}' is still open${cite ? ` (${cite})` : ''}`
    this.#missing.push({ path, section: '', label, says, ...(cite && { cite }), awaitsValidation: false })
    return ''
  }

  refuse(): void {
    const [first] = this.#missing
    if (!first) return
    throw new RequestError('invalid', 'ruling_incomplete', first.says, { path: first.path, missing: this.#missing })
  }
}

/** An item stands where nothing forbids its disclosure; where something does, the weighing must bear the ruling. */
function refuseUnfounded({
  inConflict,
  weighed,
  items,
  found,
}: {
  inConflict: readonly string[]
  weighed: Ruling['weighed']
  items: Ruling['items']
  found: Ruling['findings']
}): void {
  const speaks = (side: string) => weighed.some(({ speaks_for, weight }) => speaks_for === side && weight !== 'none')
  for (const { item, ruling } of items) {
    const refuse = (message: string) => {
      throw new RequestError('invalid', 'ruling_unfounded', message, { path: `items.${item}.ruling` })
    }
    const failed = found.find((one) => !one.items.includes(item))
    if (ruling !== 'uphold' && failed)
      refuse(`'${item}' can only stand: it was not found that: ${failed.asks} (${failed.cite})`)
    if (weighed.length === 0 || !inConflict.includes(item)) continue
    if (ruling === 'lift' && !speaks('protection'))
      refuse(`Nothing that was weighed speaks against the disclosure of '${item}'`)
    if (ruling === 'uphold' && !speaks('disclosure'))
      refuse(`Nothing that was weighed speaks for the disclosure of '${item}', though a law forbids it`)
  }
}

/** Throws `view_missing` where the state whose law forbids must be asked and was not, or has still time to answer. */
function refuseUnasked({ review: law }: Procedure, { entries }: ReviewFile): void {
  const asked = lastOf(entries, 'question')
  const { third_state: third } = law
  if (!third) return
  if (asked && !lastOf(entries, 'answer')) {
    const until = asked.body.until ? ` until ${asked.body.until}` : ''
    refuseView(`${asked.body.authority} was asked for its view${until} and has not answered (${third.cite})`)
  }
  if (!asked && third.must && protects(entries, third.must)) {
    refuseView(`The authority of the state whose law forbids has to be asked (${third.cite})`)
  }
}

/** Whether the objection names an interest for which the law wants the other state asked. */
export function protects(
  entries: ReviewFile['entries'],
  { box, holds_any }: { box: string; holds_any: readonly string[] },
): boolean {
  const boxes = lastOf(entries, 'objection')?.body.form?.sections.flatMap((section) => section.boxes) ?? []
  const value = boxes.find(({ id }) => id === box)?.value
  const values = Array.isArray(value) ? value : [value]
  return values.some((one) => holds_any.includes(String(one)))
}

function refuseView(message: string): never {
  throw new RequestError('conflict', 'view_missing', `${message}; say why it is decided all the same`, {
    path: 'withoutView',
  })
}
