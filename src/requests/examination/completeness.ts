import type { LawBase } from '../../law/index.ts'
import { fillForm } from '../forms/fill.ts'
import type { FilledForm } from '../forms/form.ts'
import type { Request } from '../request.ts'
import { allOf, type Dealing } from './dealing.ts'

/**
 * What the form of a request that came still lacks, by the edition of the form it came on, with what was supplied since;
 * undefined where it came on no form. Sections that this organisation may not see are not missed.
 */
export function completenessOf(
  law: LawBase,
  { copy, facts, items, law: { on }, to }: Request,
  dealings: readonly Dealing[],
): Pick<FilledForm, 'form' | 'version' | 'missing'> | undefined {
  if (!copy || !law.at(on).find('form', copy.form)) return undefined
  const written = copy.sections.flatMap(({ boxes }) => boxes.map(({ id, value }) => [id, value] as const))
  const supplied = allOf(dealings, 'answer').flatMap(({ body }) =>
    body.boxes.map(({ box, value }) => [box, value] as const),
  )
  const answers = Object.fromEntries([...written.filter(([, value]) => value !== undefined), ...supplied])
  const seen = new Set(copy.sections.map(({ id }) => id))
  const known = { ...facts, data: items } as Request['facts']
  const { form, version, missing } = fillForm(law, copy.form, {
    facts: known,
    request: {},
    answers,
    on,
    ...(to && { to }),
  })
  return {
    form,
    version,
    missing: missing.filter(({ section, path }) => seen.has(section) && !isSupplied(supplied, path)),
  }
}

/** Words stand for what a box would take: whether they are enough is for whoever asked. */
const isSupplied = (supplied: readonly (readonly [string, unknown])[], path: string) =>
  supplied.some(([box]) => box === path)
