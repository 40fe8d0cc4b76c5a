import type { Actor } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { Facts } from '../../law/index.ts'
import { answer, findMatter, type Matter } from '../../requests/index.ts'
import { fieldAt } from '../interview/fields.ts'
import { EVERY, factAt, readFact, UNKNOWN } from '../interview/query.ts'
import type { Reader } from '../reader.ts'
import { type Complaint, refusalInWords } from '../refusal.ts'

export interface Saved {
  readonly matter: Matter
  /** Facts answered with "not known yet". */
  readonly skipped: readonly string[]
  /** What could not be saved, each at its field; everything else is. */
  readonly errors: readonly Complaint[]
}

interface Setting {
  readonly db: Db
  readonly now: Now
  readonly reader: Reader
}

/**
 * Saves what a form of the interview says of each fact it asked for. What cannot be read, or cannot be true together
 * with what was said before, is left out and told; two answers that hold only together are saved together.
 */
export async function saveAnswers(actor: Actor, id: string, form: URLSearchParams, setting: Setting): Promise<Saved> {
  const { db, now, reader } = setting
  const matter = await findMatter(db, actor.org, id)
  const skipped = new Set(form.getAll('skip'))
  const errors: Complaint[] = []
  let open: { name: string; path: string; value: unknown }[] = []
  for (const name of askedIn(form)) {
    const field = fieldAt(name.replace(EVERY, 'data.'))
    const read = field && readFact(form, name, field, reader)
    if (!read && !form.has('change')) continue
    skipped.delete(name)
    if (read === UNKNOWN) skipped.add(name)
    if (read && read !== UNKNOWN && 'message' in read) errors.push({ field: name, message: read.message })
    else if (read && read !== UNKNOWN) open.push({ name, path: pathOf(name), value: read.value })
    else if (factAt(matter.facts, name) !== undefined) open.push({ name, path: pathOf(name), value: undefined })
  }
  open.push(...newItems(matter.facts, form))
  let refused: Complaint[] = []
  for (let before = open.length + 1; open.length > 0 && open.length < before; ) {
    before = open.length
    const left: typeof open = []
    refused = []
    for (const one of open) {
      try {
        await db.transaction().execute((tx) => answer(tx, actor, id, one.path, one.value, now))
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind === 'missing' || error.kind === 'forbidden') throw error
        left.push(one)
        refused.push({ field: one.name, message: refusalInWords(error, reader) })
      }
    }
    open = left
  }
  const after = await findMatter(db, actor.org, id)
  return { matter: after, skipped: [...skipped], errors: [...errors, ...refused] }
}

/** The facts a form asked for: several of the interview, or the one to be changed. */
const askedIn = (form: URLSearchParams) =>
  [...form.getAll('asked'), ...form.getAll('change')].filter((name) => name !== 'data.category')

/** Data of further categories become items of their own. */
function newItems({ data = [] }: Facts, form: URLSearchParams) {
  const taken = new Set(data.map(({ id }) => id))
  const known = new Set(data.map(({ category }) => category as string | undefined))
  const wanted = form.getAll('category').filter((category) => !known.has(category))
  let next = 1
  return wanted.map((category, i) => {
    while (taken.has(`d${next}`)) next++
    taken.add(`d${next}`)
    return { name: 'category', path: `data[${data.length + i}]`, value: { id: `d${next}`, category } }
  })
}

/** `data.0.stored` → `data[0].stored`; of every item: `data.stored`. */
const pathOf = (name: string) => name.replace(EVERY, 'data.').replace(/^data\.(\d+)\./, 'data[$1].')
