import type { Counterpart } from '../../../exchange/index.ts'
import type { LawBase, Rule } from '../../../law/index.ts'
import { procedureOf, type Request, stateOfCourt } from '../../../requests/index.ts'
import { itemInWords } from '../../interview/words.ts'
import type { Reader } from '../../reader.ts'
import type { Complaint } from '../../refusal.ts'
import { ChoiceField, LongTextField, SelectField } from '../../ui/fields.tsx'
import { Notice } from '../../ui/notice.tsx'

/** What an objection says besides where a court decides on it: for which data, before which court, and why if it is late. */
export function Disputing({
  request,
  ground,
  given,
  errors,
  past,
  directory,
  law,
  reader,
}: {
  request: Request
  ground: Rule<'ground'>
  given: URLSearchParams
  errors: readonly Complaint[]
  /** When its time ended, if it did. */
  past: string | undefined
  directory: readonly Counterpart[]
  law: LawBase
  reader: Reader
}) {
  const { review: all, forms } = reader.t
  const t = all.objecting
  const procedure = procedureOf(law, request, { ground: ground.rule })
  const state = stateOfCourt(procedure, request)
  const courts = directory.filter((one) => one.seats.includes('court') && (state === undefined || one.state === state))
  const frame = (name: string) => {
    const error = errors.find((one) => one.field === name)?.message
    return { name, errorWord: forms.error, ...(error && { error }) }
  }
  const chosen = given.getAll('items')
  const known = request.parties.find(({ org, seat }) => seat === 'court' && courts.some((one) => one.org === org))?.org
  return (
    <>
      {past && (
        <Notice kind="care">
          <p>{t.timeOver(reader.instant(past))}</p>
        </Notice>
      )}
      {request.items.length > 1 && (
        <ChoiceField
          {...frame('items')}
          label={t.items}
          several
          value={chosen.length > 0 ? chosen : request.items.map(({ id }) => id)}
          choices={request.items.map(({ id }) => ({
            value: id,
            label: itemInWords({ data: [...request.items] }, id, reader),
          }))}
        />
      )}
      {procedure.review.brought_by === 'holder' && (
        <SelectField
          {...frame('court')}
          label={t.court}
          empty={all.refer.chooseCourt}
          value={given.get('court') ?? known ?? (courts.length === 1 ? (courts[0]?.org ?? '') : '')}
          choices={courts.map(({ org, name }) => ({ value: org, label: name }))}
        />
      )}
      {past && (
        <LongTextField
          {...frame('late')}
          label={t.late}
          {...(procedure.review.late && { hint: t.lateHint(reader.law(procedure.review.late.says)) })}
          value={given.get('late') ?? ''}
          rows={2}
        />
      )}
    </>
  )
}
