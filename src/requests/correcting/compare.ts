import { canonicalJson } from '../../base/canonical-json.ts'
import type { DataItem } from '../../law/index.ts'
import type { Statement } from '../checks/statement.ts'
import type { Box, FormCopy } from '../forms/form.ts'
import type { Version } from '../store/versions.ts'

/** A box of the form that says something else now; undefined on the side where it is not there at all. */
export interface ChangedBox {
  readonly id: string
  readonly section: string
  readonly before: Box | undefined
  readonly after: Box | undefined
}

/** A field of the statement, by its way in it: `necessity.d1.need`. */
export interface ChangedField {
  readonly field: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs between two versions of a request. */
export interface Changes {
  readonly boxes: readonly ChangedBox[]
  readonly items: { readonly added: readonly DataItem[]; readonly removed: readonly DataItem[] }
  readonly statement: readonly ChangedField[]
}

type Compared = Pick<Version, 'copy' | 'items' | 'statement'>

/** What the later of two versions says differently; `passedOver`: boxes that the system writes by itself. */
export function compareVersions(before: Compared, after: Compared, passedOver: ReadonlySet<string>): Changes {
  return {
    boxes: changedBoxes(before.copy, after.copy).filter(({ id }) => !passedOver.has(id)),
    items: {
      added: after.items.filter(({ id }) => !before.items.some((item) => item.id === id)),
      removed: before.items.filter(({ id }) => !after.items.some((item) => item.id === id)),
    },
    statement: changedFields(before.statement, after.statement),
  }
}

function changedBoxes(before: FormCopy | undefined, after: FormCopy | undefined): ChangedBox[] {
  const [was, is] = [boxesOf(before), boxesOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [one, other] = [was.get(id), is.get(id)]
    if (same(one?.box.value, other?.box.value)) return []
    return [{ id, section: (other ?? one)?.section ?? '', before: one?.box, after: other?.box }]
  })
}

const boxesOf = (copy: FormCopy | undefined) =>
  new Map(copy?.sections.flatMap(({ title, boxes }) => boxes.map((box) => [box.id, { section: title, box }] as const)))

const same = (a: unknown, b: unknown) => canonicalJson(asJson(a)) === canonicalJson(asJson(b))
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value ?? null))

function changedFields(before: Statement | undefined, after: Statement | undefined): ChangedField[] {
  const [was, is] = [fieldsOf(before ?? {}), fieldsOf(after ?? {})]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }))
}

/** Every text of a statement by its way; lists are one line each. */
function fieldsOf(value: object, way = ''): Map<string, string> {
  const found = Object.entries(value).flatMap(([name, inside]): (readonly [string, string])[] => {
    const here = way === '' ? name : `${way}.${name}`
    if (Array.isArray(inside)) return inside.length > 0 ? [[here, inside.join('\n')]] : []
    if (typeof inside === 'object' && inside !== null) return [...fieldsOf(inside, here)]
    return inside === undefined || String(inside).trim() === '' ? [] : [[here, String(inside)]]
  })
  return new Map(found)
}
